import Foundation
import TestSupport

/// The sources in `Java/` and `Python/`, run by the foreign program itself.
enum PeerScript {
    /// A Java start keeps a core busy for seconds; a dozen at once make every handshake late.
    private static let javaTurnstile = Turnstile(places: 2)
    /// `hpki-sim`, which lies beside this test program in the build folder.
    static let simulator = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "hpki-sim").path(percentEncoded: false)
    private static let folder = Repository.root.appending(path: "Tests/Peers")

    /// Compiled once for all tests: a compilation costs more than all the rest of such a program.
    private static let javaClasses = Task {
        let classes = Repository.root.appending(path: ".build/peer-classes").path(percentEncoded: false)
        let sources = Repository.files(below: "Tests/Peers/Java", withExtension: "java")
        let files = sources.map { Repository.root.appending(path: $0).path(percentEncoded: false) }
        try await ProcessRunner.output(
            of: "javac",
            ["-encoding", "UTF-8", "-d", classes] + files,
            deadline: .seconds(120)
        )
        return classes
    }

    /// Runs the program of one Java file.
    static func java(_ name: String, _ arguments: [String], password: String) async throws -> String {
        let classes = try await javaClasses.value
        return try await javaTurnstile.pass {
            try await ProcessRunner.output(
                of: "java",
                // The machine's own settings must not matter: Java writes UTF-8 whatever the locale is.
                ["-Dfile.encoding=UTF-8", "-cp", classes, name] + arguments,
                environment: ["PASSWORD": password, "LC_ALL": "C.UTF-8"],
                deadline: .seconds(120)
            )
        }
    }

    /// Runs the program of one Java file while `body` does something.
    ///
    /// - Returns: its standard output.
    static func runningJava(
        _ name: String,
        options: [String],
        environment: [String: String?],
        body: @escaping @Sendable (RunningProcess) async throws -> Void
    ) async throws -> String {
        let classes = try await javaClasses.value
        return try await javaTurnstile.pass {
            try await ProcessRunner.withRunning(
                "java",
                options + ["-Dfile.encoding=UTF-8", "-cp", classes, name],
                environment: environment,
                body: body
            ).ended.outputText
        }
    }

    /// Runs one Python file in the environment that `make test` makes, and reads the JSON that it prints.
    static func python(_ name: String, _ arguments: [String]) async throws -> [String: JSONFragment] {
        let file = folder.appending(path: "Python/\(name).py").path(percentEncoded: false)
        let printed = try await ProcessRunner.output(of: Repository.peerPython, [file] + arguments)
        return try JSONDecoder().decode([String: JSONFragment].self, from: Data(printed.utf8))
    }
}

/// A value in what a Python script prints.
enum JSONFragment: Decodable, Equatable, ExpressibleByStringLiteral {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([JSONFragment])
    case nothing

    init(stringLiteral value: String) {
        self = .text(value)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else {
            self = .list(try container.decode([JSONFragment].self))
        }
    }
}
