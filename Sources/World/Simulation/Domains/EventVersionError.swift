/// A payload version that this program cannot read.
struct EventVersionError: Error, CustomStringConvertible {
    let type: String
    let version: Int
    let known: Int

    var description: String { "event \(type) has version \(version), this program knows \(known)" }
}
