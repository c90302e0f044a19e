import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Damaged documents: every entry point answers with a report or a ``DocumentError``.
struct FuzzTests {
    static let inputsPerSeed = 500

    @Test(.timeLimit(.minutes(2)), arguments: [1, 2, 3, 4] as [UInt64])
    func `2,000 mutations of the signed sample`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try Fixtures.signed()
        let policy = try Fixtures.policy()
        for _ in 0..<Self.inputsPerSeed {
            let input = Self.mutated(original, &random)
            _ = DocumentWrapper.kind(ofCSV: input)
            do {
                let report = try SignatureVerifier(policy: policy).verify(input, at: Fixtures.instant)
                for finding in report.findings { #expect(!finding.message.contains("\n")) }
            } catch {
                #expect(!error.description.contains("\n"))
            }
            guard let document = try? PrescriptionDocument(input), !document.isSigned else { continue }
            _ = try? PreparedSignature(
                of: document,
                by: Fixtures.certificate(),
                at: SigningTime(Fixtures.instant, zone: .utc)
            )
        }
    }

    private static func mutated(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...64, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 3: bytes.insert(contentsOf: Array("<!-- -->".utf8), at: start)
            case 4: bytes.removeSubrange(start...)
            default: bytes[start] = [0x3c, 0x3e, 0x22, 0x26, 0x2f, 0x3a].randomElement(using: &random) ?? 0x3c
            }
        }
        return bytes
    }
}
