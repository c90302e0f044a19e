import OpenSSL
import Simulation
import WebFront

extension SigningDomain {
    static func spend(
        _ use: AuthorizationUse,
        _ request: (id: String, SigningRequest)?,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        let spent: SigningEvent.Spent
        switch use.proof {
        case .sad(let sad): spent = try spend(sad, use, in: context)
        case .token(let token, let grant, let isBearer):
            spent = try spend(token, grant, isBearer: isBearer, use, in: context)
        }
        // The certificate may have ended since the authorization.
        try CredentialFacts(use.credentialID, in: context).requireUsable()
        guard let (id, request) = request else { return [.spent(spent)] }
        let room = room(in: context.state.requests) { .dropped(kind: .result, name: $0, isDropped: true) }
        return room + [.spent(spent), .requested(request: id, signing: request)]
    }

    private static func spend(
        _ sad: String,
        _ use: AuthorizationUse,
        in context: Context
    ) throws(CSCError) -> SigningEvent.Spent {
        let authorization = try live(sad, of: use.credentialID, use.holder, in: context)
        guard !authorization.isSpent else { throw .invalidSAD }
        let work = try use.work.get()
        // More hashes than signatures left: the SAD does not allow them (csc-api.md, section 8).
        guard work.hashes.count <= authorization.numSignatures else { throw .invalidSAD }
        guard work.digest == authorization.digest, authorization.covers(work.hashes) else { throw .hashNotAuthorized }
        return .init(sad: sad, credentialID: use.credentialID, signatures: work.hashes.count)
    }

    /// A token of scope `credential` in place of a SAD; it dies when its count is used up (CSC API v2, section 8.4).
    private static func spend(
        _ token: String,
        _ grant: CredentialGrant,
        isBearer: Bool,
        _ use: AuthorizationUse,
        in context: Context
    ) throws(CSCError) -> SigningEvent.Spent {
        guard grant.credentialID == use.credentialID else {
            throw isBearer ? .invalidCredentialID : .invalidSAD
        }
        let used = context.state.tokenUses[token]
        // [D] A bearer that has been used up is an expired token; sent as SAD it is an invalid SAD.
        guard used.count < grant.numSignatures else { throw isBearer ? .expiredToken : .invalidSAD }
        let work = try use.work.get()
        guard used.count + work.hashes.count <= grant.numSignatures else { throw .invalidSAD }
        guard work.digest.oid.description == grant.hashAlgorithmOID,
            HashList(grant.hashes).without(used).covers(work.hashes)
        else { throw .hashNotAuthorized }
        return .init(
            sad: token,
            credentialID: use.credentialID,
            signatures: work.hashes.count,
            hashes: work.hashes.map(Base64.encode)
        )
    }
}
