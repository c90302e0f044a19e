import ArgumentParser
import Foundation
import HealthcarePKI
import OpenSSL
import Simulation
import XMLSignature

/// For `make bench`: how long the work on one prescription takes inside this process.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure the work on one prescription (for make bench).",
        discussion: "$ hpki-sim measure prescription-signed.xml --unsigned prescription.xml",
        shouldDisplay: false
    )

    @Argument(help: "A signed file.") var file: String
    @Option(help: "The same without its signature.") var unsigned: String
    @Option(help: "How often.") var rounds = 200

    private struct Answer: Encodable {
        let verify, sign, rsa: Double
    }

    func run() throws {
        let context = CommandContext.process
        do {
            let signed = try PrescriptionFile(file).bytes
            let bare = try PrescriptionFile(unsigned).bytes
            let now = TimeSource.system.now()
            let verifier = SignatureVerifier(
                policy: VerificationPolicy(roleNames: HealthcareRoleAttribute.roleNames(of:))
            )
            guard let certificate = try verifier.verify(signed, at: now).signatures.first?.certificate else {
                throw CommandFailure(.unusableInput, "\(file): no certificate")
            }
            let key = try PrivateKey.generate(.rsa(bits: 2048))
            let digest = DigestAlgorithm.sha256.hash(bare)
            let answer = Answer(
                verify: try median { _ = try verifier.verify(signed, at: now) },
                sign: try median {
                    let time = SigningTime(now, zone: .utc)
                    let document = try PrescriptionDocument(bare)
                    let prepared = try PreparedSignature(of: document, by: certificate, at: time)
                    let value = try key.signature(digest: prepared.digest, algorithm: .sha256)
                    _ = try prepared.assemble(document, signatureValue: value)
                },
                rsa: try median { _ = try key.signature(digest: digest, algorithm: .sha256) }
            )
            context.output(try JSONText.of(answer))
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    /// Milliseconds.
    private func median(_ body: () throws -> Void) throws -> Double {
        var times: [Double] = []
        for _ in 0..<max(rounds, 1) {
            let start = TimeSource.system.now()
            try body()
            times.append(TimeSource.system.now().timeIntervalSince(start) * 1000)
        }
        return times.sorted()[times.count / 2]
    }
}
