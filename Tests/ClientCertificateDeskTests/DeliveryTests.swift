import ClientCertificateDesk
import Foundation
import Registry
import Simulation
import Testing

@Suite struct DeliveryTests {
    private let first = Delivery.Secrets(link: "link-1", downloadPassword: "one")
    private let second = Delivery.Secrets(link: "link-2", downloadPassword: "two")

    private func sent() throws -> DeliveryState {
        var state = DeliveryDomain.initialState
        try DeliveryDomain.perform(.send(sending(first)), on: &state, at: Samples.now)
        return state
    }

    private func sending(_ secrets: Delivery.Secrets, _ plan: Delivery.Plan = .init()) -> DeliveryDomain.Sending {
        DeliveryDomain.Sending(
            delivery: "d",
            facility: "clinic",
            certificate: "c",
            recipient: .init(name: "髙橋 節子", email: "a@clinic.test"),
            secrets: secrets,
            plan: plan
        )
    }

    private func refusal(_ command: DeliveryDomain.Command, on state: DeliveryState, at now: Date) -> DeliveryError? {
        var state = state
        do {
            try DeliveryDomain.perform(command, on: &state, at: now)
            return nil
        } catch {
            return error
        }
    }

    private func resend(
        missing: DeliveryDomain.Missing = .files,
        hasLetter: Bool? = true,
        _ secrets: Delivery.Secrets
    ) -> DeliveryDomain.Command {
        .resend("d", missing: missing, hasLetter: hasLetter, secrets, .init())
    }

    /// Desk rules DL-1, DL-2 and DL-6.
    @Test func `mails the password after ninety seconds and ends the link at its deadline`() throws {
        var state = try sent()
        let mail = try #require(DeliveryDomain.nextDue(state))
        #expect(mail.instant == Samples.now + 90)
        try DeliveryDomain.perform(mail.command, on: &state, at: mail.instant)
        let letter = try #require(DeliveryDomain.nextDue(state))
        #expect(letter.instant == Samples.now + 6 * 86_400)
        try DeliveryDomain.perform(letter.command, on: &state, at: letter.instant)
        #expect(state["d"]?.letterArrivedAt == letter.instant)
        let end = try #require(DeliveryDomain.nextDue(state))
        #expect(end.instant == Samples.now + 1_209_600)
        #expect(refusal(.download(link: "link-1", password: "one", .pkcs12), on: state, at: end.instant - 0.001) == nil)
        #expect(
            refusal(.download(link: "link-1", password: "one", .pkcs12), on: state, at: end.instant) == .linkExpired
        )
        try DeliveryDomain.perform(end.command, on: &state, at: end.instant)
        #expect(DeliveryDomain.nextDue(state)?.instant == nil)
        // A clock set back neither revives the link nor sends anything again.
        #expect(
            refusal(.download(link: "link-1", password: "one", .pkcs12), on: state, at: Samples.now) == .linkExpired
        )
        #expect(DeliveryError.linkExpired.owner == .desk)
    }

    /// Desk rule DL-4: the letter's password is a wrong one here, too.
    @Test func `locks after five wrong passwords`() throws {
        var state = try sent()
        for number in 1...5 {
            let events = try DeliveryDomain.perform(
                .download(link: "link-1", password: "x", .pkcs12),
                on: &state,
                at: Samples.now
            )
            #expect(events.count == (number == 5 ? 2 : 1))
        }
        #expect(refusal(.download(link: "link-1", password: "one", .pkcs12), on: state, at: Samples.now) == .locked)
        #expect(refusal(.download(link: "guess", password: "one", .pkcs12), on: state, at: Samples.now) == .unknownLink)
    }

    /// Desk rules DL-6, DL-7 and DL-8.
    @Test func `re-sends another link on its conditions`() throws {
        var state = try sent()
        let later = Samples.now + 86_400
        #expect(refusal(resend(hasLetter: false, second), on: state, at: later) == .letterNeeded)
        #expect(refusal(resend(missing: .passwordMail, second), on: state, at: later) == .deadlineNotPassed)
        #expect(refusal(resend(first), on: state, at: later) == .linkReused)
        #expect(refusal(resend(missing: .passwordMail, second), on: state, at: Samples.now + 1_209_600) == nil)
        try DeliveryDomain.perform(resend(missing: .linkMail, second), on: &state, at: later)
        #expect(refusal(.download(link: "link-1", password: "one", .pkcs12), on: state, at: later) == .unknownLink)
        #expect(refusal(.download(link: "link-2", password: "one", .pkcs12), on: state, at: later) == nil)
        #expect(state["d"]?.wrongTries == 0)
        #expect(state["d"]?.certificate == "c")
        #expect(state["d"]?.sendings == 2)
        #expect(state["d"]?.deadline == later + 1_209_600)
    }

    /// Every kill between two events is a reading back of the state: nothing is lost, nothing comes twice.
    @Test(arguments: 1...50) func `keeps its invariants over random commands and restarts`(seed: Int) throws {
        var random = NumberedStream(state: UInt64(seed))
        var state = DeliveryDomain.initialState
        var (now, serial, mails) = (Samples.now, 0, 0)
        var (sendings, letters) = (0, 0)
        for _ in 0..<60 {
            serial += 1
            let secrets = Delivery.Secrets(link: "link-\(serial)", downloadPassword: "password-\(serial)")
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                let send = DeliveryDomain.Command.send(sending(secrets))
                if refusal(send, on: state, at: now) == nil {
                    try DeliveryDomain.perform(send, on: &state, at: now)
                    sendings += 1
                }
            case 1:
                if refusal(resend(secrets), on: state, at: now) == nil {
                    try DeliveryDomain.perform(resend(secrets), on: &state, at: now)
                    sendings += 1
                }
            case 2:
                let target = now + Double.random(in: 1...1_000_000, using: &random)
                while let due = DeliveryDomain.nextDue(state), due.instant <= target {
                    #expect(due.instant >= now, "seed \(seed)")
                    now = due.instant
                    let events = try DeliveryDomain.perform(due.command, on: &state, at: now)
                    for case .passwordMailed in events { mails += 1 }
                    for case .letterArrived in events { letters += 1 }
                }
                now = target
            default:
                state = try JSONDecoder().decode(DeliveryState.self, from: JSONEncoder().encode(state))
            }
            #expect(mails <= sendings && letters <= 1)
            if let delivery = state["d"], now >= delivery.deadline {
                let download = DeliveryDomain.Command.download(
                    link: delivery.secrets.link,
                    password: delivery.secrets.downloadPassword,
                    .pkcs12
                )
                #expect(refusal(download, on: state, at: now) == .linkExpired)
            }
        }
    }
}

/// The same draws for the same number (SplitMix64).
private struct NumberedStream: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
