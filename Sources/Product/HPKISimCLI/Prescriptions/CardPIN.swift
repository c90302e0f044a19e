import Foundation

/// Where the card's PIN comes from: a file, the environment, or the person at the terminal. Never an argument, which others
/// would see in the process list.
struct CardPIN: Sendable {
    private let known: String?

    /// - Throws: ``CommandFailure`` (65) for a file that cannot be read.
    init(file: String?, environment: [String: String]) throws {
        guard let file else {
            known = environment["HPKI_SIM_HPKI_CARD_PIN"]
            return
        }
        known = try Self.read(file)
    }

    /// The secret in a file, without the end of its line.
    ///
    /// - Throws: ``CommandFailure`` (65) for a file that cannot be read.
    static func read(_ file: String) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        } catch {
            throw CommandFailure(.unusableInput, "\(file) cannot be read: \(error.localizedDescription)")
        }
    }

    /// Whether there is a PIN, or somebody to ask for it.
    var isAvailable: Bool { known != nil || isatty(STDIN_FILENO) == 1 }

    /// - Returns: nil where nobody can be asked, or nothing was typed.
    func pin(triesLeft: Int) -> String? {
        if let known { return known }
        guard isAvailable, let typed = getpass("HPKIカードの暗証番号 (PIN, 残り\(triesLeft)回): ") else {
            return nil
        }
        let pin = String(cString: typed)
        return pin.isEmpty ? nil : pin
    }
}
