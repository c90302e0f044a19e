import Foundation
import HPKISimulator

/// Everything `doctor` looks at. Nothing is changed, and no program is run.
struct Examination {
    let environment: [String: String]
    let directories: UserDirectories
    let ports: [Int]

    func findings() -> [MachineFinding] {
        headers() + programs() + ports.map(port) + [
            directory("key cache", directories.keyCache),
            directory("state directory", directories.state),
            openFiles(),
            localhost(),
            proxy(),
        ]
    }

    /// Debian packages that building needs, by a file that each brings.
    private func headers() -> [MachineFinding] {
        let needed = [
            ("libssl-dev", "openssl/ssl.h"), ("libxml2-dev", "libxml2/libxml/parser.h"),
            ("libpcsclite-dev", "PCSC/winscard.h"), ("libsqlite3-dev", "sqlite3.h"),
        ]
        return needed.map { package, header in
            FileManager.default.fileExists(atPath: "/usr/include/\(header)")
                || !multiarchIncludes.filter { FileManager.default.fileExists(atPath: "\($0)/\(header)") }.isEmpty
                ? .good(package, "installed")
                : .problem(package, "missing: the project does not build", remedy: "apt-get install \(package)")
        }
    }

    private var multiarchIncludes: [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/include")) ?? []
        return entries.filter { $0.hasSuffix("-linux-gnu") }.map { "/usr/include/\($0)" }
    }

    private func programs() -> [MachineFinding] {
        [("pkg-config", "the build"), ("curl", "the printed sequence"), ("openssl", "the printed sequence")].map {
            program,
            use in
            let found = (environment["PATH"] ?? "").split(separator: ":")
                .map { "\($0)/\(program)" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            return found.map { .good(program, $0) }
                ?? .problem(program, "not in PATH; \(use) needs it", remedy: "apt-get install \(program)")
        }
    }

    private func port(_ port: Int) -> MachineFinding {
        let subject = "port \(port)"
        return switch PortProbe.isFree(port) {
        case true: .good(subject, "free")
        case false: .notice(subject, "in use", remedy: "stop what listens there (ss -ltnp), or serve with another port")
        }
    }

    private func directory(_ subject: String, _ url: URL) -> MachineFinding {
        var nearest = url
        while !FileManager.default.fileExists(atPath: nearest.path), nearest.path != "/" {
            nearest.deleteLastPathComponent()
        }
        guard FileManager.default.isWritableFile(atPath: nearest.path) else {
            return .problem(subject, "\(nearest.path) is not writable", remedy: "chown it, or choose another directory")
        }
        return .good(subject, url.path)
    }

    private func openFiles() -> MachineFinding {
        let limit = OpenFileLimit.current
        guard limit.hard >= 4096 else {
            return .notice(
                "open files",
                "limit \(limit.hard)",
                remedy: "ulimit -n 4096 before serve, for many connections"
            )
        }
        return .good("open files", "\(limit.soft), raised to \(limit.hard) by serve")
    }

    private func localhost() -> MachineFinding {
        let addresses = LoopbackLookup.addresses(of: "localhost")
        guard !addresses.isEmpty, addresses.allSatisfy({ $0 == "::1" || $0.hasPrefix("127.") }) else {
            return .problem(
                "localhost",
                addresses.isEmpty ? "has no address" : "is \(addresses.joined(separator: ", "))",
                remedy: "put '127.0.0.1 localhost' into /etc/hosts"
            )
        }
        return .good("localhost", addresses.joined(separator: ", "))
    }

    /// A proxy in the environment would take curl's requests for localhost to another machine.
    private func proxy() -> MachineFinding {
        let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]
        let set = names.filter { !(environment[$0] ?? "").isEmpty }
        let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        guard let first = set.first, !exceptions.contains("localhost"), exceptions != "*" else {
            return .good("proxy", "none between programs here and localhost")
        }
        return .notice(
            "proxy",
            "\(first) is set without an exception for localhost",
            remedy: "export no_proxy=localhost"
        )
    }
}
