import OpenSSL

/// The password of a .p12 as it stands on the パスワード通知書: typed from paper, so without letters that look alike.
package enum PKCS12Password {
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")

    /// Sixteen characters of 57: more than 93 bits.
    package static func random(length: Int = 16) -> String {
        var password = ""
        while password.count < length {
            // Bytes beyond the largest multiple are thrown away, so that every letter is as likely as any other.
            for byte in SecureRandom.bytes(32) where Int(byte) < 256 / letters.count * letters.count {
                password.append(letters[Int(byte) % letters.count])
                if password.count == length { break }
            }
        }
        return password
    }
}
