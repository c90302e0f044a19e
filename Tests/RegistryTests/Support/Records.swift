import Foundation
import HealthcarePKI
import OpenSSL
import Simulation

@testable import Registry

/// Records made up without any cryptography, for tests of rules.
enum Records {
    /// 2026-02-03T01:30:00Z
    static let now = Date(timeIntervalSince1970: 1_770_082_200)
    static let day: TimeInterval = 86_400

    static func certificate(
        _ serial: Int,
        authority: String = "client-issuing",
        from notBefore: Date = now - 10 * day,
        until notAfter: Date = now + 700 * day
    ) -> CertificateRecord {
        CertificateRecord(
            authority: authority,
            serialHex: Hex.encode([0x7E, 0x57, UInt8(serial >> 8), UInt8(serial & 0xFF)], uppercase: true),
            fingerprint: "\(authority)-\(serial)",
            notBefore: notBefore,
            notAfter: notAfter
        )
    }

    static func facility(
        _ id: ID<Facility>,
        kind: Facility.Kind = .clinic,
        codes: [String] = ["9918000028"]
    ) throws -> Facility {
        Facility(
            id: id,
            kind: kind,
            name: "検証用クリニック",
            kana: "ケンショウヨウクリニック",
            romanisedName: "KENSHO CLINIC",
            codes: try codes.map { Facility.Code(try InstitutionCode($0)) },
            postalCode: "000-0102",
            address: "検証県模擬市本町",
            telephone: "000-0001-0002",
            contact: .init(name: "髙橋　節子", kana: "タカハシ　セツコ", department: "受付", email: "a@clinic.test"),
            beds: 0
        )
    }

    static func practitioner(
        _ id: ID<Practitioner>,
        licences: [Practitioner.Licence] = [.init(role: "doctor", number: "990001")],
        facilities: [ID<Facility>] = []
    ) throws -> Practitioner {
        Practitioner(
            id: id,
            name: .init(japanese: "髙橋　一郎", kana: "タカハシ　イチロウ", romanised: "Ichiro Takahashi"),
            birthDate: JapanDay(at: now - 16_000 * day),
            sex: .male,
            address: .init(japanese: "検証県模擬市本町", prefecture: "Kensho-ken", city: "Mogi-shi"),
            licences: licences,
            facilities: facilities,
            loginMethods: [.fido]
        )
    }

    static func clientCertificate(
        _ id: ID<ClientCertificate>,
        of facility: ID<Facility> = "clinic",
        _ certificate: CertificateRecord
    ) throws -> ClientCertificate {
        ClientCertificate(
            id: id,
            facility: facility,
            institutionCode: try InstitutionCode("9918000028"),
            certificate: certificate
        )
    }

    /// A world with these facilities and practitioners, seen by the rules of another domain.
    static func world(facilities: [Facility] = [], practitioners: [Practitioner] = []) throws -> WorldView {
        var known = FacilityDomain.initialState
        for facility in facilities { try FacilityDomain.perform(.register(facility), on: &known, at: now) }
        var people = PractitionerDomain.initialState
        let world = WorldView().setting(FacilityDomain.self, to: known)
        for person in practitioners {
            try PractitionerDomain.perform(.register(person), on: &people, at: now, world: world)
        }
        return world.setting(PractitionerDomain.self, to: people)
    }
}
