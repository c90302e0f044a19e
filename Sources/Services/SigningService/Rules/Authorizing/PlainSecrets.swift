/// What a plain-PIN test credential asks for, in place of the person's card or phone: [D], since pyHanko and other clients
/// of v1 know of PINs and nothing else (csc-api.md, section 11). Made by the command `credential.require-pin`.
package struct PlainSecrets: Codable, Equatable, Sendable {
    package let pin: String
    /// Good as often as it is sent, since nobody is there to draw a new one; nil for a credential with a PIN alone.
    package let oneTimePassword: String?

    /// What has to be sent, all of it.
    var factors: [Factor] { oneTimePassword == nil ? [.pin] : [.pin, .oneTimePassword] }

    /// The first of the factors for which `words` has something else; nil where all are right.
    ///
    /// - Parameter anyPIN: the PIN is a reserved one, which counts as the right one.
    func firstWrong(_ words: [Factor: String], anyPIN: Bool = false) -> Factor? {
        let right: [Factor: String?] = [.pin: pin, .oneTimePassword: oneTimePassword]
        return factors.first { words[$0] != right[$0] && !(anyPIN && $0 == .pin) }
    }
}
