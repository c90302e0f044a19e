/// XAdES 1.3.2 (ETSI EN 319 132-1, annex C): the signed properties and what frames them.
extension SignatureGrammar {
    static let xadesRules: [ElementRule] = frameRules + signedRules + commonRules + unsignedRules

    static let xadesOther = ContentModel.other(than: Namespace.xades, isStrict: true)

    private static let frameRules: [ElementRule] = [
        ElementRule(
            "xa:QualifyingProperties",
            ["Target!", "Id"],
            .all(ContentModel("xa:SignedProperties").optional, ContentModel("xa:UnsignedProperties").optional)
        ),
        ElementRule("xa:QualifyingPropertiesReference", ["URI!", "Id"], .empty),
        ElementRule(
            "xa:SignedProperties",
            ["Id"],
            .all(
                ContentModel("xa:SignedSignatureProperties").optional,
                ContentModel("xa:SignedDataObjectProperties").optional
            )
        ),
        ElementRule(
            "xa:SignedSignatureProperties",
            ["Id"],
            .all(
                ContentModel("xa:SigningTime").optional,
                ContentModel("xa:SigningCertificate").optional,
                ContentModel("xa:SigningCertificateV2").optional,
                ContentModel("xa:SignaturePolicyIdentifier").optional,
                ContentModel("xa:SignatureProductionPlace").optional,
                ContentModel("xa:SignatureProductionPlaceV2").optional,
                ContentModel("xa:SignerRole").optional,
                ContentModel("xa:SignerRoleV2").optional,
                xadesOther.many
            )
        ),
        ElementRule(
            "xa:SignedDataObjectProperties",
            ["Id"],
            .all(
                ContentModel("xa:DataObjectFormat").many,
                ContentModel("xa:CommitmentTypeIndication").many,
                ContentModel("xa:AllDataObjectsTimeStamp").many,
                ContentModel("xa:IndividualDataObjectsTimeStamp").many,
                xadesOther.many
            )
        ),
    ]

    private static let signedRules: [ElementRule] =
        [
            ElementRule("xa:SigningTime", [], .text(.dateTime)),
            ElementRule("xa:SigningCertificate", [], ContentModel("xa:Cert").oneOrMore),
            ElementRule("xa:Cert", ["URI"], .all("xa:CertDigest", "xa:IssuerSerial")),
            ElementRule("xa:IssuerSerial", [], .all("ds:X509IssuerName", "ds:X509SerialNumber")),
            ElementRule("xa:SigningCertificateV2", [], ContentModel("xa:Cert V2").oneOrMore),
            ElementRule("xa:Cert V2", ["URI"], .all("xa:CertDigest", ContentModel("xa:IssuerSerialV2").optional)),
            ElementRule("xa:IssuerSerialV2", [], .text(.base64)),
            ElementRule(
                "xa:SignaturePolicyIdentifier",
                [],
                .oneOf("xa:SignaturePolicyId", "xa:SignaturePolicyImplied")
            ),
            .anything("xa:SignaturePolicyImplied"),
            ElementRule(
                "xa:SignaturePolicyId",
                [],
                .all(
                    "xa:SigPolicyId",
                    ContentModel("ds:Transforms").optional,
                    "xa:SigPolicyHash",
                    ContentModel("xa:SigPolicyQualifiers").optional
                )
            ),
            ElementRule("xa:SigPolicyQualifiers", [], ContentModel("xa:SigPolicyQualifier").oneOrMore),
            .anything("xa:SigPolicyQualifier"),
            ElementRule("xa:SPURI", [], .text(.uri)),
            ElementRule(
                "xa:SPUserNotice",
                [],
                .all(ContentModel("xa:NoticeRef").optional, ContentModel("xa:ExplicitText").optional)
            ),
            ElementRule("xa:NoticeRef", [], .all("xa:Organization", "xa:NoticeNumbers")),
            ElementRule("xa:NoticeNumbers", [], ContentModel("xa:int").many),
            ElementRule("xa:int", [], .text(.integer)),
            ElementRule("xa:SignatureProductionPlace", [], places()),
            ElementRule("xa:SignatureProductionPlaceV2", [], places(ContentModel("xa:StreetAddress").optional)),
            ElementRule(
                "xa:SignerRole",
                [],
                .all(ContentModel("xa:ClaimedRoles").optional, ContentModel("xa:CertifiedRoles").optional)
            ),
            ElementRule(
                "xa:SignerRoleV2",
                [],
                .all(
                    ContentModel("xa:ClaimedRoles").optional,
                    ContentModel("xa:CertifiedRolesV2").optional,
                    ContentModel("xa:SignedAssertions").optional
                )
            ),
            ElementRule("xa:ClaimedRoles", [], ContentModel("xa:ClaimedRole").oneOrMore),
            .anything("xa:ClaimedRole"),
            ElementRule("xa:CertifiedRoles", [], ContentModel("xa:CertifiedRole").oneOrMore),
            encapsulated("xa:CertifiedRole"),
            ElementRule("xa:CertifiedRolesV2", [], ContentModel("xa:CertifiedRole V2").oneOrMore),
            ElementRule(
                "xa:CertifiedRole V2",
                [],
                .oneOf("xa:X509AttributeCertificate", "xa:OtherAttributeCertificate")
            ),
            encapsulated("xa:X509AttributeCertificate"),
            .anything("xa:OtherAttributeCertificate"),
            ElementRule("xa:SignedAssertions", [], ContentModel("xa:SignedAssertion").oneOrMore),
            .anything("xa:SignedAssertion"),
            ElementRule(
                "xa:DataObjectFormat",
                ["ObjectReference!"],
                .all(
                    ContentModel("xa:Description").optional,
                    ContentModel("xa:ObjectIdentifier").optional,
                    ContentModel("xa:MimeType").optional,
                    ContentModel("xa:Encoding").optional
                )
            ),
            ElementRule(
                "xa:CommitmentTypeIndication",
                [],
                .all(
                    "xa:CommitmentTypeId",
                    .oneOf(ContentModel("xa:ObjectReference").oneOrMore, "xa:AllSignedDataObjects"),
                    ContentModel("xa:CommitmentTypeQualifiers").optional
                )
            ),
            .anything("xa:AllSignedDataObjects"),
            ElementRule("xa:CommitmentTypeQualifiers", [], ContentModel("xa:CommitmentTypeQualifier").many),
            .anything("xa:CommitmentTypeQualifier"),
            ElementRule("xa:ObjectReference", [], .text(.uri)),
            ElementRule("xa:Encoding", [], .text(.uri)),
            timeStamp("xa:AllDataObjectsTimeStamp"),
            timeStamp("xa:IndividualDataObjectsTimeStamp"),
        ]
        + ["Organization", "ExplicitText", "City", "StreetAddress", "StateOrProvince", "PostalCode", "CountryName"]
        .map(text) + [text("Description"), text("MimeType")]

    private static let commonRules: [ElementRule] = [
        .anything("xa:Any"),
        encapsulated("xa:EncapsulatedPKIData"),
        identifier("xa:ObjectIdentifier"),
        identifier("xa:SigPolicyId"),
        identifier("xa:CommitmentTypeId"),
        ElementRule(
            "xa:Identifier",
            [ElementRule.Attribute("Qualifier").typed(.oneOf(["OIDAsURI", "OIDAsURN"]))],
            .text(.uri)
        ),
        ElementRule("xa:DocumentationReferences", [], ContentModel("xa:DocumentationReference").oneOrMore),
        ElementRule("xa:DocumentationReference", [], .text(.uri)),
        digest("xa:CertDigest"),
        digest("xa:SigPolicyHash"),
        digest("xa:DigestAlgAndValue"),
        ElementRule(
            "xa:Include",
            ["URI!", ElementRule.Attribute("referencedData").typed(.boolean)],
            .empty
        ),
        encapsulated("xa:EncapsulatedTimeStamp"),
        .anything("xa:XMLTimeStamp"),
        timeStamp("xa:XAdESTimeStamp"),
        ElementRule(
            "xa:OtherTimeStamp",
            ["Id"],
            .all(
                ContentModel("xa:ReferenceInfo").oneOrMore,
                ContentModel("ds:CanonicalizationMethod").optional,
                .oneOf("xa:EncapsulatedTimeStamp", "xa:XMLTimeStamp")
            )
        ),
        ElementRule("xa:ReferenceInfo", ["Id", "URI"], .all("ds:DigestMethod", "ds:DigestValue")),
    ]

    private static func places(_ street: ContentModel = .empty) -> ContentModel {
        .all(
            ContentModel("xa:City").optional,
            street,
            ContentModel("xa:StateOrProvince").optional,
            ContentModel("xa:PostalCode").optional,
            ContentModel("xa:CountryName").optional
        )
    }

    private static func text(_ name: String) -> ElementRule {
        ElementRule(ElementName(namespace: Namespace.xades, name: name), [], .text(.string))
    }

    /// `ObjectIdentifierType`
    static func identifier(_ name: ElementName) -> ElementRule {
        ElementRule(
            name,
            [],
            .all(
                "xa:Identifier",
                ContentModel("xa:Description").optional,
                ContentModel("xa:DocumentationReferences").optional
            )
        )
    }

    /// `DigestAlgAndValueType`
    private static func digest(_ name: ElementName) -> ElementRule {
        ElementRule(name, [], .all("ds:DigestMethod", "ds:DigestValue"))
    }

    /// `EncapsulatedPKIDataType`
    static func encapsulated(_ name: ElementName) -> ElementRule {
        ElementRule(name, ["Id", "Encoding"], .text(.base64))
    }

    /// `XAdESTimeStampType`
    static func timeStamp(_ name: ElementName) -> ElementRule {
        ElementRule(
            name,
            ["Id"],
            .all(
                ContentModel("xa:Include").many,
                ContentModel("ds:CanonicalizationMethod").optional,
                .oneOf("xa:EncapsulatedTimeStamp", "xa:XMLTimeStamp").oneOrMore
            )
        )
    }
}
