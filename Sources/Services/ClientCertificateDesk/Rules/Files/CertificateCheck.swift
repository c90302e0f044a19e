import Foundation
import OpenSSL

/// Judges the client certificate of an opened file, in the order in which the causes should be mended.
struct CertificateCheck {
    private let certificate: Certificate
    private let chain: [Certificate]
    private let knowledge: FileKnowledge

    init(_ certificate: Certificate, chain: [Certificate], _ knowledge: FileKnowledge) {
        self.certificate = certificate
        self.chain = chain
        self.knowledge = knowledge
    }

    var problems: [FileProblem] {
        if let wrongKind { return [wrongKind] }
        let fatal = [usage, missingChain, revocation, period].compactMap(\.self)
        // What the list above does not know: an impostor of the authority, a weak key, an unknown critical extension.
        return (fatal.isEmpty ? [refusal].compactMap(\.self) : fatal) + warnings
    }

    /// Another certificate than the desk's altogether: nothing else counts.
    private var wrongKind: FileProblem? {
        if certificate.issuer == certificate.subject { return .selfSigned }
        switch knowledge.role(of: certificate.issuer) {
        case .clientCertificates: return nil
        case .medicalInstitutions: return .medicalInstitution
        case .other(let name): return .otherAuthority(name)
        case nil: return .unknownAuthority
        }
    }

    private var usage: FileProblem? {
        do {
            let purposes = try certificate.extendedKeyUsage ?? [ExtendedKeyUsage.clientAuth]
            let isForClients = purposes.contains(ExtendedKeyUsage.clientAuth) || purposes.contains(ExtendedKeyUsage.any)
            let signs = try certificate.keyUsage?.contains(.digitalSignature) ?? true
            return isForClients && signs ? nil : .notForClients
        } catch {
            return .notForClients
        }
    }

    private var missingChain: FileProblem? {
        chain.contains { $0.subject == certificate.issuer } ? nil : .withoutChain
    }

    private var revocation: FileProblem? {
        guard let entry = knowledge.server?.revocationList.revocation(of: certificate.serialNumber) else { return nil }
        // Stopped for unpaid fees or on request (desk rules FEE-1, CC-10): the hold can be lifted again.
        return entry.reason == .certificateHold ? .stopped : .revoked(since: entry.date, reason: entry.reason)
    }

    private var period: FileProblem? {
        if knowledge.now < certificate.notBefore { return .notYetValid(certificate.notBefore) }
        // OpenSSL's front refuses in the last second already, which RFC 5280 counts in.
        return knowledge.now >= certificate.notAfter ? .expired(certificate.notAfter) : nil
    }

    private var refusal: FileProblem? {
        guard let server = knowledge.server else { return nil }
        let verifier = ChainVerifier(
            anchors: server.anchors,
            intermediates: chain,
            revocationLists: [server.revocationList],
            purpose: .clientAuth
        )
        do {
            let result = try verifier.verify(certificate, at: knowledge.now)
            return result.isValid ? nil : .refused(result.reason)
        } catch {
            return .refused("\(error)")
        }
    }

    private var warnings: [FileProblem] {
        var warnings: [FileProblem] = []
        let remaining = certificate.notAfter.timeIntervalSince(knowledge.now)
        if (0...FileCheck.warningBeforeExpiry).contains(remaining) {
            warnings.append(.expiresSoon(certificate.notAfter))
        }
        guard let server = knowledge.server else { return warnings + [.withoutServer] }
        if let planned = server.plannedRevocations[Hex.encode(certificate.fingerprint())], planned > knowledge.now {
            warnings.append(.willBeRevoked(planned))
        }
        if let code = certificate.subject.first(.organizationalUnitName), !server.institutionCodes.contains(code) {
            warnings.append(.otherFacility(code: code))
        }
        return warnings
    }
}
