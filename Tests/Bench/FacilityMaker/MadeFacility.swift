import HealthcarePKI
import Registry

/// A facility of a large world: as long in every field as a real one.
enum MadeFacility {
    static func facility(_ number: Int) throws -> Facility {
        let text = String(1_000_000 + number).dropFirst()
        return Facility(
            id: ID(rawValue: "facility-\(text)"),
            kind: .clinic,
            name: "医療法人検証会　検証用第\(text)クリニック",
            kana: "イリョウホウジンケンショウカイ　ケンショウヨウダイ\(text)クリニック",
            romanisedName: "KENSHO CLINIC \(text)",
            codes: [Facility.Code(try code(number))],
            postalCode: "000-0102",
            address: "検証県模擬市本町二丁目\(number % 97 + 1)番\(number % 13 + 1)号",
            telephone: "000-0001-\(text.suffix(4))",
            contact: Facility.Contact(
                name: "髙橋　節子",
                kana: "タカハシ　セツコ",
                department: "受付",
                email: "uketsuke@clinic-\(text).test"
            ),
            beds: 0
        )
    }

    static func certificate(of facility: Facility) -> ID<ClientCertificate> { ID(rawValue: "client-\(facility.id)") }

    /// Below the default world's codes, whose local parts begin with 8.
    private static func code(_ number: Int) throws -> InstitutionCode {
        let text = "991" + String(1_000_000 + number).dropFirst()
        let digits = text.compactMap(\.wholeNumberValue)
        return try InstitutionCode(text + String(InstitutionCode.checkDigit(of: digits)))
    }
}
