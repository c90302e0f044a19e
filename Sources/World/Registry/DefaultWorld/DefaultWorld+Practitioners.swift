import HealthcarePKI

extension DefaultWorld {
    struct PractitionerRow: Sendable {
        let id: ID<Practitioner>
        let japanese: String
        let kana: String
        let romanised: String
        let born: String
        let sex: Practitioner.Sex
        let street: String
        let licences: [Practitioner.Licence]
        let facilities: [ID<Facility>]
        var loginMethods = Practitioner.LoginMethod.allCases
    }

    /// Among the names: 髙 and 﨑 (compatibility forms) and 𠮷 (outside the Basic Multilingual Plane), 邉.
    static let practitionerRows = [
        PractitionerRow(
            id: "doctor",
            japanese: "髙橋　一郎",
            kana: "タカハシ　イチロウ",
            romanised: "Ichiro Takahashi",
            born: "1971-05-14",
            sex: .male,
            street: "本町二丁目7番8号",
            licences: [.init(role: "doctor", number: "990001")],
            facilities: ["clinic"]
        ),
        PractitionerRow(
            id: "dentist",
            japanese: "﨑山　美咲",
            kana: "サキヤマ　ミサキ",
            romanised: "Misaki Sakiyama",
            born: "1985-11-03",
            sex: .female,
            street: "中央三丁目2番1号",
            licences: [.init(role: "dentist", number: "990101")],
            facilities: ["hospital"]
        ),
        PractitionerRow(
            id: "pharmacist",
            japanese: "𠮷田　薫",
            kana: "ヨシダ　カオル",
            romanised: "Kaoru Yoshida",
            born: "1979-02-28",
            sex: .female,
            street: "本町一丁目9番2号",
            licences: [.init(role: "pharmacist", number: "990201")],
            facilities: ["pharmacy"]
        ),
        PractitionerRow(
            id: "pharmacist-hospital",
            japanese: "鈴木　花子",
            kana: "スズキ　ハナコ",
            romanised: "Hanako Suzuki",
            born: "1990-08-21",
            sex: .female,
            street: "中央一丁目5番5号",
            licences: [.init(role: "pharmacist", number: "990202")],
            facilities: ["hospital"],
            loginMethods: [.hpkiCard, .fido]
        ),
        PractitionerRow(
            id: "pharmacist-fido",
            japanese: "佐藤　健太",
            kana: "サトウ　ケンタ",
            romanised: "Kenta Sato",
            born: "1996-02-29",
            sex: .male,
            street: "新町1番12号",
            licences: [.init(role: "pharmacist", number: "990203")],
            facilities: ["pharmacy"],
            loginMethods: [.fido]
        ),
        PractitionerRow(
            id: "doctor-two-facilities",
            japanese: "渡邉　直人",
            kana: "ワタナベ　ナオト",
            romanised: "Naoto Watanabe",
            born: "1966-12-01",
            sex: .male,
            street: "港町四丁目4番4号",
            licences: [.init(role: "doctor", number: "990002")],
            facilities: ["hospital", "clinic"]
        ),
        PractitionerRow(
            id: "doctor-and-pharmacist",
            japanese: "伊藤　さくら",
            kana: "イトウ　サクラ",
            romanised: "Sakura Ito",
            born: "1983-04-04",
            sex: .female,
            street: "中央二丁目8番3号",
            licences: [.init(role: "doctor", number: "990003"), .init(role: "pharmacist", number: "990204")],
            facilities: ["hospital", "clinic"]
        ),
        PractitionerRow(
            id: "doctor-without-certificate",
            japanese: "山本　翼",
            kana: "ヤマモト　ツバサ",
            romanised: "Tsubasa Yamamoto",
            born: "1988-07-07",
            sex: .male,
            street: "新町5番6号",
            licences: [.init(role: "doctor", number: "990004")],
            facilities: ["new-clinic"]
        ),
        PractitionerRow(
            id: "doctor-without-role",
            japanese: "中村　葵",
            kana: "ナカムラ　アオイ",
            romanised: "Aoi Nakamura",
            born: "1992-10-30",
            sex: .female,
            street: "港町一丁目1番9号",
            licences: [.init(role: "doctor", number: "990005")],
            facilities: ["hospital"]
        ),
    ]

    /// The rows as practitioners.
    ///
    /// - Throws: ``TableError`` for a mistake in the table.
    static func practitioners() throws(TableError) -> [Practitioner] {
        var practitioners: [Practitioner] = []
        for row in practitionerRows {
            guard let birthDate = JapanDay(row.born) else { throw TableError(row: row.id.rawValue) }
            practitioners.append(
                Practitioner(
                    id: row.id,
                    name: .init(japanese: row.japanese, kana: row.kana, romanised: row.romanised),
                    birthDate: birthDate,
                    sex: row.sex,
                    address: .init(
                        japanese: "検証県模擬市" + row.street,
                        prefecture: "Kensho-ken",
                        city: "Mogi-shi"
                    ),
                    licences: row.licences,
                    facilities: row.facilities,
                    loginMethods: row.loginMethods
                )
            )
        }
        return practitioners
    }

    /// A mistake in the default world's own table.
    struct TableError: Error, CustomStringConvertible {
        let row: String

        var description: String { "the default world's row “\(row)” makes no sense" }
    }
}
