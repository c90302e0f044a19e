import OpenSSL
import Simulation
import XMLSignature

/// The body of `signatures/signDoc` (CSC API v2, section 11.11), for XAdES signatures of e-prescriptions.
///
/// Two steps, as in ``SignHashRequest``: `init` takes what the state of the SAD needs, `work()` the rest.
struct SignDocRequest {
    /// Something to be signed, and how.
    struct Item {
        /// nil where only its digest was sent.
        let document: PrescriptionDocument?
        let digest: [UInt8]
    }

    let sad: String?
    let credentialID: String
    /// [D] What kind of document a bare digest is of: the signed property `DocumentKind`, else what the signer's role is
    /// for.
    private(set) var kind: DocumentKind?
    private let object: [String: JSONValue]
    private let parameters: Parameters

    init(_ object: [String: JSONValue]) throws(CSCError) {
        parameters = try Parameters(object, known: Self.members)
        self.object = object
        credentialID = try parameters.string("credentialID")
        sad = parameters.isPresent("SAD") ? try parameters.string("SAD") : nil
    }

    /// - Returns: what is to be signed; all of it are documents, or all digests.
    mutating func items() throws(CSCError) -> [Item] {
        let (digests, documents) = (parameters.isPresent("documentDigests"), parameters.isPresent("documents"))
        guard !(digests && documents) else { throw .bothDocumentKinds }
        guard digests || documents else { throw .noDocuments }
        if digests {
            guard let entries = object["documentDigests"]?.array, !entries.isEmpty else {
                throw .invalidDocumentDigests
            }
            var items: [Item] = []
            for entry in entries { items += try self.digests(entry) }
            return items
        }
        guard let entries = object["documents"]?.array, !entries.isEmpty else { throw .invalidDocuments }
        var items: [Item] = []
        for entry in entries { items.append(try document(entry)) }
        return items
    }

    private mutating func digests(_ entry: JSONValue) throws(CSCError) -> [Item] {
        guard let entry = entry.object else { throw .invalidDocumentDigests }
        // csc-api.md, section 9: the standard's own sample has a string where its table says array.
        guard let values = entry["hashes"]?.array ?? entry["hashes"].map({ [$0] }), !values.isEmpty else {
            throw .invalidDocumentDigests
        }
        try check(entry, known: Self.digestMembers, envelopes: ["Detached"])
        guard let oid = entry["hashAlgorithmOID"]?.string ?? Self.impliedOID(entry) else { throw .missingHashAlgorithm }
        // The signature's references are SHA-256 (e-prescription-signature.md, section 1).
        guard oid == DigestAlgorithm.sha256.oid.description else { throw .invalidHashAlgorithm }
        var items: [Item] = []
        for value in values {
            guard case .string(let text) = value else { throw .invalidDocumentDigests }
            guard let hash = Base64.decode(text) ?? Base64URL.decode(text) else { throw .invalidBase64Hashes }
            guard hash.count == DigestAlgorithm.sha256.byteCount else { throw .invalidDigestLength }
            items.append(Item(document: nil, digest: hash))
        }
        return items
    }

    private mutating func document(_ entry: JSONValue) throws(CSCError) -> Item {
        guard let entry = entry.object, let text = entry["document"]?.string else { throw .invalidDocuments }
        guard let bytes = Base64.decode(text) else { throw .invalidBase64Documents }
        try check(entry, known: Self.documentMembers, envelopes: ["Enveloped"])
        // [D] The standard has no row for a document that cannot be read; the reason is told.
        do throws(DocumentError) {
            let document = try PrescriptionDocument(bytes)
            return Item(document: document, digest: try document.digest())
        } catch {
            throw .unreadableDocument("\(error)")
        }
    }

    /// The members that documents and digests share.
    private mutating func check(
        _ entry: [String: JSONValue],
        known: Set<String>,
        envelopes: Set<String>
    ) throws(CSCError) {
        for name in entry.keys.sorted() where !known.contains(name) {
            throw .unknownParameter(name, meant: name.nearest(among: known))
        }
        guard let format = entry["signature_format"]?.string else { throw .missingSignatureFormat }
        guard format == "X" else { throw .invalidSignatureFormat }
        let level = entry["conformance_level"] ?? "Ades-B-B"
        guard level == "Ades-B-B" || level == "Ades-B" || level.isNull else { throw .invalidConformanceLevel }
        if let envelope = entry["signed_envelope_property"], !envelope.isNull {
            guard let name = envelope.string, envelopes.contains(name) else { throw .invalidEnvelope }
        }
        guard let algorithm = entry["signAlgo"]?.string else { throw .missingSignAlgo }
        guard algorithm == SigningAlgorithm.rsa.oid || SigningAlgorithm(oid: algorithm) != nil else {
            throw .invalidSignAlgo
        }
        guard algorithm == SigningAlgorithm.rsa.oid || algorithm == SigningAlgorithm.rsaWith(.sha256).oid else {
            // Known, but another digest or padding than the signature's: RSASSA-PKCS1-v1_5 with SHA-256.
            throw entry["hashAlgorithmOID"] == nil ? .invalidSignAlgo : .contradictingHashAlgorithm
        }
        if let value = entry["signAlgoParams"], !value.isNull { throw .missingSignAlgoParams }
        try readProperties(entry["signed_props"])
    }

    /// [D] `DocumentKind` is this simulator's own; of the standard's attributes none has a place in the signature.
    private mutating func readProperties(_ value: JSONValue?) throws(CSCError) {
        guard let value, !value.isNull else { return }
        guard let properties = value.array else { throw .invalidSignedProperties([]) }
        var unknown: [String] = []
        for property in properties {
            guard let name = property["attribute_name"]?.string else { throw .invalidSignedProperties([]) }
            if name == "DocumentKind", let kind = property["attribute_value"]?.string.flatMap(DocumentKind.init) {
                self.kind = kind
            } else {
                unknown.append(name)
            }
        }
        guard unknown.isEmpty else { throw .invalidSignedProperties(unknown) }
    }

    private static func impliedOID(_ entry: [String: JSONValue]) -> String? {
        entry["signAlgo"]?.string == SigningAlgorithm.rsaWith(.sha256).oid
            ? DigestAlgorithm.sha256.oid.description : nil
    }

    private static let members: Set<String> = [
        "credentialID", "SAD", "documentDigests", "documents", "operationMode", "validity_period", "response_uri",
        "returnValidationInfo",
    ]

    private static let sharedMembers: Set<String> = [
        "signature_format", "conformance_level", "signAlgo", "signAlgoParams", "signed_props",
        "signed_envelope_property",
    ]
    private static let digestMembers = sharedMembers.union(["hashes", "hashAlgorithmOID"])
    private static let documentMembers = sharedMembers.union(["document"])

    /// What mode A asks for; nil in mode S.
    func background(reach: ResponseURI.Reach) throws(CSCError) -> BackgroundRequest? {
        try BackgroundRequest(parameters, reach: reach)
    }

    func returnsValidationInfo() throws(CSCError) -> Bool { try parameters.flag("returnValidationInfo") }
}
