package import Foundation
package import Simulation

/// The signed documents that have been received, each once.
///
/// [D] A stand-in for the 電子処方箋管理サービス, so that a program has somewhere to send what it has signed: the real
/// service's interface is not public, and what it does with a document twice sent is ours.
package enum ReceptionDomain: Domain {
    package enum Command: Sendable {
        case receive(ReceivedDocument)
        case refuse(ReceptionRefusal)
    }

    package enum Event: DomainEvent {
        case received(number: String, document: ReceivedDocument)
        /// The same file once more; nothing has changed.
        case repeated(number: String)
        /// - Parameter reason: the code of the answer.
        case refused(reason: String, sentence: String)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case received = "prescription.received"
            case repeated = "prescription.repeated"
            case refused = "prescription.refused"
        }

        package static var variableFields: Set<String> { ["file"] }
    }

    package struct State: Codable, Sendable {
        /// By the digest of what is signed.
        fileprivate var documents: [String: Entry] = [:]

        /// The number under which a document was received, and the file that it came in; nil where it was not.
        package subscript(document: String) -> Entry? { documents[document] }
    }

    package struct Entry: Codable, Sendable, Hashable {
        package let number: String
        package let file: String
    }

    package static let name = "reception"
    package static let initialState = State()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(ReceptionRefusal) -> [Event] {
        switch command {
        case .receive(let document):
            guard let known = context.state[document.digest] else {
                let number = "R-" + String(10_001 + context.state.documents.count).dropFirst()
                return [.received(number: number, document: document)]
            }
            guard known.file == document.file else { throw .signedAgain(number: known.number) }
            return [.repeated(number: known.number)]
        case .refuse(let refusal): return [.refused(reason: refusal.code, sentence: "\(refusal)")]
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .received(let number, let document):
            state.documents[document.digest] = Entry(number: number, file: document.file)
        case .repeated, .refused: break
        }
    }
}
