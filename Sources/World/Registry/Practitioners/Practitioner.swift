package import HealthcarePKI

/// A person of a medical profession (医療従事者).
package struct Practitioner: Codable, Sendable, Hashable {
    /// A licence: the role and its number in the national register (登録番号).
    package struct Licence: Codable, Sendable, Hashable {
        /// The label of a role of the hierarchy: `doctor`, `pharmacist`.
        package var role: String
        package var number: String

        package init(role: String, number: String) {
            self.role = role
            self.number = number
        }
    }

    package struct Name: Codable, Sendable, Hashable {
        /// Family and given name with a full-width space between them: 髙橋　一郎.
        package var japanese: String
        /// タカハシ　イチロウ
        package var kana: String
        /// As it stands in certificates: Ichiro Takahashi.
        package var romanised: String

        package init(japanese: String, kana: String, romanised: String) {
            self.japanese = japanese
            self.kana = kana
            self.romanised = romanised
        }
    }

    package enum Sex: String, Codable, Sendable, CaseIterable {
        case male
        case female
    }

    /// Where the person lives; it stands on the My Number card.
    package struct Address: Codable, Sendable, Hashable {
        package var japanese: String
        package var prefecture: String
        package var city: String

        /// - Parameters:
        ///   - prefecture: romanised, with its ending: `Kensho-ken`.
        ///   - city: romanised, with its ending.
        package init(japanese: String, prefecture: String, city: String) {
            self.japanese = japanese
            self.prefecture = prefecture
            self.city = city
        }
    }

    /// How the person may log in (desk rule SIG-3).
    package enum LoginMethod: String, Codable, Sendable, CaseIterable {
        case hpkiCard = "hpki-card"
        case fido
        case myNumber = "my-number"
    }

    /// Also the login id.
    package let id: ID<Practitioner>
    package var name: Name
    package var birthDate: JapanDay
    package var sex: Sex
    package var address: Address
    package var licences: [Licence]
    /// Where the person works.
    package var facilities: [ID<Facility>]
    /// The methods registered for this person, each once (desk rule SIG-5).
    package var loginMethods: [LoginMethod]
    /// 医業停止: the licences are suspended.
    package var isSuspended = false

    package init(
        id: ID<Practitioner>,
        name: Name,
        birthDate: JapanDay,
        sex: Sex,
        address: Address,
        licences: [Licence],
        facilities: [ID<Facility>],
        loginMethods: [LoginMethod]
    ) {
        self.id = id
        self.name = name
        self.birthDate = birthDate
        self.sex = sex
        self.address = address
        self.licences = licences
        self.facilities = facilities
        self.loginMethods = loginMethods
    }
}
