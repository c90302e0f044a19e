import Foundation

/// A file that a command was asked to write.
enum OutputFile {
    /// - Throws: ``CommandFailure`` (65) that names the file.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.unusableInput, "\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
