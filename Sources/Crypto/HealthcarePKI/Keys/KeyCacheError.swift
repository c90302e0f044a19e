/// Why the folder of cached keys cannot be used, in a sentence that tells how to mend it.
package enum KeyCacheError: Error, Sendable, Equatable {
    /// A path and the system's words, such as `Permission denied`.
    case notUsable(path: String, reason: String)
    case symbolicLink(path: String)
    case notADirectory(path: String)
    case foreignOwner(path: String, owner: UInt32)
    /// Others may read or change it; the mode is the octal permission bits.
    case openToOthers(path: String, mode: UInt32)
    /// A file that is no private key, or not of the kind that its name says.
    case damagedKey(path: String)
}

extension KeyCacheError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notUsable(let path, let reason):
            "the key folder cannot be used: \(path): \(reason)"
        case .symbolicLink(let path):
            "\(path) is a symbolic link: keys are kept in a real folder only, remove the link"
        case .notADirectory(let path):
            "\(path) is not a folder: remove it, keys are to be kept there"
        case .foreignOwner(let path, let owner):
            "\(path) belongs to user \(owner): keys are only kept where nobody else can change them"
        case .openToOthers(let path, let mode):
            "\(path) is open to others (mode 0\(String(mode, radix: 8))): remove it, or close it with chmod go-rwx"
        case .damagedKey(let path):
            "\(path) is no private key of the kind its name says: remove it, a new one will be made"
        }
    }
}
