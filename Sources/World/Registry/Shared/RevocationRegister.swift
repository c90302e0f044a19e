package import Foundation
package import OpenSSL

/// What an authority's revocation list says, kept up by the domains that own the certificates.
package struct RevocationRegister: Codable, Sendable, Equatable {
    package struct Page: Codable, Sendable, Equatable {
        /// By serial number, upper-case hexadecimal.
        package fileprivate(set) var revocations: [String: Revocation] = [:]
        /// When an entry was last added, changed or taken out.
        package fileprivate(set) var lastChange: Date?
        /// How often that was; differs whenever the list differs.
        package fileprivate(set) var changeCount = 0
    }

    private var pages: [String: Page] = [:]

    /// What is to stand in the list of one authority.
    package func page(of authority: String) -> Page { pages[authority] ?? Page() }

    mutating func revoke(_ certificate: CertificateRecord, _ revocation: Revocation, changedAt instant: Date) {
        pages[certificate.authority, default: Page()].change(at: instant) {
            $0[certificate.serialHex] = revocation
        }
    }

    /// Takes a certificate off hold.
    mutating func release(_ certificate: CertificateRecord, at instant: Date) {
        pages[certificate.authority, default: Page()].change(at: instant) { $0[certificate.serialHex] = nil }
    }
}

extension RevocationRegister.Page {
    fileprivate mutating func change(at instant: Date, _ body: (inout [String: Revocation]) -> Void) {
        body(&revocations)
        lastChange = instant
        changeCount += 1
    }

    /// The entries, dates in whole seconds as lists have them.
    package var entries: [RevokedCertificate] {
        revocations.compactMap { serial, revocation in
            guard let bytes = Hex.decode(serial) else { return nil }
            let second = revocation.instant.timeIntervalSince1970.rounded(.down)
            return RevokedCertificate(
                serialNumber: bytes,
                date: Date(timeIntervalSince1970: second),
                reason: revocation.reason
            )
        }
    }

    /// Without what was revoked after an instant, to the millisecond.
    func until(_ instant: Date) -> Self {
        var page = self
        page.revocations = revocations.filter { $0.value.instant <= instant }
        page.lastChange = page.revocations.values.map(\.instant).max()
        return page
    }

    /// Both together: an authority's certificates may belong to several domains.
    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.revocations.merge(right.revocations) { first, _ in first }
        sum.lastChange = [left.lastChange, right.lastChange].compactMap(\.self).max()
        sum.changeCount += right.changeCount
        return sum
    }
}
