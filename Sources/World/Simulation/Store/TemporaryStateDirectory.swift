import Foundation

/// `--ephemeral`: a state directory of its own below the temporary directory.
enum TemporaryStateDirectory {
    private static let prefix = "hpki-sim-ephemeral-"

    static func make() throws(SimulationError) -> StateDirectory {
        let parent = FileManager.default.temporaryDirectory
        let directory = parent.appendingPathComponent(prefix + TraceID().description)
        guard mkdir(directory.path, 0o700) == 0, let made = modificationDate(of: directory) else {
            throw SimulationError(
                .unwritableDirectory,
                "\(parent.path) cannot be written (\(String(cString: strerror(errno)))): set TMPDIR to a directory that can"
            )
        }
        removeAbandoned(in: parent, madeBefore: made.adding(.minutes(-1)))
        return StateDirectory(url: directory)
    }

    /// Removes what killed processes have left: directories of this user whose lock nobody holds. Young ones are left
    /// alone, since their makers may be on the way to the lock.
    private static func removeAbandoned(in parent: URL, madeBefore limit: Date) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let directory = parent.appendingPathComponent(name)
            let lockFile = directory.appendingPathComponent("lock")
            guard isOwn(directory), let made = modificationDate(of: directory), made < limit,
                FileManager.default.fileExists(atPath: lockFile.path),
                let lock = try? StateLock(file: lockFile, directory: directory)
            else { continue }
            try? FileManager.default.removeItem(at: directory)
            withExtendedLifetime(lock) {}
        }
    }

    private static func isOwn(_ url: URL) -> Bool {
        var status = stat()
        return lstat(url.path, &status) == 0 && status.st_uid == getuid()
    }

    private static func modificationDate(of url: URL) -> Date? {
        try? FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date
    }
}
