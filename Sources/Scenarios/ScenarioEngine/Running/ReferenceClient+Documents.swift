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
        let kind = arguments["document"]?.string.flatMap(DocumentKind.init) ?? .prescription
        let sample = try await sample()
        let first = arguments["first"]?.integer ?? 0
        let numbers = (first..<first + max(arguments["count"]?.integer ?? 1, 1)).filter { !state.signed.contains($0) }
        let documents = try numbers.map { try PrescriptionDocument(sample.bytes(kind, number: $0)) }
        var options = PrescriptionOptions(instant: settings.instant)
        options.way = arguments["way"]?.string.flatMap(PrescriptionOptions.Way.init) ?? .service
        options.perCall = arguments["per-call"]?.integer ?? options.perCall
        var files: [Int: [UInt8]] = [:]
        for attempt in 0...max(arguments["resumes"]?.integer ?? 0, 0) {
            let left = documents.indices.filter { files[$0] == nil }
            let failure = await sign(left.map { documents[$0] }, arguments, options, client) { files[left[$0]] = $1 }
            state.signed.formUnion(files.keys.map { numbers[$0] })
            guard let failure else { break }
            if attempt == max(arguments["resumes"]?.integer ?? 0, 0) { throw failure }
        }
        let isChanged = arguments["change"]?.string == "after-signing"
        state.documents += documents.indices.compactMap { number in
            files[number].map { isChanged ? SampleDocument.changed($0) : $0 }
        }
    }

    private func sample() async throws -> SampleDocument {
        let path = try await present()["HPKI_SIM_DOCUMENT"] ?? ""
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VendorFailure("read HPKI_SIM_DOCUMENT", .settings("there is no file \"\(path)\""))
        }
        return SampleDocument(prescription: [UInt8](data))
    }

    private func sign(
        _ documents: [PrescriptionDocument],
        _ arguments: [String: JSONValue],
        _ options: PrescriptionOptions,
        _ client: RemoteSigningClient,
        deliver: (Int, [UInt8]) -> Void
    ) async -> (any Error)? {
        do {
            let credential = try await credential(arguments["credential"]?.string, client)
            return await client.sign(documents, with: credential, options, deliver: deliver)
        } catch {
            return error
        }
    }

    /// As the receiver of a prescription judges it. Without revocation lists, so that only what is wrong for certain counts.
    func verify(_ files: [[UInt8]], _ arguments: [String: JSONValue]) async throws {
        var policy = VerificationPolicy(roleNames: HealthcareRoleAttribute.roleNames)
        let environment = try await present()
        if let path = environment["HPKI_SIM_HPKI_CA_FILE"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        {
            policy.anchors = try Certificate.chain(pem: text)
        }
        guard !files.isEmpty else { throw VendorFailure("verify", .other("nothing was signed")) }
        for file in files {
            let report = try SignatureVerifier(policy: policy).verify(file, at: settings.instant())
            if let wrong = report.findings.first(where: { $0.verdict == .invalid }) {
                var failure = ClientFailureReport(kind: .verification, text: wrong.message)
                failure.subIndication = wrong.indication?.rawValue
                throw ReportedFailure(report: failure)
            }
            try check(arguments["signing-date"]?.string, report.signatures.first?.signingTime ?? "")
        }
    }
}

extension ReferenceClient {
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
