import Foundation
import OpenSSL
import Testing

@testable import HealthcarePKI

/// Extension bytes of real HPKI certificates (certificates.md, B.1 to B.3), rebuilt by our profiles from the same inputs.
@Suite struct ExactBytesTests {
    static let rootName = DistinguishedName([
        .country("JP"), .organization("Ministry of Health, Labour and Welfare"),
        .organizationalUnit("Director-General for Policy Planning and Evaluation"),
        .organizationalUnit("MHLW HPKI Root CA V2"),
    ])
    static let rootKeyIdentifier = "01a5630ee0d251f613aa1501152889d64198337f"
    static let rootNameHex = """
        30819b310b3009060355040613024a50312f302d060355040a0c264d696e6973747279206f66204865616c74682c204c61626f757220\
        616e642057656c66617265313c303a060355040b0c334469726563746f722d47656e6572616c20666f7220506f6c69637920506c616e\
        6e696e6720616e64204576616c756174696f6e311d301b060355040b0c144d484c572048504b4920526f6f74204341205632
        """

    private func built(
        _ profile: String,
        _ name: String,
        issuerKey: String = rootKeyIdentifier,
        issuerSerial: [UInt8] = [1],
        fields: [String: String] = [:],
        role: String = "Medical Doctor"
    ) throws -> CertificateExtension {
        let builder = ExtensionBuilder(
            issuer: .init(
                subject: Self.rootName,
                keyIdentifier: try #require(Hex.decode(issuerKey)),
                certificateIssuer: Self.rootName,
                certificateSerialNumber: issuerSerial
            ),
            subjectKeyIdentifier: try #require(Hex.decode("c142183333f10225fa33072104d58aadc00be145")),
            fields: fields,
            roleNames: [role],
            hostNames: []
        )
        let profile = try Fixtures.hierarchy.get().profile(profile)
        return try builder.build(try #require(profile.extensions.first { $0.name == name }).rule)
    }

    @Test func `the root's distinguished name`() {
        #expect(Hex.encode(Self.rootName.derEncoded) == Self.rootNameHex)
    }

    @Test(arguments: [
        // Root and sub-CAs; MEDIS end entity; JMA end entity.
        ("hpki-root-authority", rootKeyIdentifier, UInt8(1)),
        ("hpki-sub-authority", rootKeyIdentifier, 1),
        ("hpki-signature", "9dd6135245efbd5e7852c8588e78bc541e3f96e6", 4),
        ("hpki-signature-jma", "44e920054d6dc4b7fa4bf01bc6eac8d65b1622f4", 2),
    ])
    func `authority key identifier with name and serial`(profile: String, key: String, serial: UInt8) throws {
        let made = try built(profile, "authority-key-identifier", issuerKey: key, issuerSerial: [serial])
        let expected = "3081bd8014\(key)a181a1a4819e\(Self.rootNameHex)8201" + Hex.encode([serial])
        #expect(Hex.encode(made.value) == expected)
        #expect(!made.isCritical)
    }

    @Test func `subject key identifier`() throws {
        let made = try built("hpki-signature", "subject-key-identifier")
        #expect(Hex.encode(made.value) == "0414c142183333f10225fa33072104d58aadc00be145")
        #expect(!made.isCritical)
    }

    @Test(arguments: ["hpki-root-authority", "hpki-sub-authority"])
    func `authorities' basic constraints and key usage`(profile: String) throws {
        let constraints = try built(profile, "basic-constraints")
        #expect(Hex.encode(constraints.value) == "30030101ff")
        #expect(constraints.isCritical)
        let usage = try built(profile, "key-usage")
        #expect(Hex.encode(usage.value) == "03020106")
        #expect(usage.isCritical)
    }

    @Test(arguments: ["hpki-signature", "hpki-signature-jma"])
    func `signer's key usage is non-repudiation alone`(profile: String) throws {
        let usage = try built(profile, "key-usage")
        #expect(Hex.encode(usage.value) == "03020640")
        #expect(usage.isCritical)
    }

    @Test(arguments: [("hpki-root-authority", "rarl2", "5241524c"), ("hpki-sub-authority", "sarl2", "5341524c")])
    func `authorities' distribution points: a name and a URL`(profile: String, file: String, commonName: String) throws
    {
        let url = "http://hpki.mhlw.go.jp/repository/rlist/\(file).crl"
        let made = try built(profile, "crl-distribution-points", fields: ["crl": url])
        let expected =
            "3081f23081b6a081b3a081b0a481ad3081aa" + Self.rootNameHex.dropFirst(6)
            + "310d300b06035504030c04" + commonName + "3037a035a0338631" + Hex.encode(Array(url.utf8))
        #expect(Hex.encode(made.value) == expected)
        #expect(!made.isCritical)
    }

    @Test func `sub-authority's policies`() throws {
        let made = try built(
            "hpki-sub-authority",
            "certificate-policies",
            fields: ["policy": "1.2.392.100495.1.5.1.1.3.1", "cps": "http://hpki.mhlw.go.jp/repository/"]
        )
        let expected = """
            30423040060c2a830886910f0105010103013030302e06082b060105050702011622687474703a2f2f68706b692e6d686c772e676f2e\
            6a702f7265706f7369746f72792f
            """
        #expect(Hex.encode(made.value) == expected)
        #expect(made.isCritical)
    }

    @Test(arguments: [
        (
            "http://www.medis.or.jp/8_hpki/",
            """
            303e303c060c2a830886910f010501010001302c302a06082b06010505070201161e687474703a2f2f7777772e6d656469732e6f722e\
            6a702f385f68706b692f
            """
        ),
        (
            "http://www.pki.med.or.jp/certpolicy/",
            """
            30443042060c2a830886910f0105010100013032303006082b060105050702011624687474703a2f2f7777772e706b692e6d65642e6f\
            722e6a702f63657274706f6c6963792f
            """
        ),
    ])
    func `signer's policies`(cps: String, expected: String) throws {
        let made = try built("hpki-signature", "certificate-policies", fields: ["cps": cps])
        #expect(Hex.encode(made.value) == expected)
        #expect(made.isCritical)
    }

    @Test(arguments: [
        (
            "神楽坂　三十四", "Test117120",
            """
            3069a4673065310b3009060355040613024a503121301f060355040a0c18e58cbbe79982e68385e5a0b1e5a4a7e5ada6e79785e999a2\
            311e301c06035504030c15e7a59ee6a5bde59d82e38080e4b889e58d81e59b9b311330110603550405130a54657374313137313230
            """
        ),
        (
            "神楽坂　四十", "Test317044",
            """
            3066a4643062310b3009060355040613024a503121301f060355040a0c18e58cbbe79982e68385e5a0b1e5a4a7e5ada6e79785e999a2\
            311b301906035504030c12e7a59ee6a5bde59d82e38080e59b9be58d81311330110603550405130a54657374333137303434
            """
        ),
    ])
    func `signer's Japanese name`(name: String, serial: String, expected: String) throws {
        let made = try built(
            "hpki-signature",
            "subject-alternative-name",
            fields: ["japanese-organisation": "医療情報大学病院", "japanese-name": name, "subject-serial": serial]
        )
        #expect(Hex.encode(made.value) == expected)
        #expect(!made.isCritical)
    }

    @Test(arguments: [
        (
            "http://cert.medis.or.jp/sign/crl-sign2.crl",
            "30323030a02ea02c862a687474703a2f2f636572742e6d656469732e6f722e6a702f7369676e2f63726c2d7369676e322e63726c"
        ),
        (
            "http://crl.pki.med.or.jp/repository/crl/crl-sign2.crl",
            """
            303d303ba039a0378635687474703a2f2f63726c2e706b692e6d65642e6f722e6a702f7265706f7369746f72792f63726c2f63726c2d\
            7369676e322e63726c
            """
        ),
    ])
    func `signer's distribution point`(url: String, expected: String) throws {
        let made = try built("hpki-signature", "crl-distribution-points", fields: ["crl": url])
        #expect(Hex.encode(made.value) == expected)
    }

    @Test(arguments: [
        (
            "Medical Doctor",
            """
            303430320606288185420001312831263024a0223120a00c060a2a830886910f01060101a2100c0e4d65646963616c20446f63746f72
            """
        ),
        (
            "Pharmacist",
            "3030302e0606288185420001312431223020a01e311ca00c060a2a830886910f01060101a20c0c0a506861726d6163697374"
        ),
    ])
    func `hcRole`(role: String, expected: String) throws {
        let made = try built("hpki-signature", "subject-directory-attributes", role: role)
        #expect(made.oid == OID.subjectDirectoryAttributes)
        #expect(Hex.encode(made.value) == expected)
        #expect(!made.isCritical)
        #expect(try HealthcareRoleAttribute.roleNames(derEncoded: made.value) == [role])
    }

    @Test func `the root's Japanese name has the same shape`() throws {
        let made = try built("hpki-root-authority", "subject-alternative-name")
        let value = try DERReader.single(DERTag.sequence, made.value)
        var names = value.reader
        let name = try #require(try GeneralName(try names.next()))
        guard case .directoryName(let directory) = name else { throw DERError.invalid("no directory name") }
        #expect(
            directory.attributes.map(\.type) == [.countryName, .organizationName]
                + Array(repeating: .organizationalUnitName, count: 2)
        )
        #expect(!made.isCritical)
    }
}
