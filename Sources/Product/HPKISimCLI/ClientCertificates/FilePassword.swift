import Foundation

/// Where the password of a .p12 file comes from. Never an argument, which others would see in the process list.
enum FilePassword {
    private static let largest = 4096

    /// The first line of a file, as editors write it: UTF-8, perhaps with a byte order mark.
    ///
    /// Only the line end is taken away: a space belongs to the password.
    static func read(_ path: String) throws -> String {
        let content: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            content = try handle.read(upToCount: largest + 1) ?? Data()
        } catch {
            throw CommandFailure(.unusableInput, "\(path) cannot be read: \(error.localizedDescription)")
        }
        guard content.count <= largest, let text = String(data: content, encoding: .utf8) else {
            throw CommandFailure(.unusableInput, "\(path) is no file with a password (UTF-8, at most \(largest) bytes)")
        }
        let line = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        return String(line.prefix { !$0.isNewline })
    }

    /// - Throws: ``CommandFailure`` (64) where there is nobody to ask.
    static func ask() throws -> String {
        guard isatty(STDIN_FILENO) == 1, let typed = getpass("パスワード通知書のパスワード (.p12 password): ") else {
            throw CommandFailure(
                .usage,
                "nobody can be asked for the password: --password-file or --password-env gives it"
            )
        }
        return String(cString: typed)
    }
}
