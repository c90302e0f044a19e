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
        report.structure = StructureCheck(parts: parts, index: index).findings
        report.signingTime = parts.signedSignatureProperties?.child("SigningTime", in: Namespace.xades)
            .map { OneLine.text($0.text) }
        guard Verdict(ofAll: report.structure.map(\.verdict)) == .valid else { return report }
        let certificate = SignerCertificate(parts: parts, index: index)
        report.certificate = certificate.certificate
        report.roles = certificate.certificate.map { policy.roleNames?($0) ?? [] } ?? []
        report.signerCertificate = certificate.findings(policy, at: signerBase, roles: report.roles)
        report.references = parts.references.flatMap {
            ReferenceCheck(reference: $0, parts: parts, index: index).findings
        }
        report.signatureValue = SignatureValueCheck(parts: parts, certificate: certificate.certificate).findings
        if let stamp = parts.signatureTimeStamp {
            report.signatureTimeStamp = signatureStampFindings(stamp)
        }
        report.archiveTimeStamps = archiveFindings
        return report
    }

    /// The signer's certificate must be good when the signature was stamped, else now.
    private var signerBase: Date {
        parts.signatureTimeStamp.flatMap(TimeStampCheck.token)?.time ?? instant
    }

    private func signatureStampFindings(_ stamp: Element) -> [Finding] {
        var base = stampBase
        if let first = parts.archiveTimeStamps.first {
            guard let time = TimeStampCheck.token(first)?.time else {
                return [.invalid(.baseTime, .formatFailure, "the first archive time stamp cannot be read")]
            }
            base = time
        }
        let form = TimeStampCheck.canonicalization(of: stamp)
        let octets = form.flatMap { form in parts.signatureValue.flatMap(form.octets) }
        return TimeStampCheck(stamp: stamp, octets: octets, parts: parts, policy: policy, base: base).findings
    }

    private var archiveFindings: [Finding] {
        let stamps = parts.archiveTimeStamps
        let order = [parts.signatureTimeStamp].compactMap { $0 } + stamps
        let times = order.compactMap { TimeStampCheck.token($0)?.time }
        let isInOrder = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
        let disorder = Finding.indeterminate(
            .archiveTimeStamp,
            .timestampOrder,
            "a time stamp is older than what it stamps"
        )
        return (isInOrder ? [] : [disorder])
            + stamps.indices.flatMap { number -> [Finding] in
                var base = instant
                if stamps.indices.contains(number + 1) {
                    guard let next = TimeStampCheck.token(stamps[number + 1])?.time else {
                        return [.invalid(.baseTime, .formatFailure, "the next archive time stamp cannot be read")]
                    }
                    base = next
                }
                let octets = ArchivedData(parts: parts, index: index).octets(before: stamps[number])
                return TimeStampCheck(stamp: stamps[number], octets: octets, parts: parts, policy: policy, base: base)
                    .findings
            }
    }
}
