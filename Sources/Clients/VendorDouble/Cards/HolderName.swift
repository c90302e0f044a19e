import Foundation

/// A person's name for comparison, never for display: spaces, widths and capitals do not matter (HPKI certificates and
/// master files write them as they like).
struct HolderName: Hashable, Sendable {
    private let normalised: String

    init(_ name: String) {
        normalised = name.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
    }
}
