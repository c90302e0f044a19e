import HealthcarePKI

extension DefaultWorld {
    struct FacilityRow: Sendable {
        let id: ID<Facility>
        let kind: Facility.Kind
        let name: String
        let kana: String
        let romanisedName: String
        let codes: [String]
        /// 仮コード: the facility is about to open.
        var isProvisional = false
        let postalCode: String
        let address: String
        let telephone: String
        let contact: Facility.Contact
        let beds: Int?
    }

    /// The hospital's medical code and the pharmacy's are those of the public sample prescriptions.
    static let facilityRows = [
        FacilityRow(
            id: "hospital",
            kind: .hospital,
            name: "検証用病院",
            kana: "ケンショウヨウビョウイン",
            romanisedName: "KENSHO HOSPITAL",
            codes: ["9918000010", "9938000016"],
            postalCode: "000-0101",
            address: "検証県模擬市中央一丁目1番1号",
            telephone: "000-0001-0001",
            contact: .init(name: "白﨑　由美", kana: "シラサキ　ユミ", department: "医事課", email: "ijika@hospital.test"),
            beds: 420
        ),
        FacilityRow(
            id: "clinic",
            kind: .clinic,
            name: "検証用クリニック",
            kana: "ケンショウヨウクリニック",
            romanisedName: "KENSHO CLINIC",
            codes: ["9918000028"],
            postalCode: "000-0102",
            address: "検証県模擬市本町二丁目3番4号",
            telephone: "000-0001-0002",
            contact: .init(name: "髙橋　節子", kana: "タカハシ　セツコ", department: "受付", email: "uketsuke@clinic.test"),
            beds: 0
        ),
        FacilityRow(
            id: "pharmacy",
            kind: .pharmacy,
            name: "検証用薬局",
            kana: "ケンショウヨウヤッキョク",
            romanisedName: "KENSHO PHARMACY",
            codes: ["9948000014"],
            postalCode: "000-0102",
            address: "検証県模擬市本町二丁目3番5号",
            telephone: "000-0001-0003",
            contact: .init(name: "𠮷田　薫", kana: "ヨシダ　カオル", department: "薬局", email: "yakkyoku@pharmacy.test"),
            beds: nil
        ),
        FacilityRow(
            id: "new-clinic",
            kind: .clinic,
            name: "新規開設クリニック",
            kana: "シンキカイセツクリニック",
            romanisedName: "SHINKI CLINIC",
            codes: ["9918900011"],
            isProvisional: true,
            postalCode: "000-0103",
            address: "検証県模擬市新町5番6号",
            telephone: "000-0001-0004",
            contact: .init(name: "山本　翼", kana: "ヤマモト　ツバサ", department: "院長", email: "incho@new-clinic.test"),
            beds: 0
        ),
    ]

    /// The rows as facilities; an error is a mistake in the table.
    static func facilities() throws(InstitutionCodeError) -> [Facility] {
        var facilities: [Facility] = []
        for row in facilityRows {
            var codes: [Facility.Code] = []
            for code in row.codes {
                codes.append(Facility.Code(try InstitutionCode(code), isProvisional: row.isProvisional))
            }
            facilities.append(
                Facility(
                    id: row.id,
                    kind: row.kind,
                    name: row.name,
                    kana: row.kana,
                    romanisedName: row.romanisedName,
                    codes: codes,
                    postalCode: row.postalCode,
                    address: row.address,
                    telephone: row.telephone,
                    contact: row.contact,
                    beds: row.beds
                )
            )
        }
        return facilities
    }
}
