import TestSupport

@testable import XMLSignature

/// An element of a signature that a test can change.
struct MarkupNode {
    private var name: String
    private var attributes: [(name: String, value: String)]
    private var content: String
    private var children: [MarkupNode]

    /// The first signature of a document.
    init(signature text: String) throws {
        self.init(try PrescriptionDocument(Array(text.utf8)).signatures[0])
    }

    private init(_ element: Element) {
        name = element.qualifiedName
        attributes = element.attributes.map { ($0.name, $0.value) }
        content = element.children.isEmpty ? element.text : ""
        children = element.children.map(MarkupNode.init)
    }

    /// As a document that declares the prefixes `xs`, `xa` and `xa141`.
    var text: String {
        let attributes = attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        return "<\(name)\(attributes)>\(content)\(children.map(\.text).joined())</\(name)>"
    }

    /// One change somewhere inside.
    mutating func mutate(using random: inout SeededGenerator) {
        // What stands in Object is not bound by its schema.
        let isFree = name == "xs:Object"
        if !children.isEmpty, isFree || Int.random(in: 0..<4, using: &random) > 0 {
            let index = children.indices.randomElement(using: &random) ?? 0
            return children[index].mutate(using: &random)
        }
        switch Int.random(in: 0..<7, using: &random) {
        case 0 where !children.isEmpty:
            children.remove(at: children.indices.randomElement(using: &random) ?? 0)
        case 1 where !children.isEmpty:
            let index = children.indices.randomElement(using: &random) ?? 0
            children.insert(children[index].withoutIdentifiers, at: index)
        case 2 where children.count > 1:
            children.swapAt(0, children.count - 1)
        case 3 where !attributes.isEmpty:
            attributes.remove(at: attributes.indices.randomElement(using: &random) ?? 0)
        case 4:
            attributes.append(("Extra", "1"))
        case 5:
            content += "text"
        default:
            let name = ["xa:SigningTime", "xs:DigestValue", "xa:CertificateValues", "xs:KeyName"]
                .randomElement(using: &random)
            children.append(MarkupNode(name: name ?? "xs:KeyName"))
        }
    }

    private init(name: String) {
        self.name = name
        attributes = []
        content = ""
        children = []
    }

    private var withoutIdentifiers: MarkupNode {
        var copy = self
        copy.attributes.removeAll { $0.name == "Id" }
        copy.children = copy.children.map(\.withoutIdentifiers)
        return copy
    }
}

/// A signature with every kind of property, for its schemas only: nothing in it can be verified.
enum SchemaSample {
    static func text(_ signed: String) -> String {
        let certificates =
            "<xa:CertificateValues Id=\"c\"><xa:EncapsulatedX509Certificate>AAAA</xa:EncapsulatedX509Certificate>"
            + "</xa:CertificateValues>"
        let revocation =
            "<xa:RevocationValues><xa:CRLValues><xa:EncapsulatedCRLValue Id=\"l\">AAAA</xa:EncapsulatedCRLValue>"
            + "</xa:CRLValues><xa:OCSPValues><xa:EncapsulatedOCSPValue>AAAA</xa:EncapsulatedOCSPValue>"
            + "</xa:OCSPValues></xa:RevocationValues>"
        let stamp =
            "<xa:SignatureTimeStamp Id=\"s\"><xs:CanonicalizationMethod Algorithm=\"urn:a\"/>"
            + "<xa:EncapsulatedTimeStamp>AAAA</xa:EncapsulatedTimeStamp></xa:SignatureTimeStamp>"
        let archive =
            "<xa141:ArchiveTimeStamp><xa:EncapsulatedTimeStamp>AAAA</xa:EncapsulatedTimeStamp></xa141:ArchiveTimeStamp>"
        let format =
            "<xa:SignedDataObjectProperties><xa:DataObjectFormat ObjectReference=\"#a\"><xa:Description>d"
            + "</xa:Description><xa:ObjectIdentifier><xa:Identifier Qualifier=\"OIDAsURN\">urn:oid:1.2</xa:Identifier>"
            + "</xa:ObjectIdentifier><xa:MimeType>text/xml</xa:MimeType></xa:DataObjectFormat>"
            + "<xa:CommitmentTypeIndication><xa:CommitmentTypeId><xa:Identifier>urn:a</xa:Identifier>"
            + "</xa:CommitmentTypeId><xa:AllSignedDataObjects/></xa:CommitmentTypeIndication>"
            + "</xa:SignedDataObjectProperties>"
        let data =
            "<xa141:TimeStampValidationData URI=\"#s\">\(certificates.replacing(" Id=\"c\"", with: ""))"
            + "</xa141:TimeStampValidationData>"
        let unsigned = stamp + data + certificates + revocation + archive
        return document(
            around: body(signed)
                .replacing("</xa:SignedSignatureProperties>", with: "</xa:SignedSignatureProperties>" + format)
                .replacing(
                    "</xa:QualifyingProperties>",
                    with: "<xa:UnsignedProperties><xa:UnsignedSignatureProperties>\(unsigned)"
                        + "</xa:UnsignedSignatureProperties></xa:UnsignedProperties></xa:QualifyingProperties>"
                )
        )
    }

    /// A prescription with this text where its signature stands.
    static func document(around signature: String) -> String {
        let namespaces =
            "xmlns:xs=\"\(Namespace.signature)\" xmlns:xa=\"\(Namespace.xades)\" xmlns:xa141=\"\(Namespace.xades141)\""
        return "<Document \(namespaces)><Prescription><PrescriptionSign>\(signature)</PrescriptionSign></Prescription>"
            + "</Document>"
    }

    /// The tags alone, for a message.
    static func shape(_ text: String) -> String {
        body(text).replacing(/[A-Za-z0-9+\/=\s]{40,}/, with: "…").replacing(/Algorithm="[^"]*"/, with: "A")
    }

    private static func body(_ text: String) -> String {
        guard let start = text.firstRange(of: "<xs:Signature"), let end = text.firstRange(of: "</xs:Signature>") else {
            return text
        }
        return String(text[start.lowerBound..<end.upperBound])
    }
}
