import COpenSSL
import Synchronization

/// The revocation lists of one moment, ready for OpenSSL.
///
/// Lists are judged by libcrypto itself, with one shortcut: a list's signature is verified once and not at every
/// handshake, so that a handshake costs the same with 1 or with 10,000 entries (libcrypto finds the entry itself by
/// binary search). Whatever the shortcut does not cover goes through libcrypto's own check.
package final class RevocationSnapshot: Sendable {
    package let lists: [RevocationList]
    // A STACK_OF(X509_CRL) that borrows from `lists`; never changed after `init`.
    nonisolated(unsafe) let stack: OpaquePointer
    /// The key that a list's signature was verified with, by the list's address.
    private let verifiedKeys = Mutex<[UInt: VerifiedKey]>([:])

    private final class VerifiedKey: Sendable {
        // Never changed; this is a reference of its own.
        nonisolated(unsafe) let pointer: OpaquePointer

        init?(_ key: OpaquePointer) {
            guard EVP_PKEY_up_ref(key) == 1 else { return nil }
            pointer = key
        }

        deinit {
            EVP_PKEY_free(pointer)
        }
    }

    /// - Throws: when memory runs out.
    package init(lists: [RevocationList]) throws {
        let stack = try require(shim_X509_CRL_stack_new(), "sk_X509_CRL_new_null")
        for list in lists where shim_X509_CRL_stack_push(stack, list.pointer) == 0 {
            shim_X509_CRL_stack_free(stack)
            throw OpenSSLError.takingQueue(after: "sk_X509_CRL_push")
        }
        self.stack = stack
        self.lists = lists
        // The first look-up sorts the entries: better here than in the first handshake.
        for list in lists { _ = list.revocation(of: [0]) }
    }

    deinit {
        shim_X509_CRL_stack_free(stack)
    }

    /// Whether this key made the list's signature; asked of libcrypto once for a list.
    private func isSigned(_ list: OpaquePointer, by key: OpaquePointer) -> Bool {
        let address = UInt(bitPattern: list)
        if let known = verifiedKeys.withLock({ $0[address] }),
            known.pointer == key || EVP_PKEY_eq(known.pointer, key) == 1
        {
            return true
        }
        // Outside of the lock: hashing a long list takes a millisecond.
        guard clearingErrors({ X509_CRL_verify(list, key) }) == 1, let verified = VerifiedKey(key) else { return false }
        verifiedKeys.withLock { $0[address] = verified }
        return true
    }

    /// Whether everything that libcrypto's `check_crl` would ask of this list is known to be in order, for the
    /// certificate that it is looking at. `false` says nothing: ask libcrypto.
    func isSound(_ list: OpaquePointer, in verification: OpaquePointer) -> Bool {
        guard let chain = X509_STORE_CTX_get0_chain(verification) else { return false }
        let depth = X509_STORE_CTX_get_error_depth(verification)
        // Signed by the next certificate of the chain, and speaking of all of its certificates: without an issuing
        // distribution point there is no narrower scope (RFC 5280, 5.2.5), and no other path to check.
        guard let issuer = shim_X509_stack_get(chain, depth + 1),
            X509_STORE_CTX_get0_current_issuer(verification) == issuer,
            X509_CRL_get_ext_by_NID(list, NID_issuing_distribution_point, -1) < 0,
            X509_get_key_usage(issuer) & UInt32(KU_CRL_SIGN) != 0,
            let key = X509_get0_pubkey(issuer)
        else { return false }
        return isCurrent(list, in: verification) && isSigned(list, by: key)
    }

    private func isCurrent(_ list: OpaquePointer, in verification: OpaquePointer) -> Bool {
        let parameters = X509_STORE_CTX_get0_param(verification)
        guard X509_VERIFY_PARAM_get_flags(parameters) & UInt(X509_V_FLAG_USE_CHECK_TIME) != 0 else { return false }
        var instant = X509_VERIFY_PARAM_get_time(parameters)
        guard X509_cmp_time(X509_CRL_get0_lastUpdate(list), &instant) < 0 else { return false }
        guard let nextUpdate = X509_CRL_get0_nextUpdate(list) else { return true }
        return X509_cmp_time(nextUpdate, &instant) > 0
    }
}
