import Testing

@testable import OpenSSL

/// Every expected value is copied from a real CA or test certificate of the health-care PKI (public sample data).
@Suite struct CertificateExtensionTests {
    static let rootName = DistinguishedName([
        .country("JP"), .organization("Ministry of Health, Labour and Welfare"),
        .organizationalUnit("Director-General for Policy Planning and Evaluation"),
        .organizationalUnit("MHLW HPKI Root CA V2"),
    ])

    @Test(arguments: [
        ("01a5630ee0d251f613aa1501152889d64198337f", UInt8(1)), ("9dd6135245efbd5e7852c8588e78bc541e3f96e6", 4),
        ("44e920054d6dc4b7fa4bf01bc6eac8d65b1622f4", 2),
    ])
    func `authority key identifier with issuer and serial number`(identifier: String, serial: UInt8) {
        let made = CertificateExtension.authorityKeyIdentifier(
            bytes(identifier),
            issuer: (name: Self.rootName, serialNumber: [serial])
        )
        let expected =
            "3081bd8014\(identifier)a181a1a4819e30819b310b3009060355040613024a50312f302d060355040a0c264d696e6973747279206f"
            + "66204865616c74682c204c61626f757220616e642057656c66617265313c303a060355040b0c334469726563746f722d47656e6572"
            + "616c20666f7220506f6c69637920506c616e6e696e6720616e64204576616c756174696f6e311d301b060355040b0c144d484c5720"
            + "48504b4920526f6f7420434120563282010" + String(serial)
        #expect(Hex.encode(made.value) == expected)
        #expect(made.oid.description == "2.5.29.35" && !made.isCritical)
    }

    @Test func `key identifiers, constraints and usages`() {
        let identifier = bytes("c142183333f10225fa33072104d58aadc00be145")
        #expect(
            Hex.encode(CertificateExtension.subjectKeyIdentifier(identifier).value)
                == "0414c142183333f10225fa33072104d58aadc00be145"
        )
        #expect(
            Hex.encode(CertificateExtension.authorityKeyIdentifier(identifier).value) == "30168014"
                + Hex.encode(identifier)
        )
        #expect(Hex.encode(CertificateExtension.basicConstraints(isCA: true).value) == "30030101ff")
        #expect(
            Hex.encode(CertificateExtension.basicConstraints(isCA: true, pathLength: 0).value) == "30060101ff020100"
        )
        #expect(Hex.encode(CertificateExtension.basicConstraints(isCA: false).value) == "3000")
        #expect(Hex.encode(CertificateExtension.keyUsage([.keyCertSign, .cRLSign]).value) == "03020106")
        #expect(Hex.encode(CertificateExtension.keyUsage(.nonRepudiation).value) == "03020640")
        #expect(CertificateExtension.keyUsage(.nonRepudiation).isCritical)
        #expect(
            Hex.encode(CertificateExtension.extendedKeyUsage([ExtendedKeyUsage.clientAuth]).value)
                == "300a06082b06010505070302"
        )
    }

    @Test func `critical stands between type and value, and only when it is true`() {
        let critical = CertificateExtension.basicConstraints(isCA: true)
        #expect(Hex.encode(critical.derEncoded) == "300f0603551d130101ff040530030101ff")
        let plain = CertificateExtension.basicConstraints(isCA: true, critical: false)
        #expect(Hex.encode(plain.derEncoded) == "300c0603551d13040530030101ff")
    }

    @Test func `alternative name with a Japanese directory name`() {
        let name = DistinguishedName([
            .country("JP"), .organization("厚生労働省"), .organizationalUnit("政策統括官"),
            .organizationalUnit("厚生労働省ＨＰＫＩルート認証局Ｖ２"),
        ])
        #expect(
            Hex.encode(CertificateExtension.subjectAltName([.directoryName(name)]).value)
                == "308184a48181307f310b3009060355040613024a5031183016060355040a0c0fe58e9ae7949fe58ab4e5838de79c81311830160603"
                + "55040b0c0fe694bfe7ad96e7b5b1e68bace5ae98313c303a060355040b0c33e58e9ae7949fe58ab4e5838de79c81efbca8efbcb0efbc"
                + "abefbca9e383abe383bce38388e8aa8de8a8bce5b180efbcb6efbc92"
        )
    }

    @Test func `other names of the public personal authentication`() {
        let name = GeneralName.otherName("1.2.392.200149.8.5.5.3", value: DER.utf8String("1"))
        #expect(Hex.encode(name.derEncoded) == "a011060a2a83088c9b5508050503a0030c0131")
    }

    @Test func `distribution points, one by name and one by URI`() {
        let point = DistinguishedName(Self.rootName.attributes + [.commonName("RARL")])
        let made = CertificateExtension.cRLDistributionPoints([
            [.directoryName(point)], [.uri("http://hpki.mhlw.go.jp/repository/rlist/rarl2.crl")],
        ])
        #expect(
            Hex.encode(made.value)
                == "3081f23081b6a081b3a081b0a481ad3081aa310b3009060355040613024a50312f302d060355040a0c264d696e6973747279206f66"
                + "204865616c74682c204c61626f757220616e642057656c66617265313c303a060355040b0c334469726563746f722d47656e6572616c"
                + "20666f7220506f6c69637920506c616e6e696e6720616e64204576616c756174696f6e311d301b060355040b0c144d484c572048504b"
                + "4920526f6f74204341205632310d300b06035504030c045241524c3037a035a0338631687474703a2f2f68706b692e6d686c772e676f"
                + "2e6a702f7265706f7369746f72792f726c6973742f7261726c322e63726c"
        )
        let medis = CertificateExtension.cRLDistributionPoints([[.uri("http://cert.medis.or.jp/sign/crl-sign2.crl")]])
        #expect(
            Hex.encode(medis.value)
                == "30323030a02ea02c862a687474703a2f2f636572742e6d656469732e6f722e6a702f7369676e2f63726c2d7369676e322e63726c"
        )
    }

    @Test func `policies with their practice statement`() {
        let made = CertificateExtension.certificatePolicies(
            [CertificatePolicy("1.2.392.100495.1.5.1.1.0.1", cps: "http://www.medis.or.jp/8_hpki/")],
            critical: true
        )
        #expect(
            Hex.encode(made.value)
                == "303e303c060c2a830886910f010501010001302c302a06082b06010505070201161e687474703a2f2f7777772e6d656469732e6f72"
                + "2e6a702f385f68706b692f"
        )
        #expect(made.isCritical)
    }

    @Test func `information access, name constraints and issuing distribution point`() {
        #expect(
            Hex.encode(CertificateExtension.authorityInfoAccess(ocsp: ["http://a"]).value)
                == "30163014" + "06082b06010505073001" + "8608687474703a2f2f61"
        )
        #expect(
            Hex.encode(
                CertificateExtension.nameConstraints(
                    permitted: [.dns("localhost"), .ip([127, 0, 0, 0, 255, 0, 0, 0])],
                    excluded: [.dns("x")]
                ).value
            ) == "3022a019" + "300b82096c6f63616c686f7374" + "300a87087f000000ff000000" + "a105" + "3003820178"
        )
        #expect(
            Hex.encode(
                CertificateExtension.issuingDistributionPoint([.uri("http://a")], onlyContainsCACertificates: true)
                    .value
            ) == "3011a00ca00a8608687474703a2f2f61" + "8201ff"
        )
    }

    @Test func `what is read is what was written`() throws {
        let names: [GeneralName] = [
            .otherName("1.2.3", value: DER.utf8String("因")), .email("a@example.test"), .dns("localhost"),
            .directoryName(Self.rootName), .uri("https://localhost/"), .ip([127, 0, 0, 1]), .registeredID("1.2.3.4"),
        ]
        let usage: KeyUsage = [.digitalSignature, .keyAgreement, .decipherOnly]
        let certificate = try TestAuthority("root").issue(extensions: [
            .subjectAltName(names),
            .certificatePolicies([CertificatePolicy("1.2.3"), CertificatePolicy("1.2.4", cps: "u")]),
        ])
        #expect(try certificate.subjectAltNames == names)
        #expect(try certificate.policies == ["1.2.3", "1.2.4"])
        #expect(try certificate.keyUsage == .digitalSignature)
        #expect(try certificate.extendedKeyUsage == [ExtendedKeyUsage.clientAuth])
        #expect(try KeyUsage(derEncoded: usage.derEncoded) == usage)
        #expect(throws: DERError.self) { try KeyUsage(derEncoded: bytes("0300")) }
        let root = try TestAuthority("root").certificate
        #expect(try root.extendedKeyUsage == nil)
        #expect(try root.subjectAltNames.isEmpty && root.policies.isEmpty)
    }
}
