import Testing
import VendorDouble

/// Expects a ``VendorFailure`` and gives its cause.
func cause(
    _ body: () async throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
) async -> VendorFailure.Cause? {
    let failure = await #expect(throws: VendorFailure.self, sourceLocation: sourceLocation) { try await body() }
    return failure?.cause
}

func hash(_ text: String) -> [UInt8] { Array(repeating: Array(text.utf8).reduce(0, &+), count: 32) }
