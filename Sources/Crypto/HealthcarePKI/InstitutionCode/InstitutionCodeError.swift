/// Why a text is no institution code, in a sentence that tells how to mend it.
package enum InstitutionCodeError: Error, Sendable, Equatable {
    case empty
    /// The number of digits found; ten are needed.
    case wrongLength(Int)
    case notADigit(Character)
    case unknownPrefecture(Int)
    case unknownFeeSchedule(Int)
    /// The last digit and the one that the nine digits before it demand.
    case wrongCheckDigit(found: Int, expected: Int)
}

extension InstitutionCodeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty:
            "the institution code is empty: write its 10 digits"
        case .wrongLength(let count):
            "an institution code has 10 digits, not \(count)"
        case .notADigit(let character):
            "“\(character)” is not a digit: an institution code is 10 digits"
        case .unknownPrefecture(let number):
            "prefecture \(number) does not exist: the first two digits are 01 to 47, or 99 for tests"
        case .unknownFeeSchedule(let digit):
            "the third digit is 1 (medical), 3 (dental), 4 (dispensing) or 5 to 8, not \(digit)"
        case .wrongCheckDigit(let found, let expected):
            "the last digit is \(found), but the nine digits before it need \(expected)"
        }
    }
}
