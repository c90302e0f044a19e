import OpenSSL
import Simulation
package import WebFront

/// `authorization_details` of RFC 9396: what the CSC API v2 (section 8.4.2) puts there for scope `credential`.
extension CredentialRequest {
    /// The type of CSC API v2, and the one that clients of later versions send.
    package static let detailsTypes = ["credential", "https://cloudsignatureconsortium.org/2025/credential"]

    /// Reads an `authorization_details` parameter: an array of exactly one element.
    ///
    /// - Parameter form: the other parameters; `numSignatures` there goes before the count of the digests.
    package static func parse(
        details text: String,
        beside form: FormBody,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> CredentialRequest {
        let malformed = OAuthError.invalidAuthorizationDetails(dialect)
        let limits = JSONLimits(depth: 8, byteCount: FormBody.defaultLimit)
        guard let elements = (try? JSONValue.parse(text, limits: limits))?.array, elements.count == 1,
            let members = elements[0].object, let type = members["type"]?.string, detailsTypes.contains(type)
        else { throw malformed }
        func string(_ name: String) throws(OAuthError) -> String? {
            guard let value = members[name], !value.isNull else { return nil }
            guard let text = value.string, !text.isEmpty else { throw malformed }
            return text
        }
        guard let documents = members["documentDigests"]?.array, !documents.isEmpty else { throw malformed }
        guard let oid = try string("hashAlgorithmOID") else { throw malformed }
        var digests: [DocumentDigest] = []
        for document in documents { digests.append(try digest(document, malformed)) }
        let (credentialID, qualifier) = try target(try string("credentialID"), try string("signatureQualifier"))
        let algorithm = try algorithm(oid, isOptional: false, [])
        let count = try count(members["numSignatures"], form["numSignatures"], malformed) ?? digests.count
        return CredentialRequest(
            credentialID: credentialID,
            signatureQualifier: qualifier,
            numSignatures: count,
            digests: try Self.digests(digests, algorithm, count),
            hashAlgorithmOID: oid,
            description: try description(form["description"]),
            detailsType: type,
            locations: try locations(members["locations"], malformed)
        )
    }

    /// The element of the token response (RFC 9396 section 7), with the credential that was chosen and the count, which
    /// clients of later versions need.
    func details(for grant: CredentialGrant) -> JSONValue? {
        guard let detailsType else { return nil }
        var members: [String: JSONValue] = [
            "type": .string(detailsType),
            "credentialID": .string(grant.credentialID),
            "numSignatures": .integer(grant.numSignatures),
            "hashAlgorithmOID": .string(hashAlgorithmOID),
            "documentDigests": .array(digests.map(\.json)),
        ]
        if let signatureQualifier { members["signatureQualifier"] = .string(signatureQualifier) }
        if let locations { members["locations"] = .array(locations.map { .string($0) }) }
        return .object(members)
    }

    private static func digest(_ value: JSONValue, _ malformed: OAuthError) throws(OAuthError) -> DocumentDigest {
        guard let members = value.object, let hash = members["hash"]?.string else { throw malformed }
        func text(_ name: String) throws(OAuthError) -> String? {
            guard let value = members[name], !value.isNull else { return nil }
            guard let text = value.string, text.utf8.count <= LoginPolicy.maximumLabel else { throw malformed }
            return text
        }
        return DocumentDigest(hash: hash, label: try text("label"), hashType: try text("hashType"))
    }

    private static func count(
        _ member: JSONValue?,
        _ parameter: String?,
        _ malformed: OAuthError
    ) throws(OAuthError) -> Int? {
        if let parameter { return try number(parameter) }
        guard let member, !member.isNull else { return nil }
        guard case .integer(let number) = member else { throw malformed }
        return try checked(number)
    }

    private static func locations(_ value: JSONValue?, _ malformed: OAuthError) throws(OAuthError) -> [String]? {
        guard let value, !value.isNull else { return nil }
        let texts = value.array?.map { $0.string ?? "" } ?? [""]
        let isGood = texts.allSatisfy { !$0.isEmpty && $0.utf8.count <= LoginPolicy.maximumLabel }
        guard isGood, texts.count <= LoginPolicy.maximumLocations else { throw malformed }
        return texts
    }
}

extension DocumentDigest {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["hash": .string(hash)]
        if let label { members["label"] = .string(label) }
        if let hashType { members["hashType"] = .string(hashType) }
        return .object(members)
    }
}
