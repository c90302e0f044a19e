import Foundation
import HealthcarePKI
import OpenSSL
import Simulation
import WebFront
import XMLSignature

extension SigningService {
    /// `signatures/signDoc`: the digest of a prescription in, its finished signature element out; or the document in, the
    /// signed document out.
    ///
    /// The hashes of the authorization are those of the signed elements, canonicalised inclusively, as the public samples
    /// declare it; the service adds KeyInfo and SignedProperties and signs all three.
    func signDoc(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        var request = try SignDocRequest(object)
        let facts = try own(request.credentialID, caller)
        let items = Result { () throws(CSCError) in try request.items() }
        let background = Result { [request] () throws(CSCError) in try request.background(reach: notificationReach) }
        let use = AuthorizationUse(
            proof: try await proof(request.sad, caller),
            credentialID: request.credentialID,
            holder: caller.holder,
            work: Result { () throws(CSCError) in
                _ = try background.get()
                let hashes = try items.get().map(\.digest)
                return .init(hashes: hashes, digest: .sha256, padding: .pkcs1v15)
            }
        )
        let chain = try await credentials.chain(request.credentialID)
        guard let certificate = chain.first else { throw CSCError.failed }
        let found = (try? items.get()) ?? []
        let kind = request.kind ?? (Self.kind(signedBy: certificate))
        let time = SigningTime(simulation.clock.now, zone: .utc)
        let product: SigningRequest.Product = found.contains { $0.document != nil } ? .documents : .signatureObjects
        do {
            var answer = try await carryOut(use, facts, product, try? background.get(), caller) { key, _ in
                let fault = try await elementFault(facts, caller)
                return try found.map { item in
                    let signature = try Self.signature(of: item, kind, by: certificate, key, at: time, fault)
                    return Base64.encode(signature)
                }
            }
            if try request.returnsValidationInfo() {
                answer.json?["validationInfo"] = [
                    "certificates": .array(chain.map { .string(Base64.encode($0.derEncoded)) }), "crl": [], "ocsp": [],
                ]
            }
            return answer
        } catch let error as CSCError where error == .hashNotAuthorized {
            throw CSCError.invalidHash
        }
    }

    /// [D] What the signer's hcRole is for: a dispensing record for who is a pharmacist and nothing else.
    private static func kind(signedBy certificate: Certificate) -> DocumentKind {
        let roles = HealthcareRoleAttribute.roleNames(of: certificate)
        guard !roles.isEmpty else { return .prescription }
        return DocumentKind.prescription.signerRoles.isDisjoint(with: roles)
            && !DocumentKind.dispensing.signerRoles.isDisjoint(with: roles) ? .dispensing : .prescription
    }

    private static func signature(
        of item: SignDocRequest.Item,
        _ kind: DocumentKind,
        by certificate: Certificate,
        _ key: PrivateKey,
        at time: SigningTime,
        _ fault: ElementFault
    ) throws -> [UInt8] {
        let certificate = fault.certificate ?? certificate
        func value(_ prepared: PreparedSignature) throws -> [UInt8] {
            try key.signature(digest: prepared.digest, algorithm: .sha256)
        }
        func element(_ kind: DocumentKind) throws -> String {
            let digest = fault.digest(item.digest)
            let prepared = try PreparedSignature(ofDigest: digest, kind: kind, by: certificate, at: time)
            return prepared.signatureElement(signatureValue: try value(prepared))
        }
        if let document = item.document {
            guard !fault.isOfOtherDocuments else {
                return try document.inserting(signatureElement: try element(document.kind))
            }
            let prepared = try PreparedSignature(of: document, by: certificate, at: time)
            return try prepared.assemble(document, signatureValue: try value(prepared))
        }
        return Array(try element(kind).utf8)
    }
}
