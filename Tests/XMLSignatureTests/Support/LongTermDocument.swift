import Foundation
import OpenSSL

@testable import XMLSignature

/// A signed document to which the data for later verification are added, as the prescription service does.
struct LongTermDocument {
    private(set) var text: String

    init(_ text: String) {
        self.text = text
    }

    init() throws {
        text = String(decoding: try Fixtures.signed(), as: UTF8.self)
    }

    var parts: SignatureParts { get throws { try Resigning.parts(text) } }

    /// Puts a property behind the others.
    mutating func add(_ property: String) {
        let end = "</xa:UnsignedSignatureProperties>"
        if !text.contains(end) {
            let properties = "<xa:UnsignedProperties><xa:UnsignedSignatureProperties>\(end)</xa:UnsignedProperties>"
            text = text.replacingOccurrences(
                of: "</xa:QualifyingProperties>",
                with: properties + "</xa:QualifyingProperties>"
            )
        }
        text = text.replacingOccurrences(of: end, with: property + end)
    }

    /// CertificateValues and RevocationValues.
    mutating func addValues(
        certificates: [Certificate] = [],
        lists: [RevocationList] = [],
        responses: [[UInt8]] = []
    ) {
        add(Self.values(certificates, lists, responses))
    }

    /// A SignatureTimeStamp with this id, over the signature value as it is.
    mutating func stamp(_ maker: StampMaker, id: String = "stamp") throws {
        let value = try parts.signatureValue
        let octets = value.flatMap(Canonicalization.inclusive.octets) ?? []
        let token = try maker.token(over: octets)
        add("<xa:SignatureTimeStamp Id=\"\(id)\">\(Self.encapsulated("TimeStamp", token))</xa:SignatureTimeStamp>")
    }

    /// An ArchiveTimeStamp with this id over all that is there by now.
    mutating func archive(_ maker: StampMaker, id: String) throws {
        add(
            "<xa141:ArchiveTimeStamp xmlns:xa141=\"\(Namespace.xades141)\" Id=\"\(id)\">"
                + "<xa:EncapsulatedTimeStamp></xa:EncapsulatedTimeStamp></xa141:ArchiveTimeStamp>"
        )
        let parts = try parts
        let index = IdentifierIndex(try PrescriptionDocument(Array(text.utf8)).root)
        let octets = parts.archiveTimeStamps.last.flatMap { stamp in
            ArchivedData(parts: parts, index: index).octets(before: stamp)
        }
        let token = try maker.token(over: octets ?? [])
        text = text.replacingOccurrences(
            of: "<xa:EncapsulatedTimeStamp></xa:EncapsulatedTimeStamp>",
            with: Self.encapsulated("TimeStamp", token)
        )
    }

    /// TimeStampValidationData for the time stamp of this id.
    mutating func addValidationData(
        of id: String,
        certificates: [Certificate] = [],
        lists: [RevocationList] = [],
        responses: [[UInt8]] = []
    ) {
        add(
            "<xa141:TimeStampValidationData xmlns:xa141=\"\(Namespace.xades141)\" URI=\"#\(id)\">"
                + Self.values(certificates, lists, responses) + "</xa141:TimeStampValidationData>"
        )
    }

    func report(policy: VerificationPolicy? = nil, at instant: Date = Fixtures.instant) throws -> SignatureReport {
        try SignatureVerifier(policy: policy ?? VerificationPolicy()).verify(Array(text.utf8), at: instant).signatures[
            0
        ]
    }

    private static func values(
        _ certificates: [Certificate],
        _ lists: [RevocationList],
        _ responses: [[UInt8]]
    ) -> String {
        func group(_ name: String, _ values: String) -> String {
            values.isEmpty ? "" : "<xa:\(name)>\(values)</xa:\(name)>"
        }
        let responses = responses.map { encapsulated("OCSPValue", $0) }.joined()
        return group(
            "CertificateValues",
            certificates.map { encapsulated("X509Certificate", $0.derEncoded) }.joined()
        )
            + group(
                "RevocationValues",
                group("CRLValues", lists.map { encapsulated("CRLValue", $0.derEncoded) }.joined())
                    + group("OCSPValues", responses)
            )
    }

    private static func encapsulated(_ name: String, _ der: [UInt8]) -> String {
        "<xa:Encapsulated\(name)>\(Base64.encode(der))</xa:Encapsulated\(name)>"
    }
}
