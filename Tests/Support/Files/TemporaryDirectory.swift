package import Foundation

/// A directory of one test's own, gone when the last reference to it is.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    package var path: String { url.path(percentEncoded: false) }

    /// Makes a directory that only this user can enter (mode 0700).
    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "hpki-sim-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file or folder in here, whether it exists or not.
    package func path(_ name: String) -> String {
        url.appending(path: name).path(percentEncoded: false)
    }

    /// Writes a file in here.
    ///
    /// - Returns: Its path.
    @discardableResult
    package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: url.appending(path: name))
        return path(name)
    }

    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(text.utf8, to: name)
    }

    package func read(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: url.appending(path: name)))
    }
}
