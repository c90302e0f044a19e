import CertificateFiles
import Foundation
import HealthcarePKI
import OpenSSL

/// One hierarchy, one set of keys and one PKI for all tests of this target: RSA keys are slow to make.
enum Fixtures {
    static let hierarchy = Result { try CertificateHierarchy(yaml: CertificateFiles.hierarchy) }
    static let keys = TemporaryKeys()
    /// 2026-02-03T01:30:00Z, which is 10:30 on the same day in Japan.
    static let instant = Date(timeIntervalSince1970: 1_770_082_200)

    static let pki = Result {
        TestPKI(
            hierarchy: try hierarchy.get(),
            keys: keys,
            setting: .init(
                baseURL: "http://localhost:8080",
                hostNames: ["sim.example.jp", "192.0.2.7"],
                instant: instant,
                realInstant: instant
            )
        )
    }

    static func key(_ kind: KeyKind, _ label: String = "shared") throws -> PrivateKey {
        guard let request = KeyRequest(label: label, kind: kind) else { throw IssuingError.unsuitableOrder(label) }
        return try keys.key(request)
    }

    /// An order with everything in it that any profile may ask for.
    static func order(
        _ authority: String,
        profile: String? = nil,
        at instant: Date = instant
    ) throws -> CertificateOrder {
        let pki = try pki.get()
        let key = try key(try pki.keyKind(authority: authority, profile: profile))
        var order = CertificateOrder(
            authority: authority,
            profile: profile,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.fixed(7),
            at: instant
        )
        order.selfSigningKey = key
        order.birthDate = JapanDay("1980-02-29")
        order.roles = [try pki.hierarchy.role("doctor")]
        order.fields = [
            "name": "Sanjushi Kagurazaka", "japanese-name": "神楽坂　三十四", "subject-serial": "Test117120",
            "organisation": "MEDIS UNIVERSITY HOSPITAL", "japanese-organisation": "医療情報大学病院",
            "institution-code": "9918000010", "identifier": "20260203103000000TEST0001", "prefecture": "Tokyo-to",
            "city": "Mitaka-shi", "birth-date-code": "319800229", "sex-code": "1", "address": "東京都三鷹市",
            "name-substitutions": "0000000", "address-substitutions": "000000",
        ]
        return order
    }
}

extension Date {
    /// `2026-02-03T01:30:00Z`
    init(utc text: String) throws {
        self = try Date(text, strategy: .iso8601)
    }
}
