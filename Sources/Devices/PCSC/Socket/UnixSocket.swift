import Foundation

/// The system calls around a listening unix socket, as far as NIO does not make them.
enum UnixSocket {
    private static let lockSuffix = ".lock"

    static func check(_ path: String) throws(PCSCSocketError) {
        guard path.utf8.count <= PCSCSocketPath.longest else { throw .pathTooLong(path) }
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        guard access(folder, F_OK) == 0 else { throw .noDirectory(folder) }
    }

    /// Removes what a server that ended without notice has left; nothing happens where nothing is.
    ///
    /// - Throws: `notASocket`, `served`.
    static func removeStale(_ path: String) throws(PCSCSocketError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }
        let descriptor = socket(AF_UNIX, stream, 0)
        guard descriptor >= 0 else { throw .system("socket", path: path, code: errno) }
        defer { close(descriptor) }
        guard call(connect, descriptor, path) != 0 else { throw .served(path) }
        guard errno == ECONNREFUSED else { throw .served(path) }
        unlink(path)
    }

    /// Whoever holds this may take the path: a socket that is bound but does not listen yet looks as stale as a dead one.
    ///
    /// - Returns: the open lock file, to be closed when the socket is gone; the system drops it with the process.
    static func lock(_ path: String) throws(PCSCSocketError) -> Int32 {
        let descriptor = open(path + lockSuffix, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("open", path: path + lockSuffix, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .served(path)
        }
        return descriptor
    }

    /// Whether nobody serves the path, at this moment.
    static func isFree(_ path: String) -> Bool {
        guard let descriptor = try? lock(path) else { return false }
        defer { close(descriptor) }
        return (try? removeStale(path)) != nil
    }

    static func unlock(_ descriptor: Int32) {
        close(descriptor)
    }

    /// - Returns: a bound socket with mode 0600, which does not listen yet.
    static func bound(to path: String) throws(PCSCSocketError) -> Int32 {
        try removeStale(path)
        let descriptor = socket(AF_UNIX, stream, 0)
        guard descriptor >= 0 else { throw .system("socket", path: path, code: errno) }
        // On Linux the file is born with the socket's mode: nobody can come in before the chmod.
        fchmod(descriptor, 0o600)
        guard call(bind, descriptor, path) == 0, chmod(path, 0o600) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EADDRINUSE ? .served(path) : .system("bind", path: path, code: code)
        }
        return descriptor
    }

    static func remove(_ path: String) {
        unlink(path)
    }

    /// Which file lies at a path, so that nobody else's is removed at the end.
    static func identity(_ path: String) -> [UInt64] {
        var status = stat()
        return lstat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : []
    }

    #if os(Linux)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
    private static let stream = SOCK_STREAM
    #endif

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32,
        _ descriptor: Int32,
        _ path: String
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
