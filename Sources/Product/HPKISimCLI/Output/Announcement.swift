import Foundation
import HPKISimulator

/// What `serve` prints once everything accepts.
struct Announcement {
    let simulator: Simulator

    var lines: [String] {
        let ready = simulator.ready
        let rows = [
            ("signing service", "\(ready.signingURL)  (mutual TLS, CSC API v2 below /csc/v2/)"),
            ("portal", ready.portalURL),
            ("OIDC issuer", ready.issuer),
            ("admin API", "\(ready.adminURL)  (token in the ready file)"),
            ("ready file", simulator.readyFile.path),
            ("server CA", ready.caFile),
            ("HPKI CAs", ready.hpkiCAFile),
            ("client .p12", ready.pkcs12 ?? "not delivered"),
            (".p12 password", ready.pkcs12Password ?? "-"),
            ("practitioner", "\(ready.practitioner)  (credential \(ready.credentialID))"),
            ("HPKI card PIN", ready.hpkiCardPIN),
            ("My Number card", "PIN \(ready.myNumberAuthPIN), signature password \(ready.myNumberSignPassword)"),
            ("clock", simulator.clockDescription),
        ]
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        return [
            "hpki-sim \(ready.version): FOR TESTING ONLY. The wire follows public standards, not the real service's.",
            "",
        ] + rows.map { name, value in name.padding(toLength: width, withPad: " ", startingAt: 0) + value }
            + (simulator.pcscSocket.map {
                ["", "Card readers, for PC/SC programs of this machine:", "", "export PCSCLITE_CSOCK_NAME=\($0)"]
            } ?? [])
            + (simulator.virtualReaderDriver.map { driver in
                [
                    "",
                    "Reader 0 is shown in the vpcd at \(driver.host) port \(driver.port), reader 1 at \(driver.port + 1), "
                        + "as soon as it listens.",
                ]
            } ?? [])
            + (simulator.apduTrace.map { ["", "Card commands are written to \($0.path)"] } ?? [])
            + [
                "", "Paste into a shell: log in, authorize and sign the prescription, and verify the signature.", "",
                simulator.curlSequence.script, "",
                "Ready. Ctrl-C ends it" + (simulator.isEphemeral ? " and forgets everything." : "; the state is kept."),
            ]
    }
}
