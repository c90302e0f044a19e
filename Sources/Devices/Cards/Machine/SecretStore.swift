package import ISO7816
import OpenSSL

/// A card's secrets: values and tries, which outlive a reset, and who has been verified, which does not.
package struct SecretStore: Sendable {
    package struct Entry: Sendable {
        package var value: [UInt8]
        package let tries: Int
        package var triesLeft: Int
        /// How many bytes a value may have; others are refused without costing a try.
        package let length: ClosedRange<Int>

        package init(_ value: String, tries: Int, triesLeft: Int? = nil, length: ClosedRange<Int>) {
            self.value = Array(value.utf8)
            self.tries = tries
            self.triesLeft = triesLeft ?? tries
            self.length = length
        }
    }

    private(set) var entries: [CardSecret: Entry]
    private(set) var verified: Set<CardSecret> = []
    /// What a blocked secret answers to a value: 6983, 6984 or 63C0, as cards differ.
    let blockedStatus: StatusWord
    /// Values that are taken for any secret's own.
    private let masterValues: Set<[UInt8]>

    package init(_ entries: [CardSecret: Entry], blockedStatus: StatusWord, masterValues: Set<[UInt8]> = []) {
        self.entries = entries
        self.blockedStatus = blockedStatus
        self.masterValues = masterValues
    }

    func isVerified(_ secret: CardSecret) -> Bool { verified.contains(secret) }

    mutating func forgetVerified() { verified = [] }
    mutating func forgetVerified(_ secret: CardSecret) { verified.remove(secret) }

    /// `VERIFY`: no data asks for the tries left, which is 63C0 even of a blocked secret (my-number-card.md, section 4).
    mutating func verify(_ secret: CardSecret, _ value: [UInt8]) -> (StatusWord, [CardEvent]) {
        guard let entry = entries[secret] else { return (.referencedDataNotFound, []) }
        if value.isEmpty { return (.triesLeft(entry.triesLeft), []) }
        guard entry.triesLeft > 0 else { return (blockedStatus, []) }
        guard entry.length.contains(value.count) else { return (.wrongLength, []) }
        guard ConstantTime.areEqual(value, entry.value) || masterValues.contains(value) else {
            let left = entry.triesLeft - 1
            entries[secret]?.triesLeft = left
            verified.remove(secret)
            return (.triesLeft(left), [.secretRefused(secret, triesLeft: left, value: value)])
        }
        entries[secret]?.triesLeft = entry.tries
        verified.insert(secret)
        return (.success, [.secretAccepted(secret)])
    }

    /// `CHANGE REFERENCE DATA` of a verified secret (P1 01).
    mutating func change(_ secret: CardSecret, to value: [UInt8]) -> (StatusWord, [CardEvent]) {
        guard let entry = entries[secret] else { return (.referencedDataNotFound, []) }
        guard entry.triesLeft > 0 else { return (blockedStatus, []) }
        guard isVerified(secret) else { return (.securityStatusNotSatisfied, []) }
        guard entry.length.contains(value.count) else { return (.wrongLength, []) }
        entries[secret]?.value = value
        return (.success, [.secretChanged(secret, to: value)])
    }

    /// `CHANGE REFERENCE DATA` with the old value before the new one (P1 00); a wrong old one costs a try.
    mutating func change(_ secret: CardSecret, oldAndNew data: [UInt8]) -> (StatusWord, [CardEvent]) {
        guard let entry = entries[secret] else { return (.referencedDataNotFound, []) }
        guard entry.triesLeft > 0 else { return (blockedStatus, []) }
        let isRight = ConstantTime.areEqual(Array(data.prefix(entry.value.count)), entry.value)
        let value = Array(data.dropFirst(entry.value.count))
        guard data.count >= 2 * entry.length.lowerBound, !isRight || entry.length.contains(value.count) else {
            return (.wrongLength, [])
        }
        guard isRight else {
            let left = entry.triesLeft - 1
            entries[secret]?.triesLeft = left
            verified.remove(secret)
            let old = Array(data.prefix(entry.value.count))
            return (.triesLeft(left), [.secretRefused(secret, triesLeft: left, value: old)])
        }
        entries[secret]?.triesLeft = entry.tries
        entries[secret]?.value = value
        return (.success, [.secretChanged(secret, to: value)])
    }
}
