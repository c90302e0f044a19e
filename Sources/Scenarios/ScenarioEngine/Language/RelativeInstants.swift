import Foundation
import Simulation

/// Instants that are written as durations from the moment of the call (`-1d`, `P14D`), or as the next of a time in Japan
/// (`03:00 JST`).
enum RelativeInstants {
    /// The arguments with every such instant written out.
    static func resolve(
        _ arguments: [String: JSONValue],
        _ parameters: [CommandParameter],
        from now: Date
    ) -> [String: JSONValue] {
        var resolved = arguments
        for parameter in parameters where parameter.kind == .instant {
            guard let text = arguments[parameter.name]?.string, let instant = instant(text, from: now) else { continue }
            resolved[parameter.name] = .string(instant.rfc3339)
        }
        return resolved
    }

    /// An instant in either form; nil for a text that is none.
    static func instant(_ text: String, from now: Date) -> Date? {
        if let duration = Duration(text: text) { return now.addingTimeInterval(duration.seconds) }
        return Date(rfc3339: text) ?? JapanMoment(text)?.next(after: now)
    }
}
