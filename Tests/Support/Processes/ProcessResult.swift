/// How a program ended and what it had said.
package struct ProcessResult: Sendable {
    package enum Status: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    package let status: Status
    package let standardOutput: [UInt8]
    package let standardError: [UInt8]

    package var outputText: String { String(decoding: standardOutput, as: UTF8.self) }
    package var errorText: String { String(decoding: standardError, as: UTF8.self) }
    /// Both outputs, the standard output first: for programs that spread one message over the two.
    package var allText: String { outputText + errorText }
}
