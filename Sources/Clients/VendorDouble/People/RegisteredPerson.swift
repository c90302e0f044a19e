package import OpenSSL

/// The person at the screen as the vendor's master file has them. Whose certificate it is, is found out by the name: the
/// serial number in a subject is another one with each issuer, and after a renewal there may be two cards.
package struct RegisteredPerson: Hashable, Sendable {
    /// Family and given name in Japanese.
    let japanese: String
    /// As it was registered from a certificate without a Japanese name; nil for nobody's.
    let romanised: String?

    package init(japanese: String, romanised: String?) {
        self.japanese = japanese
        self.romanised = romanised
    }

    /// - Returns: whether the names agree, however they are written. A certificate of 日本医師会 or 日本薬剤師会 has the
    ///   romanised name alone.
    package func owns(_ certificate: Certificate) -> Bool {
        if let name = certificate.japaneseName { return PersonName(name) == PersonName(japanese) }
        guard let romanised, let name = certificate.subject.first(.commonName) else { return false }
        return PersonName(name) == PersonName(romanised)
    }
}

extension Certificate {
    /// The holder's name in Japanese, which HPKI certificates have in their alternative name (共通ポリシ 7.1.2).
    var japaneseName: String? {
        for case .directoryName(let name) in (try? subjectAltNames) ?? [] {
            if let name = name.first(.commonName) { return name }
        }
        return nil
    }

    /// The holder's name as a screen shows it.
    var holderName: String { japaneseName ?? subject.first(.commonName) ?? "" }
}
