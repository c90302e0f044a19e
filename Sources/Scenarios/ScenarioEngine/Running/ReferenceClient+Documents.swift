import Foundation
import HealthcarePKI
import OpenSSL
import Simulation
import VendorDouble
import XMLSignature

extension ReferenceClient {
    /// Signs documents; what is done is kept, and what is left is tried again as often as the step says.
    func signDocuments(
        _ arguments: [String: JSONValue],
        _ client: RemoteSigningClient,
        _ state: inout State
    ) async throws {
        let issue = arguments["issue"]?.string.flatMap(PrescriptionIssue.init) ?? .electronic
        guard issue.needsSignature else { return }
        let kind = arguments["document"]?.string.flatMap(DocumentKind.init) ?? .prescription
        let sample = try await sample()
        let first = arguments["first"]?.integer ?? 0
        let numbers = (first..<first + max(arguments["count"]?.integer ?? 1, 1)).filter { !state.signed.contains($0) }
        let documents = try numbers.map { try PrescriptionDocument(sample.bytes(kind, number: $0)) }
        var options = PrescriptionOptions(instant: settings.instant)
        options.way = arguments["way"]?.string.flatMap(PrescriptionOptions.Way.init) ?? .service
        options.perCall = arguments["per-call"]?.integer ?? options.perCall
        let isChanged = arguments["change"]?.string == "after-signing"
        var tries = max(arguments["resumes"]?.integer ?? 0, 0) + 1
        var left = Array(documents.indices)
        while !left.isEmpty {
            var files: [Int: [UInt8]] = [:]
            let failure = await sign(left.map { documents[$0] }, arguments, options, client) { place, file in
                files[left[place]] = isChanged ? SampleDocument.changed(file) : file
                if files.count == arguments["stops-after"]?.integer { throw PersonStops() }
            }
            state.signed.formUnion(files.keys.map { numbers[$0] })
            state.documents += files.sorted { $0.key < $1.key }.map(\.value)
            left.removeAll { files[$0] != nil }
            tries -= 1
            if failure is PersonStops { return }
            if let failure, tries == 0 { throw failure }
        }
    }

    private struct PersonStops: Error {}

    private func sample() async throws -> SampleDocument {
        SampleDocument(prescription: try await file("HPKI_SIM_DOCUMENT"))
    }

    /// The content of the file that a variable names.
    private func file(_ variable: String) async throws -> [UInt8] {
        let path = try await present()[variable] ?? ""
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VendorFailure("read \(variable)", .settings("there is no file \"\(path)\""))
        }
        return [UInt8](data)
    }

    private func sign(
        _ documents: [PrescriptionDocument],
        _ arguments: [String: JSONValue],
        _ options: PrescriptionOptions,
        _ client: RemoteSigningClient,
        deliver: (Int, [UInt8]) throws -> Void
    ) async -> (any Error)? {
        do {
            let credential = try await credential(arguments["credential"]?.string, client)
            return await client.sign(documents, with: credential, options, deliver: deliver)
        } catch {
            return error
        }
    }

    /// As the receiver of a prescription judges it. Without revocation lists, only what is wrong for certain counts.
    func verify(_ files: [[UInt8]], _ arguments: [String: JSONValue], _ session: VendorSession) async throws {
        var policy = VerificationPolicy(roleNames: HealthcareRoleAttribute.roleNames)
        policy.anchors = try Certificate.chain(
            pem: String(decoding: try await file("HPKI_SIM_HPKI_CA_FILE"), as: UTF8.self)
        )
        let looksAtLists = arguments["revocation-lists"]?.bool ?? false
        if looksAtLists { policy.revocationLists = try await lists(for: files, policy, session) }
        guard !files.isEmpty else { throw VendorFailure("verify", .other("nothing was signed")) }
        for file in files {
            let report = try SignatureVerifier(policy: policy).verify(file, at: settings.instant())
            if let wrong = report.findings.first(where: {
                $0.verdict == .invalid || looksAtLists && $0.verdict != .valid
            }) {
                var failure = ClientFailureReport(kind: .verification, text: wrong.message)
                failure.subIndication = wrong.indication?.rawValue
                throw ReportedFailure(report: failure)
            }
            try check(arguments["signing-date"]?.string, report.signatures.first?.signingTime ?? "")
        }
    }
}

extension ReferenceClient {
    /// The lists that the signers' certificates and those of their issuers name, each fetched once.
    private func lists(
        for files: [[UInt8]],
        _ policy: VerificationPolicy,
        _ session: VendorSession
    ) async throws -> [RevocationList] {
        var addresses: [String] = []
        for file in files {
            let report = try SignatureVerifier(policy: policy).verify(file, at: settings.instant())
            for certificate in report.signatures.flatMap(\.signerPath).map(\.certificate) {
                for uri in try certificate.revocationListURIs where !addresses.contains(uri) { addresses.append(uri) }
            }
        }
        var lists: [RevocationList] = []
        for address in addresses { lists.append(try RevocationList(derEncoded: try await session.fetch(address))) }
        return lists
    }

    /// Holds the date in SigningTime, as it is written, against the day in Japan.
    private func check(_ wanted: String?, _ text: String) throws {
        guard let wanted else { return }
        let day = Date(rfc3339: text).map { JapanDay(at: $0) }
        let expected = wanted == "day-before" ? day?.adding(days: -1) : day
        guard expected == nil || expected != JapanDay(text.prefix(10)) else { return }
        let reason = "SigningTime is \(text), which is not of the \(wanted)"
        throw ReportedFailure(report: ClientFailureReport(kind: .verification, text: reason))
    }
}

/// A failure in the words of expectations already.
struct ReportedFailure: Error {
    let report: ClientFailureReport
}
