/// XML Signature (xmldsig-core, sections 4 to 6 and its schema).
extension SignatureGrammar {
    static let signatureRules: [ElementRule] =
        [
            ElementRule(
                "ds:Signature",
                ["Id"],
                .all(
                    "ds:SignedInfo",
                    "ds:SignatureValue",
                    ContentModel("ds:KeyInfo").optional,
                    ContentModel("ds:Object").many
                )
            ),
            ElementRule("ds:SignatureValue", ["Id"], .text(.base64)),
            ElementRule(
                "ds:SignedInfo",
                ["Id"],
                .all("ds:CanonicalizationMethod", "ds:SignatureMethod", ContentModel("ds:Reference").oneOrMore)
            ),
            ElementRule("ds:CanonicalizationMethod", ["Algorithm!"], .mixed(ContentModel.strictAnything.many)),
            ElementRule(
                "ds:SignatureMethod",
                ["Algorithm!"],
                .mixed(.all(ContentModel("ds:HMACOutputLength").optional, strictOther.many))
            ),
            ElementRule("ds:HMACOutputLength", [], .text(.integer)),
            ElementRule(
                "ds:Reference",
                ["Id", "URI", "Type"],
                .all(ContentModel("ds:Transforms").optional, "ds:DigestMethod", "ds:DigestValue")
            ),
            ElementRule("ds:Transforms", [], ContentModel("ds:Transform").oneOrMore),
            ElementRule("ds:Transform", ["Algorithm!"], .mixed(.oneOf(other, "ds:XPath").many)),
            ElementRule("ds:XPath", [], .text(.string)),
            ElementRule("ds:DigestMethod", ["Algorithm!"], .mixed(other.many)),
            ElementRule("ds:DigestValue", [], .text(.base64)),
            ElementRule("ec:InclusiveNamespaces", ["PrefixList"], .empty),
        ] + keyRules + objectRules

    private static let keyRules: [ElementRule] =
        [
            ElementRule(
                "ds:KeyInfo",
                ["Id"],
                .mixed(
                    .oneOf(
                        "ds:KeyName",
                        "ds:KeyValue",
                        "ds:RetrievalMethod",
                        "ds:X509Data",
                        "ds:PGPData",
                        "ds:SPKIData",
                        "ds:MgmtData",
                        other
                    ).oneOrMore
                )
            ),
            ElementRule("ds:KeyName", [], .text(.string)),
            ElementRule("ds:MgmtData", [], .text(.string)),
            ElementRule("ds:KeyValue", [], .mixed(.oneOf("ds:DSAKeyValue", "ds:RSAKeyValue", other))),
            ElementRule("ds:RetrievalMethod", ["URI", "Type"], ContentModel("ds:Transforms").optional),
            ElementRule(
                "ds:X509Data",
                [],
                .oneOf(
                    "ds:X509IssuerSerial",
                    "ds:X509SKI",
                    "ds:X509SubjectName",
                    "ds:X509Certificate",
                    "ds:X509CRL",
                    other
                ).oneOrMore
            ),
            ElementRule("ds:X509IssuerSerial", [], .all("ds:X509IssuerName", "ds:X509SerialNumber")),
            ElementRule("ds:X509IssuerName", [], .text(.string)),
            ElementRule("ds:X509SerialNumber", [], .text(.integer)),
            ElementRule("ds:X509SKI", [], .text(.base64)),
            ElementRule("ds:X509SubjectName", [], .text(.string)),
            ElementRule("ds:X509Certificate", [], .text(.base64)),
            ElementRule("ds:X509CRL", [], .text(.base64)),
            ElementRule(
                "ds:PGPData",
                [],
                .oneOf(
                    .all("ds:PGPKeyID", ContentModel("ds:PGPKeyPacket").optional, other.many),
                    .all("ds:PGPKeyPacket", other.many)
                )
            ),
            ElementRule("ds:PGPKeyID", [], .text(.base64)),
            ElementRule("ds:PGPKeyPacket", [], .text(.base64)),
            ElementRule("ds:SPKIData", [], .all("ds:SPKISexp", other.optional).oneOrMore),
            ElementRule("ds:SPKISexp", [], .text(.base64)),
            ElementRule("ds:RSAKeyValue", [], .all("ds:Modulus", "ds:Exponent")),
            ElementRule(
                "ds:DSAKeyValue",
                [],
                .all(
                    ContentModel.all("ds:P", "ds:Q").optional,
                    ContentModel("ds:G").optional,
                    "ds:Y",
                    ContentModel("ds:J").optional,
                    ContentModel.all("ds:Seed", "ds:PgenCounter").optional
                )
            ),
        ]
        + ["Modulus", "Exponent", "P", "Q", "G", "Y", "J", "Seed", "PgenCounter"].map {
            ElementRule(ElementName(namespace: Namespace.signature, name: $0), [], .text(.base64))
        }

    private static let objectRules: [ElementRule] = [
        ElementRule(
            "ds:Object",
            ["Id", ElementRule.Attribute("MimeType").typed(.string), "Encoding"],
            .mixed(ContentModel.anything.many)
        ),
        ElementRule("ds:Manifest", ["Id"], ContentModel("ds:Reference").oneOrMore),
        ElementRule("ds:SignatureProperties", ["Id"], ContentModel("ds:SignatureProperty").oneOrMore),
        ElementRule("ds:SignatureProperty", ["Target!", "Id"], .mixed(other.oneOrMore)),
    ]

    private static let other = ContentModel.other(than: Namespace.signature)
    private static let strictOther = ContentModel.other(than: Namespace.signature, isStrict: true)
}
