import Foundation

/// The directory that holds a persistent world: `world.sqlite` with SQLite's own files beside it, and `lock`.
///
/// Other parts of the program may put their files there once it is open; a directory with things in it that was never
/// ours is refused untouched.
struct StateDirectory: Sendable {
    let url: URL

    var database: URL { url.appendingPathComponent("world.sqlite") }
    private var lockFile: URL { url.appendingPathComponent("lock") }

    /// Makes the directory (0700) if need be, and takes it for this process until the lock is let go.
    func prepare() throws(SimulationError) -> StateLock {
        try makeIfMissing()
        // Where there is a lock, it is taken before the database is looked at: closing a file drops the locks that SQLite
        // has on it, if it is open in this very process (fcntl: locks belong to the process).
        let names = try content()
        let isLocked = names.contains(lockFile.lastPathComponent)
        if isLocked, names.contains(database.lastPathComponent) {
            let lock = try StateLock(file: lockFile, directory: url)
            _ = try check(names)
            return lock
        }
        let isNew = try check(names)
        let lock = try StateLock(file: lockFile, directory: url)
        if isNew { try makeEmptyDatabase() }
        return lock
    }

    private func makeIfMissing() throws(SimulationError) {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) {
            guard isDirectory.boolValue else {
                throw SimulationError(.foreignDirectory, "\(url.path) is no directory: name another one (--state)")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
        } catch {
            throw unwritable("its parent directory cannot be made")
        }
        guard mkdir(url.path, 0o700) == 0 || errno == EEXIST else { throw unwritable(String(cString: strerror(errno))) }
    }

    private func content() throws(SimulationError) -> Set<String> {
        do {
            return Set(try FileManager.default.contentsOfDirectory(atPath: url.path))
        } catch {
            throw unwritable("it cannot be read")
        }
    }

    /// - Returns: whether there is no world yet.
    private func check(_ names: Set<String>) throws(SimulationError) -> Bool {
        guard names.contains(database.lastPathComponent) else {
            // Nothing, or what is left when the process ends between the lock and the database.
            guard names.isSubset(of: [lockFile.lastPathComponent]) else { throw foreign }
            return true
        }
        let header: Data
        do {
            let file = try FileHandle(forReadingFrom: database)
            defer { try? file.close() }
            header = try file.read(upToCount: 100) ?? Data()
        } catch {
            throw unwritable("\(database.lastPathComponent) cannot be read")
        }
        if header.isEmpty { return false }
        // SQLite file format, section 1.3: the magic, and the application id at offset 68.
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)),
            header[68..<72].reduce(0, { $0 << 8 | Int32($1) }) == Schema.applicationID
        else { throw foreign }
        // Offset 60: user_version. Looked at here as well, because to open a database is to write to it.
        guard header[60..<64].reduce(0, { $0 << 8 | Int($1) }) <= Schema.version else { throw .newer(url) }
        return false
    }

    /// Before SQLite makes it, so that it and its companions are readable by nobody else, whatever the umask.
    private func makeEmptyDatabase() throws(SimulationError) {
        guard chmod(url.path, 0o700) == 0 else { throw unwritable(String(cString: strerror(errno))) }
        let descriptor = open(database.path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable(String(cString: strerror(errno))) }
        close(descriptor)
    }

    private var foreign: SimulationError {
        SimulationError(
            .foreignDirectory,
            "\(url.path) holds other files and no hpki-sim world: name an empty or new directory (--state)"
        )
    }

    private func unwritable(_ reason: String) -> SimulationError {
        SimulationError(
            .unwritableDirectory,
            "\(url.path) cannot be used (\(reason)): make it writable, name another (--state), or use --ephemeral"
        )
    }
}
