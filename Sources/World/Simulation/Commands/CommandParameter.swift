/// One argument of a command, as a person, the admin API's schema and a scenario's editor see it.
package struct CommandParameter: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case string
        case integer
        /// An integer in a range, both ends included.
        case integerIn(ClosedRange<Int>)
        case number
        case boolean
        /// An absolute instant as RFC 3339 text.
        case instant
        /// A duration as text: `15d`, `-1d`, `PT1H`.
        case duration
        /// One of these words.
        case choice([String])
        indirect case list(of: Kind)
        /// So many bytes as hexadecimal digits, such as a card's status word.
        case hexadecimal(bytes: Int)
        /// Any JSON object; the command looks into it itself.
        case object
        /// Any JSON value.
        case any
    }

    package let name: String
    package let kind: Kind
    package let summary: String
    package let isRequired: Bool

    package static func required(_ name: String, _ kind: Kind, _ summary: String) -> CommandParameter {
        CommandParameter(name: name, kind: kind, summary: summary, isRequired: true)
    }

    package static func optional(_ name: String, _ kind: Kind, _ summary: String) -> CommandParameter {
        CommandParameter(name: name, kind: kind, summary: summary, isRequired: false)
    }
}
