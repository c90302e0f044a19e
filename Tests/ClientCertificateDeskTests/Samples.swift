import ClientCertificateDesk
import Foundation
import HealthcarePKI
import Registry
import Simulation

/// Facilities and forms made up for tests of the desk's rules.
enum Samples {
    /// 2026-01-31 10:30 in Tokyo.
    static let now = Date(timeIntervalSince1970: 1_769_823_000)

    static func form(_ code: String = "9918000028", remarks: String = "") -> ApplicationForm {
        ApplicationForm(
            facilityName: "検証用クリニック",
            institutionCode: code,
            contactName: "髙橋 節子",
            email: "a@clinic.test",
            address: "検証県模擬市本町",
            remarks: remarks
        )
    }

    static func facility(
        kind: Facility.Kind = .clinic,
        codes: [String] = ["9918000028"],
        beds: Int? = 0
    ) throws -> Facility {
        Facility(
            id: "clinic",
            kind: kind,
            name: "検証用クリニック",
            kana: "ケンショウヨウクリニック",
            romanisedName: "KENSHO CLINIC",
            codes: try codes.map { Facility.Code(try InstitutionCode($0)) },
            postalCode: "000-0102",
            address: "検証県模擬市本町",
            telephone: "000-0001-0002",
            contact: .init(name: "髙橋　節子", kana: "タカハシ　セツコ", department: "受付", email: "a@clinic.test"),
            beds: beds
        )
    }

    /// A world with the clinic in it.
    static func world() throws -> WorldView {
        var facilities = FacilityDomain.initialState
        try FacilityDomain.perform(.register(try facility()), on: &facilities, at: now)
        return WorldView().setting(FacilityDomain.self, to: facilities)
    }
}
