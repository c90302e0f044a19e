package import OpenSSL

/// hcRole inside subjectDirectoryAttributes (ISO 17090; ASN.1 module of the HPKI certificate policy):
///
///     SubjectDirectoryAttributes ::= SEQUENCE OF Attribute
///     Attribute    { type hcRole, values SET { HCActorData } }
///     HCActorData  ::= SET OF HCActor
///     HCActor      ::= SEQUENCE { codedData [0] EXPLICIT CodedData, … }
///     CodedData    ::= SET { codingSchemeReference [0] EXPLICIT OID, codeDataFreeText [2] EXPLICIT UTF8String }
package enum HealthcareRoleAttribute {
    /// id-hcpki-at-healthcareactor
    package static let attributeType: OID = "1.0.17090.0.1"
    /// id-jhpki-cdata
    package static let codingScheme: OID = "1.2.392.100495.1.6.1.1"

    /// The content of the extension for these hcRole strings, at least one.
    package static func derEncoded(roleNames: [String]) -> [UInt8] {
        let actors = roleNames.map { name in
            let codedData = DER.set(
                DER.explicit(0, DER.oid(codingScheme)),
                DER.explicit(2, DER.utf8String(name))
            )
            return DER.sequence(DER.explicit(0, codedData))
        }
        return DER.sequence(DER.sequence(DER.oid(attributeType), DER.set(DER.set(of: actors))))
    }

    /// The hcRole strings in the content of a subjectDirectoryAttributes extension, in order; attributes and coding
    /// schemes of other kinds are passed over.
    package static func roleNames(derEncoded content: [UInt8]) throws(DERError) -> [String] {
        var names: [String] = []
        var attributes = try DERReader.single(DERTag.sequence, content).reader
        while !attributes.isAtEnd {
            var attribute = try attributes.next(DERTag.sequence).reader
            guard try attribute.next(DERTag.oid).oid() == attributeType else { continue }
            var values = try attribute.next(DERTag.set).reader
            while !values.isAtEnd {
                var actors = try values.next(DERTag.set).reader
                while !actors.isAtEnd {
                    if let name = try roleName(ofActor: try actors.next(DERTag.sequence)) { names.append(name) }
                }
            }
        }
        return names
    }

    private static func roleName(ofActor actor: DERValue) throws(DERError) -> String? {
        var fields = actor.reader
        var wrapper = try fields.next(DERTag.contextConstructed(0)).reader
        var codedData = try wrapper.next(DERTag.set).reader
        var scheme: OID?
        var name: String?
        while !codedData.isAtEnd {
            let member = try codedData.next()
            var inner = member.reader
            switch member.tag {
            case DERTag.contextConstructed(0): scheme = try inner.next(DERTag.oid).oid()
            case DERTag.contextConstructed(2): name = try inner.next().text
            default: continue
            }
        }
        return scheme == codingScheme ? name : nil
    }
}

extension HealthcareRoleAttribute {
    /// The hcRole strings of a certificate; none where the extension is missing or cannot be read.
    package static func roleNames(of certificate: Certificate) -> [String] {
        let content = certificate.extension(oid: .subjectDirectoryAttributes)?.value
        return content.flatMap { try? roleNames(derEncoded: $0) } ?? []
    }
}
