package import Foundation
package import XMLSignature

/// How prescriptions are signed remotely.
package struct PrescriptionOptions: Sendable {
    /// Who makes the signature element.
    package enum Way: String, CaseIterable, Sendable {
        /// The service: the document's digest goes out, the finished element comes back (`signatures/signDoc`).
        case service = "sign-doc"
        /// The application: the digest of SignedInfo goes out, a signature value comes back (`signatures/signHash`).
        case application = "sign-hash"
    }

    package var way = Way.service
    /// The form of the element; the service knows that of the public samples only.
    package var form = SignatureForm.sample
    /// How SigningTime is written where the application makes the element.
    package var zone = SigningTime.Zone.japan
    /// How many documents one call of the service signs: if a call fails, so many are not signed.
    package var perCall = 25
    /// The claimed time of signatures that the application makes.
    package var instant: @Sendable () -> Date

    package init(instant: @escaping @Sendable () -> Date) {
        self.instant = instant
    }
}
