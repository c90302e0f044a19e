import Cards
import ISO7816
import Testing

/// Any bytes get a status word, and no card signs without its secret.
@Suite
struct RandomCommandTests {
    /// SplitMix64, so that a failure can be repeated.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let instructions: [UInt8] = [0xA4, 0xB0, 0x20, 0x24, 0x22, 0x2A, 0xC0, 0x84]
    private static let parameters: [UInt8] = [0x00, 0x02, 0x04, 0x0C, 0x41, 0x80, 0x88, 0x91, 0x97, 0x9A, 0x9E, 0xB6]

    private static func command(_ numbers: inout Numbers) -> [UInt8] {
        let count = Int.random(in: 0...40, using: &numbers)
        var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        guard count > 4, Bool.random(using: &numbers) else { return bytes }
        bytes[0] = [0x00, 0x00, 0x10, 0x80].randomElement(using: &numbers) ?? 0
        bytes[1] = instructions.randomElement(using: &numbers) ?? 0
        bytes[2] = parameters.randomElement(using: &numbers) ?? 0
        bytes[3] = parameters.randomElement(using: &numbers) ?? 0
        if Bool.random(using: &numbers) { bytes[4] = UInt8(count - 5) }
        return bytes
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `Random commands`(_ seed: UInt64) throws {
        var numbers = Numbers(state: seed)
        for var card in [try CardFixture.hpki(), try CardFixture.hpki(.jahis), try CardFixture.myNumber()] {
            for number in 0..<3000 {
                if number % 100 == 0 {
                    _ = card.send("00A40400 05 E828BD080F 00")
                    _ = card.send(MyNumberCardTests.select)
                }
                let (response, events) = card.respond(to: Self.command(&numbers))
                #expect(response.bytes.count >= 2)
                #expect(response.data.count <= 65_536)
                for case .signed in events { Issue.record("signed without a secret") }
            }
        }
    }
}
