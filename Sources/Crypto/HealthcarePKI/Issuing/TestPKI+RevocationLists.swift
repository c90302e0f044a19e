package import Foundation
package import OpenSSL

extension TestPKI {
    /// The revocation list of an authority as it is current at an instant.
    ///
    /// Authorities that publish once a day leave out what was revoked since their last hour of publication.
    ///
    /// - Parameters:
    ///   - entries: all that is revoked, in any order.
    ///   - lastChange: when an entry was last added, changed or taken out; nil when there never was one.
    ///   - instant: the simulation's.
    ///   - further: extensions behind the usual ones.
    package func revocationList(
        of label: String,
        entries: [RevokedCertificate],
        lastChange: Date?,
        at instant: Date,
        further: [CertificateExtension] = []
    ) throws -> RevocationList {
        let authority = try authority(label)
        let schedule = authority.declaration.revocationSchedule
        let thisUpdate = schedule.thisUpdate(at: instant, lastChange: lastChange)
        return try RevocationListTemplate(
            issuer: authority.certificate.subject,
            thisUpdate: thisUpdate,
            nextUpdate: thisUpdate.addingTimeInterval(Double(schedule.days) * 86_400),
            entries: schedule.published(entries, by: thisUpdate),
            extensions: try revocationListExtensions(authority, thisUpdate: thisUpdate, lastChange: lastChange)
                + further
        ).signed(by: authority.key)
    }

    private func revocationListExtensions(
        _ authority: CertificateAuthority,
        thisUpdate: Date,
        lastChange: Date?
    ) throws -> [CertificateExtension] {
        let schedule = authority.declaration.revocationSchedule
        let builder = ExtensionBuilder(
            issuer: ExtensionBuilder.Issuer(authority),
            subjectKeyIdentifier: [],
            fields: [:],
            roleNames: [],
            hostNames: []
        )
        var extensions = [
            builder.authorityKeyIdentifier(schedule.authorityKeyForm),
            .cRLNumber(
                schedule.number(
                    thisUpdate: thisUpdate,
                    lastChange: lastChange,
                    since: authority.certificate.notBefore
                )
            ),
        ]
        if let suffix = schedule.authoritiesOnly {
            let attributes = authority.certificate.subject.attributes + (try suffix.filledAttributes(from: [:]))
            extensions.append(
                .issuingDistributionPoint(
                    [.directoryName(DistinguishedName(attributes))],
                    onlyContainsCACertificates: true
                )
            )
        }
        return extensions
    }
}

extension RevocationSchedule {
    /// The entries that the list of that instant has, oldest first.
    fileprivate func published(_ entries: [RevokedCertificate], by thisUpdate: Date) -> [RevokedCertificate] {
        let shown = publication == .atOnce ? entries : entries.filter { $0.date <= thisUpdate }
        return shown.sorted { left, right in
            left.date == right.date
                ? left.serialNumber.lexicographicallyPrecedes(right.serialNumber) : left.date < right.date
        }
    }

    /// A number that never goes down: of days for daily lists, of milliseconds for those that follow every change.
    fileprivate func number(thisUpdate: Date, lastChange: Date?, since start: Date) -> Int {
        switch publication {
        case .daily:
            return max(0, Int(thisUpdate.timeIntervalSince(start) / 86_400)) + 1
        case .atOnce:
            let change = max(thisUpdate, lastChange ?? thisUpdate)
            return max(0, Int((change.timeIntervalSince(start) * 1000).rounded(.down))) + 1
        }
    }
}
