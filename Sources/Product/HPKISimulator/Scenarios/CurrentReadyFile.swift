import Foundation
import Synchronization

/// The ready file as it is at the moment: a scenario may put another certificate or address into it.
final class CurrentReadyFile: Sendable {
    /// Of the world without a scenario.
    let original: ReadyFile
    private let url: URL
    private let current: Mutex<ReadyFile>

    init(_ original: ReadyFile, at url: URL) {
        self.original = original
        self.url = url
        current = Mutex(original)
    }

    var value: ReadyFile { current.withLock(\.self) }

    /// Says what the client of a scenario is told, here and in the file.
    func adapt(to environment: [String: String]) throws { try change(to: original.adapted(to: environment)) }

    func restore() throws { try change(to: original) }

    private func change(to ready: ReadyFile) throws {
        try current.withLock { value in
            guard value != ready else { return }
            try ready.write(to: url)
            value = ready
        }
    }
}

extension ReadyFile {
    /// With what a scenario changes of it.
    fileprivate func adapted(to environment: [String: String]) -> ReadyFile {
        var ready = self
        ready.signingURL = environment["HPKI_SIM_SIGNING_URL"] ?? signingURL
        ready.caFile = environment["HPKI_SIM_CA_FILE"] ?? caFile
        ready.pkcs12 = environment["HPKI_SIM_P12"]
        ready.pkcs12Password = environment["HPKI_SIM_P12_PASSWORD"]
        ready.practitioner = environment["HPKI_SIM_PRACTITIONER"] ?? practitioner
        ready.practitionerName = environment["HPKI_SIM_PRACTITIONER_NAME"] ?? practitionerName
        ready.practitionerRomanisedName =
            environment["HPKI_SIM_PRACTITIONER_ROMANISED_NAME"] ?? practitionerRomanisedName
        ready.credentialID = environment["HPKI_SIM_CREDENTIAL_ID"] ?? credentialID
        ready.hpkiCardPIN = environment["HPKI_SIM_HPKI_CARD_PIN"] ?? hpkiCardPIN
        ready.myNumberAuthPIN = environment["HPKI_SIM_MY_NUMBER_AUTH_PIN"] ?? myNumberAuthPIN
        ready.myNumberSignPassword = environment["HPKI_SIM_MY_NUMBER_SIGN_PASSWORD"] ?? myNumberSignPassword
        ready.pcscSocket = environment["PCSCLITE_CSOCK_NAME"]
        ready.scenario = environment["HPKI_SIM_SCENARIO"] ?? ""
        return ready
    }
}
