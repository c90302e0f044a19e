import Simulation

/// The name of one thing of a kind: `ID<Facility>` is no `ID<Card>`. A text in the journal.
package struct ID<Noun>: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension ID: Packed {}

extension ID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }
}

extension ID: CustomStringConvertible {
    package var description: String { rawValue }
}

extension ID: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ID: Codable, CodingKeyRepresentable {
    package var codingKey: any CodingKey { IDKey(stringValue: rawValue) }

    package init?(codingKey: some CodingKey) {
        self.init(rawValue: codingKey.stringValue)
    }
}

private struct IDKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        self.stringValue = String(intValue)
    }
}
