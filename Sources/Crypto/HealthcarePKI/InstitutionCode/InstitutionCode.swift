/// A facility's 10-digit 医療機関コード: prefecture (2), 点数表番号 (1), code (7) whose last digit checks the nine before it.
///
/// Source: the public description of 処方箋発行医療機関コード; the same check digit as in 保険者番号等設定要領.
package struct InstitutionCode: Sendable, Hashable {
    /// What the code is billed under (点数表番号); the digit is the raw value.
    package enum FeeSchedule: Int, Sendable, CaseIterable {
        /// 医科
        case medical = 1
        /// 歯科
        case dental = 3
        /// 調剤
        case dispensing = 4
        /// 施設介護
        case institutionalCare = 5
        /// 訪問系 (訪問看護)
        case homeVisit = 6
        /// 柔道整復
        case judoTherapy = 7
        /// 鍼灸・マッサージ
        case acupuncture = 8
    }

    /// Ten half-width digits.
    package let digits: String
    /// 1 to 47 as in JIS X 0401, or 99 for test institutions.
    package let prefecture: Int
    package let feeSchedule: FeeSchedule

    /// The seven digits that prescriptions write (`8000010` of `9918000010`), check digit included.
    package var localPart: String { String(digits.suffix(7)) }

    /// No real institution has prefecture 99.
    package var isForTests: Bool { prefecture == Self.testPrefecture }

    package static let testPrefecture = 99

    /// Reads what people type: half- or full-width digits, with spaces or hyphens of any width between them.
    package init(_ text: String) throws(InstitutionCodeError) {
        let digits = try Self.normalizedDigits(of: text)
        guard !digits.isEmpty else { throw .empty }
        guard digits.count == Self.digitCount else { throw .wrongLength(digits.count) }
        let prefecture = digits[0] * 10 + digits[1]
        guard (1...47).contains(prefecture) || prefecture == Self.testPrefecture else {
            throw .unknownPrefecture(prefecture)
        }
        guard let feeSchedule = FeeSchedule(rawValue: digits[2]) else { throw .unknownFeeSchedule(digits[2]) }
        let expected = Self.checkDigit(of: digits.dropLast())
        guard digits[9] == expected else { throw .wrongCheckDigit(found: digits[9], expected: expected) }
        self.digits = digits.map(String.init).joined()
        self.prefecture = prefecture
        self.feeSchedule = feeSchedule
    }

    /// The check digit over the digits before it: from the right times 2, 1, 2, …; two-digit products count as the sum
    /// of their digits; the total is filled up to the next ten.
    package static func checkDigit(of digits: some BidirectionalCollection<Int>) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let product = place.element * (place.offset.isMultiple(of: 2) ? 2 : 1)
            return sum + product / 10 + product % 10
        }
        return (10 - sum % 10) % 10
    }

    private static let digitCount = 10

    private static func normalizedDigits(of text: String) throws(InstitutionCodeError) -> [Int] {
        var digits: [Int] = []
        for character in text where !isSeparator(character) {
            guard let digit = decimalDigit(character) else { throw .notADigit(character) }
            digits.append(digit)
        }
        return digits
    }

    /// ASCII and full-width digits only: no other script's digits (`wholeNumberValue` would take 三 and ٣).
    private static func decimalDigit(_ character: Character) -> Int? {
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first?.value else {
            return nil
        }
        switch scalar {
        case 0x30...0x39: return Int(scalar - 0x30)
        case 0xFF10...0xFF19: return Int(scalar - 0xFF10)
        default: return nil
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "-‐‑–−－ー".contains(character)
    }
}

extension InstitutionCode: CustomStringConvertible, LosslessStringConvertible {
    package init?(_ description: some StringProtocol) {
        do { try self.init(String(description)) } catch { return nil }
    }

    package var description: String { digits }
}

extension InstitutionCode: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.description)
            )
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
