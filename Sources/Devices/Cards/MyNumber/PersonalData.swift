import ISO7816

/// What the text application (券面事項入力補助AP) tells: always of invented people.
package struct PersonalData: Hashable, Sendable {
    /// 12 digits.
    package let number: String
    package let name: String
    package let address: String
    /// YYYYMMDD
    package let birthDate: String
    /// 1 male, 2 female.
    package let sex: String

    package init(number: String, name: String, address: String, birthDate: String, sex: String) {
        self.number = number
        self.name = name
        self.address = address
        self.birthDate = birthDate
        self.sex = sex
    }

    /// EF 0001
    var numberFile: [UInt8] { BERTLV(0xFF10, Array(number.utf8)).bytes }

    /// EF 0002. The form of DF21 is a decision: where each of the others begins, two bytes each.
    var attributesFile: [UInt8] {
        let parts = [(0xDF22, name), (0xDF23, address), (0xDF24, birthDate), (0xDF25, sex)]
            .map { BERTLV($0.0, Array($0.1.utf8)).bytes }
        var (offsets, position): ([UInt8], Int) = ([], 11)
        for part in parts {
            offsets += [UInt8(truncatingIfNeeded: position >> 8), UInt8(position & 0xFF)]
            position += part.count
        }
        return BERTLV(0xFF20, BERTLV(0xDF21, offsets).bytes + parts.joined()).bytes
    }
}
