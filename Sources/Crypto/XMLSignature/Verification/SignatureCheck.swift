import Foundation
import OpenSSL

/// All checks of one signature, in the public verifier's order.
struct SignatureCheck {
    let parts: SignatureParts
    let index: IdentifierIndex
    let policy: VerificationPolicy
    /// As of when it is verified.
    let instant: Date
    /// As of when its time stamp is verified, where no archive time stamp is there.
    let stampBase: Date

    var report: SignatureReport {
        var report = SignatureReport(kind: parts.kind, level: parts.level, path: parts.signature.path)
        report.id = parts.signature.attribute("Id")
        report.structure = StructureCheck(parts: parts, index: index).findings
        report.signingTime = parts.signedSignatureProperties?.child("SigningTime", in: Namespace.xades)
            .map { OneLine.text($0.text) }
        guard Verdict(ofAll: report.structure.map(\.verdict)) == .valid else { return report }
        let certificate = SignerCertificate(parts: parts, index: index)
        report.certificate = certificate.certificate
        report.roles = certificate.certificate.map { policy.roleNames?($0) ?? [] } ?? []
        report.signerCertificate = certificate.findings(policy, at: signerBase, roles: report.roles)
        report.signerBase = signerBase
        report.signerPath =
            certificate.certificate.map {
                PathCheck(parts.validationMaterial, policy).details($0, at: signerBase)
            } ?? []
        report.referenceDetails = parts.references.map {
            ReferenceCheck(reference: $0, parts: parts, index: index).detail
        }
        report.canonicalization = algorithm("CanonicalizationMethod")
        report.signatureAlgorithm = algorithm("SignatureMethod")
        report.signatureValue = SignatureValueCheck(parts: parts, certificate: certificate.certificate).findings
        report.signatureTimeStampDetail = parts.signatureTimeStamp.map(signatureStamp)
        report.archiveOrder = archiveOrder
        report.archiveTimeStampDetails = archiveStamps
        return report
    }

    private func algorithm(_ method: String) -> String {
        parts.signedInfo?.child(method, in: Namespace.signature)?.attribute("Algorithm") ?? ""
    }

    /// The signer's certificate must be good when the signature was stamped, else now.
    private var signerBase: Date {
        parts.signatureTimeStamp.flatMap(TimeStampCheck.token)?.time ?? instant
    }

    private func signatureStamp(_ stamp: Element) -> TimeStampDetail {
        let base = parts.archiveTimeStamps.first.map { TimeStampCheck.token($0)?.time } ?? stampBase
        let form = TimeStampCheck.canonicalization(of: stamp)
        let octets = form.flatMap { form in parts.signatureValue.flatMap(form.octets) }
        return TimeStampCheck(stamp: stamp, octets: octets, parts: parts, policy: policy, base: base).detail
    }

    private var archiveOrder: [Finding] {
        let order = [parts.signatureTimeStamp].compactMap { $0 } + parts.archiveTimeStamps
        let times = order.compactMap { TimeStampCheck.token($0)?.time }
        if zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) { return [] }
        return [.indeterminate(.archiveTimeStamp, .timestampOrder, "a time stamp is older than what it stamps")]
    }

    /// Each is judged as of the next one.
    private var archiveStamps: [TimeStampDetail] {
        let stamps = parts.archiveTimeStamps
        return stamps.indices.map { number in
            let next = number + 1 < stamps.count ? TimeStampCheck.token(stamps[number + 1])?.time : instant
            let octets = ArchivedData(parts: parts, index: index).octets(before: stamps[number])
            return TimeStampCheck(stamp: stamps[number], octets: octets, parts: parts, policy: policy, base: next)
                .detail
        }
    }
}
