import Foundation

/// Where this user's files lie (XDG Base Directory Specification).
struct UserDirectories {
    let keyCache: URL
    let state: URL
    /// Nil where the system gives the user none.
    let runtime: URL?

    init(environment: [String: String]) {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
        func base(_ variable: String, _ fallback: String) -> URL {
            // "All paths must be absolute. If a relative path is encountered, the application should ignore it."
            let value = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
            return URL(fileURLWithPath: value ?? "\(home)/\(fallback)", isDirectory: true)
        }
        runtime = environment["XDG_RUNTIME_DIR"].flatMap {
            $0.hasPrefix("/") ? URL(fileURLWithPath: $0, isDirectory: true) : nil
        }
        keyCache = base("XDG_CACHE_HOME", ".cache").appendingPathComponent("hpki-sim/keys-v1")
        state = base("XDG_STATE_HOME", ".local/state").appendingPathComponent("hpki-sim")
    }
}
