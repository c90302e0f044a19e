import Simulation
import Synchronization
import Testing
import VendorDouble

@testable import SigningService

/// The rows of the error table that have come about.
final class SeenErrors: Sendable {
    private let seen = Mutex<Set<String>>([])

    var all: Set<String> { seen.withLock(\.self) }

    func expect(
        _ answer: ClientAnswer,
        _ row: String,
        _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.refusal == row, comment, sourceLocation: sourceLocation)
        seen.withLock { _ = $0.insert(answer.refusal) }
    }

    func expect(_ answer: ClientAnswer, _ row: CSCError, sourceLocation: SourceLocation = #_sourceLocation) {
        expect(answer, row.row, sourceLocation: sourceLocation)
    }
}

extension CSCError {
    /// As ``ClientAnswer/refusal`` has it.
    var row: String { "\(statusCode) \(code): \(description)" }
}
