import Foundation

/// Why the socket cannot be served.
package enum PCSCSocketError: Error, Hashable, Sendable, CustomStringConvertible {
    case pathTooLong(String)
    case noDirectory(String)
    /// Other users can put something in the way there.
    case directoryNotPrivate(String)
    case notASocket(String)
    case served(String)
    case system(String, path: String, code: Int32)

    package var description: String {
        switch self {
        case .pathTooLong(let path):
            """
            the PC/SC socket's path has \(path.utf8.count) bytes, and PC/SC programs read \(PCSCSocketPath.longest) of \
            it: choose a shorter one than \(path)
            """
        case .noDirectory(let path): "the PC/SC socket's folder does not exist: make it first: \(path)"
        case .directoryNotPrivate(let path): "\(path) is not yours alone: take a folder with mode 0700"
        case .notASocket(let path): "\(path) exists and is no socket: remove it, or choose another path"
        case .served(let path): "another program serves \(path): end it, or choose another path"
        case .system(let operation, let path, let code): "\(path): \(operation): \(reason(code))"
        }
    }
}

private func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
}
