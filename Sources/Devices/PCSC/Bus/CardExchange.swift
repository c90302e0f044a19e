package import ISO7816

/// One command and what came of it, as it passed through a reader: with secrets in it, so mask before you show it.
package struct CardExchange: Sendable {
    package let reader: String
    package let command: [UInt8]
    package let outcome: Result<[UInt8], CardFailure>
}
