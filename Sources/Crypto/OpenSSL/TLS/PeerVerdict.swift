/// What a handshake found out about the certificate of the other side.
package enum PeerVerdict: Hashable, Sendable {
    /// It was not asked for, or the handshake ended before it was looked at.
    case notJudged
    /// It was asked for, and none was sent.
    case missing
    case trusted
    case refused(VerificationFailure)
}
