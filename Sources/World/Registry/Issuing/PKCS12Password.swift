import OpenSSL

/// The password of a .p12 as it stands on the パスワード通知書: typed from paper, so without letters that look alike.
enum PKCS12Password {
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")

    /// Sixteen characters of 57: more than 93 bits.
    static func random() -> String {
        var password = ""
        while password.count < 16 {
            // Bytes beyond the largest multiple are thrown away, so that every letter is as likely as any other.
            for byte in SecureRandom.bytes(32) where Int(byte) < 256 / letters.count * letters.count {
                password.append(letters[Int(byte) % letters.count])
                if password.count == 16 { break }
            }
        }
        return password
    }
}
