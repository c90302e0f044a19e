/// How an RSA signature pads the hash; elliptic curve signatures pay no heed to it.
package enum SignaturePadding: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5, RFC 8017 section 8.2.
    case pkcs1v15
    /// RSASSA-PSS, RFC 8017 section 8.1, with MGF1 over the same hash function. A salt length of nil is the length
    /// of the hash value.
    case pss(saltLength: Int?)
}
