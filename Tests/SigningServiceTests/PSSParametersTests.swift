import OpenSSL
import Testing

@testable import SigningService

@Suite struct PSSParametersTests {
    static func hex(_ text: String) throws -> [UInt8] { try #require(Hex.decode(text)) }

    /// As OpenSSL writes them for SHA-256, MGF1 over SHA-256 and a salt of 32 bytes.
    static let sha256 =
        "3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120"

    @Test func `read and write what OpenSSL writes`() throws {
        let parameters = try #require(PSSParameters(der: Self.hex(Self.sha256)))
        #expect(parameters == PSSParameters(digest: .sha256))
        #expect(Hex.encode(parameters.derEncoded) == Self.sha256)
    }

    @Test(arguments: [
        "", "3000", "05", "30820000", "3034a00f300d0609608648016503040201",
        // SHA-1, which is the default and too weak.
        "3009a007300506032b0e0302",
        // MGF1 over another hash than the signature's.
        "3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402020500a203020120",
        // A salt longer than the key.
        "3035a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a20402020100",
    ]) func `refuse everything else`(_ text: String) throws {
        #expect(PSSParameters(der: try Self.hex(text)) == nil)
    }

    @Test func `are total over mutations`() throws {
        let good = try Self.hex(Self.sha256)
        for place in good.indices {
            for bit in 0..<8 {
                var bytes = good
                bytes[place] ^= 1 << bit
                _ = PSSParameters(der: bytes)
                _ = PSSParameters(der: Array(bytes.prefix(place)))
            }
        }
    }
}
