package import Foundation

/// Where the socket lies.
package enum PCSCSocketPath {
    /// `sun_path` without its NUL; libpcsclite keeps the variable in as many bytes (pcsc-lite.md, section 1.1).
    package static let longest = 107
    package static let fileName = "pcscd.comm"

    /// A path that nobody uses yet, in a folder that only this user can enter.
    ///
    /// - Parameter runtimeDirectory: `$XDG_RUNTIME_DIR`, below which there will be `hpki-sim/<n>/`; nil or one that is
    ///   too long for a socket's path gives a new folder for temporary files.
    package static func fresh(below runtimeDirectory: URL?) throws -> String {
        guard let runtimeDirectory else { return try temporary() }
        let folder = runtimeDirectory.appending(path: "hpki-sim", directoryHint: .isDirectory)
        guard folder.appending(path: "9999/\(fileName)").path(percentEncoded: false).utf8.count <= longest else {
            return try temporary()
        }
        try makePrivate(folder)
        for number in 0...9999 {
            let place = folder.appending(path: String(number), directoryHint: .isDirectory)
            let path = place.appending(path: fileName).path(percentEncoded: false)
            if mkdir(place.path(percentEncoded: false), 0o700) == 0 { return path }
            // What a killed server has left is as good as new.
            if errno == EEXIST, UnixSocket.isFree(path) { return path }
        }
        return try temporary()
    }

    private static func temporary() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hpki-sim-\(UUID().uuidString)")
        try makePrivate(folder)
        return folder.appending(path: fileName).path(percentEncoded: false)
    }

    /// Makes the folder, or checks that the one there is this user's alone.
    private static func makePrivate(_ folder: URL) throws {
        let path = folder.path(percentEncoded: false)
        try? FileManager.default.createDirectory(
            at: folder.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        if mkdir(path, 0o700) == 0 { return }
        guard errno == EEXIST else { throw PCSCSocketError.system("mkdir", path: path, code: errno) }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else { throw PCSCSocketError.directoryNotPrivate(path) }
    }
}
