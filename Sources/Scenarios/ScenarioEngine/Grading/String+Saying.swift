import Foundation

extension String {
    /// Whether a word stands in what a program tells a person. An English word stands alone: `vendor.main`, `/usr/card` and
    /// `smartcard` of a stack trace are none. Capitals do not matter.
    func says(_ word: String) -> Bool {
        guard !word.isEmpty else { return false }
        guard word.allSatisfy(\.isASCII) else { return contains(word) }
        var rest = self[...]
        while let found = rest.range(of: word, options: .caseInsensitive) {
            if !Self.isPartOfName(self[..<found.lowerBound].last), !isFollowedByName(found.upperBound) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    private static func isPartOfName(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character.isASCII && (character.isLetter || character.isNumber || "_./-".contains(character))
    }

    private func isFollowedByName(_ index: Index) -> Bool {
        var next = self[index...]
        if next.first == "s" { next = next.dropFirst() }
        // The full stop of a sentence is followed by a space or nothing.
        if next.first == "." { return Self.isPartOfName(next.dropFirst().first) }
        return next.first.map { Self.isPartOfName($0) || "(=".contains($0) } ?? false
    }
}
