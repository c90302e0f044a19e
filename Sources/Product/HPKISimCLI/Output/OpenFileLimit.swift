import Foundation

/// The process's limit of open files (getrlimit(2)); a connection is one.
enum OpenFileLimit {
    static var current: (soft: UInt64, hard: UInt64) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return (0, 0) }
        return (UInt64(limit.rlim_cur), UInt64(limit.rlim_max))
    }

    /// Raises the soft limit to the hard one, at most to a number that is enough for every test.
    static func raise() {
        let current = current
        var limit = rlimit()
        limit.rlim_cur = rlim_t(max(current.soft, min(current.hard, 65_536)))
        limit.rlim_max = rlim_t(current.hard)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
