@testable import OpenSSL

/// Test constants: hexadecimal text as bytes; empty (which no test expects) when it is none.
func bytes(_ hexadecimal: String) -> [UInt8] { Hex.decode(hexadecimal) ?? [] }
