import ArgumentParser
import Foundation
import HealthcarePKI
import Simulation
import XMLSignature

/// `hpki-sim verify`: judges the signatures of a prescription or dispensing record.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge the signatures of a prescription (処方箋) or dispensing record (調剤).",
        discussion: """
            Gives the points of the public verifier under its item names, with what would have matched where something \
            does not. Without --trust, every self-signed certificate in the file is trusted, as that verifier does. \
            Ends with 0 for VALID (有効), 1 for INVALID (無効) and INDETERMINATE (未確定).

            $ hpki-sim verify prescription-signed.xml
            $ hpki-sim certs export ./certs
            $ hpki-sim verify prescription-signed.xml --trust ./certs --format html > report.html
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, html
    }

    @Argument(help: "The signed file.") var file: String
    @Option(help: "text, json or html") var format: Format = .text
    @Option(help: "As of when, RFC 3339; now if not given.") var at: String?
    @Option(help: "A folder of certificates and revocation lists (.pem .cer .crt .der .crl).") var trust: String?

    func validate() throws {
        if let at, Date(rfc3339: at) == nil {
            throw ValidationError("--at needs an instant such as 2026-04-01T09:00:00+09:00, not '\(at)'")
        }
    }

    func run() throws { try run(in: .process) }

    func run(in context: CommandContext) throws {
        do {
            let now = TimeSource.system.now()
            let report = try verify(at: at.flatMap { Date(rfc3339: $0) } ?? now)
            let shown = VerificationDocument(
                fileName: URL(fileURLWithPath: file).lastPathComponent,
                report: report,
                madeAt: now
            )
            switch format {
            case .text: context.output(VerificationText.text(shown))
            case .json: context.output(VerificationJSON.json(shown).text(isPretty: true))
            case .html: context.output(VerificationPage.html(shown))
            }
            guard report.verdict == .valid else { throw ExitCode(CommandFailure.Code.fellShort.rawValue) }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    private func verify(at instant: Date) throws -> VerificationReport {
        var policy = VerificationPolicy(roleNames: HealthcareRoleAttribute.roleNames(of:))
        if let folder = try trust.map(TrustFolder.init) {
            policy.anchors = folder.anchors
            policy.certificates = folder.certificates
            policy.revocationLists = folder.revocationLists
        }
        let input = try PrescriptionFile(file)
        do throws(DocumentError) {
            return try SignatureVerifier(policy: policy).verify(input.bytes, at: instant)
        } catch {
            throw CommandFailure(.unusableInput, "\(file): \(error)")
        }
    }
}
