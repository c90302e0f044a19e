/// An event of a domain that this program does not have.
struct UnknownEventError: Error, CustomStringConvertible {
    let type: String

    var description: String { "this program does not know the event \(type)" }
}
