/// The unsigned properties of XAdES 1.3.2, and all of XAdES 1.4.1.
extension SignatureGrammar {
    static let unsignedRules: [ElementRule] =
        [
            ElementRule(
                "xa:UnsignedProperties",
                ["Id"],
                .all(
                    ContentModel("xa:UnsignedSignatureProperties").optional,
                    ContentModel("xa:UnsignedDataObjectProperties").optional
                )
            ),
            ElementRule(
                "xa:UnsignedSignatureProperties",
                ["Id"],
                .oneOf(
                    "xa:CounterSignature",
                    "xa:SignatureTimeStamp",
                    "xa:CompleteCertificateRefs",
                    "xa:CompleteRevocationRefs",
                    "xa:AttributeCertificateRefs",
                    "xa:AttributeRevocationRefs",
                    "xa:SigAndRefsTimeStamp",
                    "xa:RefsOnlyTimeStamp",
                    "xa:CertificateValues",
                    "xa:RevocationValues",
                    "xa:AttrAuthoritiesCertValues",
                    "xa:AttributeRevocationValues",
                    "xa:ArchiveTimeStamp",
                    xadesOther
                ).oneOrMore
            ),
            ElementRule(
                "xa:UnsignedDataObjectProperties",
                ["Id"],
                ContentModel("xa:UnsignedDataObjectProperty").oneOrMore
            ),
            .anything("xa:UnsignedDataObjectProperty"),
            ElementRule("xa:CounterSignature", ["Id"], "ds:Signature"),
            timeStamp("xa:SignatureTimeStamp"),
            timeStamp("xa:SigAndRefsTimeStamp"),
            timeStamp("xa:RefsOnlyTimeStamp"),
            timeStamp("xa:ArchiveTimeStamp"),
            certificateValues("xa:CertificateValues"),
            certificateValues("xa:AttrAuthoritiesCertValues"),
            encapsulated("xa:EncapsulatedX509Certificate"),
            .anything("xa:OtherCertificate"),
            revocationValues("xa:RevocationValues"),
            revocationValues("xa:AttributeRevocationValues"),
            ElementRule("xa:CRLValues", [], ContentModel("xa:EncapsulatedCRLValue").oneOrMore),
            encapsulated("xa:EncapsulatedCRLValue"),
            ElementRule("xa:OCSPValues", [], ContentModel("xa:EncapsulatedOCSPValue").oneOrMore),
            encapsulated("xa:EncapsulatedOCSPValue"),
            ElementRule("xa:OtherValues", [], ContentModel("xa:OtherValue").oneOrMore),
            .anything("xa:OtherValue"),
        ] + referenceRules

    private static let referenceRules: [ElementRule] = [
        ElementRule("xa:CompleteCertificateRefs", ["Id"], "xa:CertRefs"),
        ElementRule("xa:AttributeCertificateRefs", ["Id"], "xa:CertRefs"),
        ElementRule("xa:CertRefs", [], ContentModel("xa:Cert").oneOrMore),
        revocationReferences("xa:CompleteRevocationRefs"),
        revocationReferences("xa:AttributeRevocationRefs"),
        ElementRule("xa:CRLRefs", [], ContentModel("xa:CRLRef").oneOrMore),
        ElementRule("xa:CRLRef", [], .all("xa:DigestAlgAndValue", ContentModel("xa:CRLIdentifier").optional)),
        ElementRule(
            "xa:CRLIdentifier",
            ["URI"],
            .all("xa:Issuer", "xa:IssueTime", ContentModel("xa:Number").optional)
        ),
        ElementRule("xa:Issuer", [], .text(.string)),
        ElementRule("xa:IssueTime", [], .text(.dateTime)),
        ElementRule("xa:Number", [], .text(.integer)),
        ElementRule("xa:OCSPRefs", [], ContentModel("xa:OCSPRef").oneOrMore),
        ElementRule("xa:OCSPRef", [], .all("xa:OCSPIdentifier", ContentModel("xa:DigestAlgAndValue").optional)),
        ElementRule("xa:OCSPIdentifier", ["URI"], .all("xa:ResponderID", "xa:ProducedAt")),
        ElementRule("xa:ResponderID", [], .oneOf("xa:ByName", "xa:ByKey")),
        ElementRule("xa:ByName", [], .text(.string)),
        ElementRule("xa:ByKey", [], .text(.base64)),
        ElementRule("xa:ProducedAt", [], .text(.dateTime)),
        ElementRule("xa:OtherRefs", [], ContentModel("xa:OtherRef").oneOrMore),
        .anything("xa:OtherRef"),
    ]

    static let xades141Rules: [ElementRule] = [
        ElementRule(
            "xa141:TimeStampValidationData",
            ["Id", "URI"],
            .all(ContentModel("xa:CertificateValues").optional, ContentModel("xa:RevocationValues").optional)
        ),
        timeStamp("xa141:ArchiveTimeStamp"),
        timeStamp("xa141:SigAndRefsTimeStampV2"),
        timeStamp("xa141:RefsOnlyTimeStampV2"),
        ElementRule("xa141:CompleteCertificateRefsV2", ["Id"], "xa141:CertRefs"),
        ElementRule("xa141:AttributeCertificateRefsV2", ["Id"], "xa141:CertRefs"),
        ElementRule("xa141:CertRefs", [], ContentModel("xa:Cert V2").oneOrMore),
        ElementRule(
            "xa141:RenewedDigests",
            ["Id"],
            .all("ds:DigestMethod", ContentModel("xa141:RecomputedDigestValue").oneOrMore)
        ),
        ElementRule(
            "xa141:RecomputedDigestValue",
            [ElementRule.Attribute("Order!").typed(.integer)],
            .text(.base64)
        ),
        ElementRule(
            "xa141:SignaturePolicyStore",
            ["Id"],
            .all("xa141:SPDocSpecification", .oneOf("xa141:SignaturePolicyDocument", "xa141:SigPolDocLocalURI"))
        ),
        identifier("xa141:SPDocSpecification"),
        ElementRule("xa141:SignaturePolicyDocument", [], .text(.base64)),
        ElementRule("xa141:SigPolDocLocalURI", [], .text(.uri)),
    ]

    private static func certificateValues(_ name: ElementName) -> ElementRule {
        ElementRule(name, ["Id"], .oneOf("xa:EncapsulatedX509Certificate", "xa:OtherCertificate").many)
    }

    private static func revocationValues(_ name: ElementName) -> ElementRule {
        ElementRule(
            name,
            ["Id"],
            .all(
                ContentModel("xa:CRLValues").optional,
                ContentModel("xa:OCSPValues").optional,
                ContentModel("xa:OtherValues").optional
            )
        )
    }

    private static func revocationReferences(_ name: ElementName) -> ElementRule {
        ElementRule(
            name,
            ["Id"],
            .all(
                ContentModel("xa:CRLRefs").optional,
                ContentModel("xa:OCSPRefs").optional,
                ContentModel("xa:OtherRefs").optional
            )
        )
    }
}
