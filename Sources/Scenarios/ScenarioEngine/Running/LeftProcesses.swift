import Foundation
import Glibc

/// Processes that a program has left behind, wherever they have gone: a session of their own hides nobody, because what a
/// process was started with stands in `/proc/<pid>/environ`.
enum LeftProcesses {
    /// [D] Who forks faster than this many rounds of killing is left to the system's own limits.
    private static let rounds = 50

    /// Ends every process of this user that was started with the variable.
    static func end(startedWith variable: String) {
        for _ in 0..<rounds {
            let left = processes(startedWith: Array(variable.utf8))
            guard !left.isEmpty else { return }
            for process in left { _ = Glibc.kill(process, SIGKILL) }
        }
    }

    private static func processes(startedWith variable: [UInt8]) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            // Others' cannot be read; a process that has ended has none any more.
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
            return data.split(separator: 0).contains { $0.elementsEqual(variable) }
        }
    }
}
