import COpenSSL

/// Why libcrypto or libssl refused something: the whole error queue of the thread at that moment, oldest entry first.
package struct OpenSSLError: Error, Hashable, Sendable {
    /// One line of the error queue.
    package struct Entry: Hashable, Sendable {
        /// The part of OpenSSL that complains, such as `asn1 encoding routines`.
        package let library: String
        /// The reason in OpenSSL's words, such as `wrong tag`.
        package let reason: String
        /// What OpenSSL adds to the reason, such as `Algorithm (RC2-40-CBC : 0)`; often empty.
        package let detail: String
        /// The packed code, as `ERR_get_error` gives it; 0 when this module itself refused.
        package let code: UInt
    }

    /// The function or the task that failed.
    package let operation: String
    package let entries: [Entry]

    package init(operation: String, entries: [Entry]) {
        self.operation = operation
        self.entries = entries
    }

    /// Takes everything off the calling thread's error queue and leaves it empty.
    ///
    /// The queue belongs to the thread: call this in the same synchronous stretch as the call that failed.
    static func takingQueue(after operation: String) -> OpenSSLError {
        var entries: [Entry] = []
        while true {
            var detail: UnsafePointer<CChar>?
            var flags: Int32 = 0
            let code = ERR_get_error_all(nil, nil, nil, &detail, &flags)
            if code == 0 { break }
            entries.append(
                Entry(
                    library: ERR_lib_error_string(code).map { String(cString: $0) } ?? "",
                    reason: ERR_reason_error_string(code).map { String(cString: $0) } ?? "",
                    detail: flags & ERR_TXT_STRING == 0 ? "" : detail.map { String(cString: $0) } ?? "",
                    code: code
                )
            )
        }
        return OpenSSLError(operation: operation, entries: entries)
    }

    /// An input that this module refuses before or instead of OpenSSL.
    static func refused(_ operation: String, _ reason: String) -> OpenSSLError {
        OpenSSLError(
            operation: operation,
            entries: [Entry(library: "hpki-sim", reason: reason, detail: "", code: 0)]
        )
    }
}

extension OpenSSLError: CustomStringConvertible {
    package var description: String {
        let reasons = entries.map { entry in
            let reason = entry.reason.isEmpty ? "error \(entry.code)" : entry.reason
            return entry.detail.isEmpty ? reason : "\(reason) (\(entry.detail))"
        }
        return reasons.isEmpty ? "\(operation) failed" : "\(operation): " + reasons.joined(separator: "; ")
    }
}
