import Foundation
package import OpenSSL

extension TestPKI {
    /// Issues an end-entity certificate.
    ///
    /// - Throws: ``IssuingError`` when the order does not fill its profile, `OpenSSLError` when signing fails.
    package func issue(_ order: CertificateOrder) throws -> Certificate {
        let declaration = try hierarchy.authority(order.authority)
        guard let label = order.profile ?? declaration.issues else {
            throw IssuingError.noProfile(authority: order.authority)
        }
        let profile = try hierarchy.profile(label)
        guard let subject = profile.subject, let validity = profile.validity else {
            throw IssuingError.unsuitableOrder("the profile “\(label)” is one of authorities, not of end entities")
        }
        if profile.isSelfSigned, order.selfSigningKey?.publicKey != order.publicKey {
            throw IssuingError.unsuitableOrder("the profile “\(label)” is self-signed: order it with its private key")
        }
        let fields = try Self.fields(of: order)
        return try certificate(
            CertificatePlan(
                profile: profile,
                subject: try subject.filled(from: fields),
                issuer: profile.isSelfSigned ? nil : try authority(order.authority),
                issuerLabel: order.authority,
                publicKey: order.publicKey,
                selfSigningKey: order.selfSigningKey,
                serialNumber: order.serialNumber,
                period: try Self.period(validity, order),
                fields: fields,
                roleNames: order.roles.map(\.name),
                hostNames: order.hostNames
            )
        )
    }

    /// The kind of key that certificates of an authority (or of a profile other than its own) are for.
    package func keyKind(authority label: String, profile: String? = nil) throws(IssuingError) -> KeyKind {
        if let profile { return try hierarchy.profile(profile).key }
        guard let profile = try hierarchy.authority(label).issues else { throw .noProfile(authority: label) }
        return try hierarchy.profile(profile).key
    }

    /// A director's subject needs the organisation and says `Director` (HPKI certificate policy, 管理者等資格).
    private static func fields(of order: CertificateOrder) throws(IssuingError) -> [String: String] {
        guard order.roles.contains(where: \.isDirector) else { return order.fields }
        guard order.fields["organisation"]?.isEmpty == false else { throw .missingField("organisation") }
        return order.fields.merging(["director": "Director"]) { _, director in director }
    }

    /// An end of the order's own may lie before the profile's beginning: then the certificate was valid for a year.
    private static func period(
        _ validity: Validity,
        _ order: CertificateOrder
    ) throws(IssuingError) -> (notBefore: Date, notAfter: Date) {
        var period = try validity.period(
            at: order.instant,
            realInstant: order.realInstant ?? order.instant,
            birthDate: order.birthDate
        )
        if let start = order.notBefore {
            period.notBefore = Date(timeIntervalSince1970: start.timeIntervalSince1970.rounded(.down))
        }
        guard let end = order.notAfter else { return period }
        period.notAfter = Date(timeIntervalSince1970: end.timeIntervalSince1970.rounded(.down))
        period.notBefore = min(period.notBefore, JapanDay(at: end).adding(years: -1).start)
        return period
    }

    // MARK: - Building

    func certificate(_ plan: CertificatePlan) throws -> Certificate {
        guard let key = plan.issuer?.key ?? plan.selfSigningKey else {
            throw IssuingError.unsuitableOrder("nobody signs this certificate")
        }
        return try CertificateTemplate(
            serialNumber: plan.serialNumber,
            issuer: plan.issuer?.certificate.subject ?? plan.subject,
            subject: plan.subject,
            notBefore: plan.period.notBefore,
            notAfter: plan.period.notAfter,
            publicKey: plan.publicKey,
            extensions: try extensions(of: plan)
        ).signed(by: key, digest: plan.profile.digest)
    }

    func extensions(of plan: CertificatePlan) throws -> [CertificateExtension] {
        let builder = ExtensionBuilder(
            issuer: try ExtensionBuilder.Issuer(plan),
            subjectKeyIdentifier: plan.publicKey.keyIdentifier,
            fields: plan.fields.merging(
                ["crl": revocationListURL(of: plan.issuerLabel), "cps": "\(setting.baseURL)/pki/cps/"]
            ) { _, own in own },
            roleNames: plan.roleNames,
            hostNames: setting.hostNames + plan.hostNames
        )
        return try plan.profile.extensions.map { try builder.build($0.rule) }
    }
}

extension ExtensionBuilder.Issuer {
    init(_ authority: CertificateAuthority) {
        self.init(
            subject: authority.certificate.subject,
            keyIdentifier: authority.key.publicKey.keyIdentifier,
            certificateIssuer: authority.certificate.issuer,
            certificateSerialNumber: authority.certificate.serialNumber
        )
    }

    fileprivate init(_ plan: CertificatePlan) throws {
        if let issuer = plan.issuer {
            self.init(issuer)
        } else {
            self.init(
                subject: plan.subject,
                keyIdentifier: plan.publicKey.keyIdentifier,
                certificateIssuer: plan.subject,
                certificateSerialNumber: plan.serialNumber
            )
        }
    }
}
