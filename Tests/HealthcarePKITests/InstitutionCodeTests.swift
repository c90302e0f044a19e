import HealthcarePKI
import Testing

@Suite struct InstitutionCodeTests {
    /// The three public codes of the reference: Wikipedia's example and the two dummies of the sample prescriptions.
    @Test(arguments: [("011011371", 9), ("991800001", 0), ("994800001", 4)])
    func `computes the published check digits`(digits: String, expected: Int) {
        #expect(InstitutionCode.checkDigit(of: digits.compactMap(\.wholeNumberValue)) == expected)
    }

    @Test(arguments: [
        "9918000010", "９９１８００００１０", "99 1 8000010", "99-1-8000010", "　９９－１－８００００１０　", "99１8０00010",
    ])
    func `reads what people type`(text: String) throws {
        let code = try InstitutionCode(text)
        #expect(code.digits == "9918000010")
        #expect(code.prefecture == 99)
        #expect(code.feeSchedule == .medical)
        #expect(code.localPart == "8000010")
        #expect(code.isForTests)
    }

    @Test func `says which digit would be right`() {
        #expect(throws: InstitutionCodeError.wrongCheckDigit(found: 1, expected: 0)) {
            try InstitutionCode("9918000011")
        }
        #expect(
            InstitutionCodeError.wrongCheckDigit(found: 1, expected: 0).description
                == "the last digit is 1, but the nine digits before it need 0"
        )
    }

    @Test(arguments: [
        ("", InstitutionCodeError.empty), ("　 ", .empty), ("991800001", .wrongLength(9)),
        ("99180000100", .wrongLength(11)), ("99180000l0", .notADigit("l")), ("9918０0００三0", .notADigit("三")),
        ("9818000010", .unknownPrefecture(98)), ("0018000010", .unknownPrefecture(0)),
        ("4818000010", .unknownPrefecture(48)), ("9928000010", .unknownFeeSchedule(2)),
        ("9908000010", .unknownFeeSchedule(0)),
    ])
    func `refuses and says why`(text: String, expected: InstitutionCodeError) {
        #expect(throws: expected) { try InstitutionCode(text) }
    }

    @Test func `a wrong digit anywhere is found`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let body =
                [9, 9, [1, 3, 4].randomElement(using: &generator) ?? 1]
                + (0..<6).map { _ in Int.random(in: 0...9, using: &generator) }
            let digits = body + [InstitutionCode.checkDigit(of: body)]
            let text = digits.map(String.init).joined()
            #expect(try InstitutionCode(text).digits == text)
            // The 点数表番号 and the prefecture have rules of their own; a typing error in the seven digits must be seen.
            var wrong = digits
            let place = Int.random(in: 3...9, using: &generator)
            wrong[place] = (wrong[place] + Int.random(in: 1...9, using: &generator)) % 10
            let expected = InstitutionCode.checkDigit(of: wrong.dropLast())
            #expect(throws: InstitutionCodeError.wrongCheckDigit(found: wrong[9], expected: expected)) {
                try InstitutionCode(wrong.map(String.init).joined())
            }
        }
    }
}
