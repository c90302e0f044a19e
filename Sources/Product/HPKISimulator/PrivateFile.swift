import Foundation

/// Files that hold secrets: readable by their owner only from the first byte on.
enum PrivateFile {
    /// Writes `data` beside `url` and renames it there, so that a reader sees all of it or the old file.
    ///
    /// - Throws: `POSIXError`, named by the caller.
    static func write(_ data: Data, to url: URL) throws {
        let temporary = url.path + ".\(ProcessInfo.processInfo.processIdentifier).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw lastError }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            try file.write(contentsOf: data)
            try file.close()
            guard rename(temporary, url.path) == 0 else { throw lastError }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
