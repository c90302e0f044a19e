import OpenSSL

/// Authorized digests, each good as often as it stands here.
struct HashList {
    private var left: [String: Int] = [:]

    /// - Parameter hashes: in base64.
    init(_ hashes: [String]) {
        for hash in hashes { left[hash, default: 0] += 1 }
    }

    /// - Parameter used: digests that were signed already, in base64.
    func without(_ used: [String]) -> HashList {
        var copy = self
        for hash in used { copy.left[hash, default: 0] -= 1 }
        return copy
    }

    func covers(_ candidates: [[UInt8]]) -> Bool {
        var left = left
        return candidates.allSatisfy { candidate in
            let key = Base64.encode(candidate)
            left[key, default: 0] -= 1
            return left[key, default: -1] >= 0
        }
    }
}
