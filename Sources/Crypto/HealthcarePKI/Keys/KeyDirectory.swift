import Foundation
import Glibc

/// A private folder, held open by descriptor: what was checked is what is used, whatever happens to the path.
///
/// The folder must belong to this user with mode 0700 and its files with 0600; symbolic links are refused.
final class KeyDirectory: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens the folder, making it (and what lacks above it) when it is not there.
    init(_ url: URL) throws(KeyCacheError) {
        path = url.path
        try Self.create(url)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refusal(path, errno) }
        do {
            try Self.check(descriptor, path, isDirectory: true)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// The bytes of a file, nil when there is none of that name.
    func read(_ name: String) throws(KeyCacheError) -> [UInt8]? {
        let filePath = "\(path)/\(name)"
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.refusal(filePath, errno)
        }
        defer { close(file) }
        try Self.check(file, filePath, isDirectory: false)
        var bytes = [UInt8](repeating: 0, count: Self.largestFile)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw Self.failure(filePath, errno) }
        return Array(bytes.prefix(count))
    }

    /// Writes a file so that a reader sees nothing or all of it, also after a crash.
    func write(_ name: String, _ bytes: [UInt8]) throws(KeyCacheError) {
        let temporary = "\(Self.temporaryPrefix)\(name)"
        let filePath = "\(path)/\(name)"
        let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure(filePath, errno) }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let code = errno
        close(file)
        guard isWritten, renameat(descriptor, temporary, descriptor, name) == 0 else {
            let failure = Self.failure(filePath, isWritten ? errno : code)
            unlinkat(descriptor, temporary, 0)
            throw failure
        }
    }

    /// Runs `body` while no other process or thread is in here, and clears away what a killed one left behind.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        let lockPath = "\(path)/lock"
        let lock = openat(descriptor, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Self.refusal(lockPath, errno) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Self.failure(lockPath, errno) }
        }
        try removeLeftovers()
        return try body()
    }

    private func removeLeftovers() throws(KeyCacheError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .notUsable(path: path, reason: error.localizedDescription)
        }
        for name in names where name.hasPrefix(Self.temporaryPrefix) { unlinkat(descriptor, name, 0) }
    }

    private static let temporaryPrefix = ".new-"
    private static let largestFile = 16_384
}

// MARK: - Making and checking

extension KeyDirectory {
    private static func create(_ url: URL) throws(KeyCacheError) {
        var status = stat()
        guard lstat(url.path, &status) != 0 else { return }
        do {
            try FileManager.default.createDirectory(
                at: url,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .notUsable(path: url.path, reason: String(cString: strerror(errno)))
        }
    }

    private static func check(_ file: Int32, _ path: String, isDirectory: Bool) throws(KeyCacheError) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path, errno) }
        guard isDirectory || status.st_mode & S_IFMT == S_IFREG else { throw .damagedKey(path: path) }
        guard status.st_uid == geteuid() else { throw .foreignOwner(path: path, owner: status.st_uid) }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else { throw .openToOthers(path: path, mode: mode) }
    }

    private static func failure(_ path: String, _ code: Int32) -> KeyCacheError {
        .notUsable(path: path, reason: String(cString: strerror(code)))
    }

    /// What an `open` that must not follow links or leave the type says.
    private static func refusal(_ path: String, _ code: Int32) -> KeyCacheError {
        var status = stat()
        if lstat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFLNK { return .symbolicLink(path: path) }
            if code == ENOTDIR { return .notADirectory(path: path) }
        }
        return failure(path, code)
    }
}
