import Foundation

/// Holds a state directory for this process: an flock on a file with our process id, which the system lets go when the
/// process ends, however it ends.
final class StateLock: Sendable {
    private let descriptor: Int32

    init(file: URL, directory: URL) throws(SimulationError) {
        let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw SimulationError(
                .unwritableDirectory,
                "\(directory.path) cannot be written (\(reason)): make it writable, or name another one (--state)"
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = StateLock.processID(descriptor)
            close(descriptor)
            throw SimulationError(
                .directoryInUse,
                "\(directory.path) is in use by process \(holder.map(String.init) ?? "unknown"):"
                    + " stop that one, or name another directory (--state)",
                processID: holder
            )
        }
        ftruncate(descriptor, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, text, text.count, 0)
        self.descriptor = descriptor
    }

    deinit {
        // Said, and not left to `close`: a child that is just being started holds a copy until it executes its program.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func processID(_ descriptor: Int32) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: buffer.prefix(count).prefix { $0 >= 0x30 }, as: UTF8.self))
    }
}
