/// Whether signatures come in the answer or are fetched later (csc-api.md, sections 3.8 and 3.9).
package enum OperationMode: Hashable, Sendable {
    case synchronous
    /// The result is kept for so many milliseconds; as long as the service likes when nil.
    case asynchronous(validityPeriod: Int? = nil)

    /// The standard's default is left out.
    var code: String? { self == .synchronous ? nil : "A" }

    var validityPeriod: Int? {
        if case .asynchronous(let period) = self { period } else { nil }
    }
}
