/// Why something cannot be done at the readers themselves: an operator's mistake, not a program's.
package enum ReaderBusError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownReader(String, known: [String])
    case readerAttached(String)
    case unusableName(String)
    case readerTaken(String)
    case readerEmpty(String)

    package var description: String {
        switch self {
        case .unknownReader(let name, let known):
            "there is no reader \"\(name)\": there are \(known.isEmpty ? "none" : known.joined(separator: ", "))"
        case .readerAttached(let name): "the reader \"\(name)\" is attached already"
        case .unusableName(let name): "\"\(name)\" is no reader's name: 1 to 127 bytes of UTF-8 without a NUL are"
        case .readerTaken(let name): "a card is in the reader \"\(name)\" already: remove it first"
        case .readerEmpty(let name): "no card is in the reader \"\(name)\""
        }
    }
}
