import Foundation
import OpenSSL
import Registry
import Simulation
import Testing

@Suite struct CardDomainTests {
    private let world: WorldView
    private var state = CardDomain.initialState

    init() throws {
        world = try Records.world(practitioners: [Records.practitioner("doctor")])
        for card in [
            Card(id: "hpki", kind: .hpki, issuer: .medis, holder: "doctor", role: "doctor"),
            Card(id: "my-number", kind: .myNumber, issuer: .jpki, holder: "doctor", role: nil),
        ] {
            try CardDomain.perform(.issue(card), on: &state, at: Records.now, world: world)
        }
    }

    private func perform(
        _ command: CardDomain.Command,
        on state: inout Cards,
        at now: Date = Records.now
    ) throws(CardError) -> [CardDomain.Event] {
        try CardDomain.perform(command, on: &state, at: now, world: world)
    }

    @Test(
        arguments: [
            ("hpki", Card.Secret.pin, 15), ("my-number", .authenticationPIN, 3), ("my-number", .signaturePassword, 5),
            ("my-number", .textPIN, 3), ("my-number", .verificationNumberA, 10),
            ("my-number", .verificationNumberB, 10),
        ] as [(ID<Card>, Card.Secret, Int)]
    )
    func `blocks after its tries and not before`(card: ID<Card>, secret: Card.Secret, tries: Int) throws {
        var state = state
        #expect(state[card]?.triesLeft[secret] == tries)
        for left in (1..<tries).reversed() {
            #expect(try perform(.refuseSecret(card, secret), on: &state).count == 1)
            #expect(state[card]?.triesLeft[secret] == left)
        }
        #expect(try perform(.refuseSecret(card, secret), on: &state).count == 2)
        #expect(state[card]?.triesLeft[secret] == 0)
        for command in [
            CardDomain.Command.refuseSecret(card, secret), .acceptSecret(card, secret), .changeSecret(card, secret),
        ] {
            #expect(throws: CardError.blocked(secret)) { try perform(command, on: &state) }
        }
        _ = try perform(.unblockSecret(card, secret), on: &state)
        #expect(state[card]?.triesLeft[secret] == tries)
    }

    @Test func `a right secret brings the tries back, and is a fact only then`() throws {
        var state = state
        #expect(try perform(.acceptSecret("hpki", .pin), on: &state).isEmpty)
        _ = try perform(.refuseSecret("hpki", .pin), on: &state)
        #expect(try perform(.acceptSecret("hpki", .pin), on: &state).count == 1)
        #expect(state["hpki"]?.triesLeft[.pin] == 15)
        #expect(throws: CardError.noSuchSecret(.pin, .myNumber)) {
            try perform(.refuseSecret("my-number", .pin), on: &state)
        }
    }

    private func json(_ events: [CardDomain.Event]) throws -> String {
        try events.map { try JSONValue(encoding: $0).text() }.joined(separator: " ")
    }

    @Test func `tries are used up by somebody else, to the last one or to none`() throws {
        var state = state
        #expect(
            try json(try perform(.useUpTries("hpki", .pin, left: 1), on: &state))
                == #"{"pin.refused":{"card":"hpki","secret":"pin","triesLeft":1}}"#
        )
        #expect(try perform(.useUpTries("hpki", .pin, left: 1), on: &state).isEmpty)
        #expect(throws: CardError.fewerTriesLeft(1)) { try perform(.useUpTries("hpki", .pin, left: 2), on: &state) }
        #expect(try perform(.useUpTries("hpki", .pin, left: 0), on: &state).count == 2)
        #expect(throws: CardError.blocked(.pin)) { try perform(.acceptSecret("hpki", .pin), on: &state) }
    }

    @Test func `a value that is refused again is told from a new one`() throws {
        var state = state
        let again = try perform(.refuseSecret("hpki", .pin, repeats: 1), on: &state)
        #expect(
            try json(again) == #"{"pin.refused":{"card":"hpki","repeats":1,"secret":"pin","triesLeft":14}}"#
        )
    }

    @Test func `a card lies the wrong way round until it is taken out`() throws {
        var state = state
        let inserted = try perform(.insert("hpki", reader: 0, isUpsideDown: true), on: &state)
        #expect(try json(inserted) == #"{"card.inserted":{"card":"hpki","isUpsideDown":true,"reader":0}}"#)
        #expect(state["hpki"]?.isUpsideDown == true)
        #expect(throws: CardError.inAnotherReader(0)) { try perform(.insert("hpki", reader: 0), on: &state) }
        _ = try perform(.remove("hpki"), on: &state)
        #expect(state["hpki"]?.isUpsideDown == nil)
    }

    /// What a journal of before holds is still read.
    @Test(arguments: [
        #"{"card.inserted":{"card":"hpki","reader":0}}"#,
        #"{"pin.refused":{"card":"hpki","secret":"pin","triesLeft":3}}"#,
    ])
    func `events without the newer members are read`(text: String) throws {
        let event: CardDomain.Event = try JSONValue.parse(Array(text.utf8)).decode()
        #expect(try json([event]) == text)
    }

    @Test func `the certificate of a withdrawn card is revoked as soon as it is there`() throws {
        var state = state
        let card = Card(id: "old", kind: .hpki, issuer: .jma, holder: "doctor", role: "doctor", isWithdrawn: true)
        _ = try perform(.issue(card), on: &state)
        let events = try perform(
            .personalise("old", [.init(.signature, Records.certificate(77, authority: "jma-signature"))]),
            on: &state
        )
        #expect(events.count == 2)
        #expect(state["old"]?.revocations[.signature]?.instant == Records.now)
        #expect(state["old"]?.revocations[.authentication] == nil)
    }

    @Test func `a reader holds one card, a card is in one reader`() throws {
        var state = state
        _ = try perform(.insert("hpki", reader: 0), on: &state)
        #expect(state.card(inReader: 0)?.id == "hpki")
        #expect(try perform(.insert("hpki", reader: 0), on: &state).isEmpty)
        #expect(throws: CardError.readerTaken(0, by: "hpki")) {
            try perform(.insert("my-number", reader: 0), on: &state)
        }
        #expect(throws: CardError.inAnotherReader(0)) { try perform(.insert("hpki", reader: 1), on: &state) }
        _ = try perform(.remove("hpki"), on: &state)
        #expect(state.card(inReader: 0) == nil)
        _ = try perform(.insert("my-number", reader: 0), on: &state)
        #expect(state.card(inReader: 0)?.id == "my-number")
    }

    @Test func `certificates are put on once, revoked one by one, and expire`() throws {
        var state = state
        let sign = Records.certificate(1, authority: "medis-signature")
        let login = Records.certificate(1, authority: "medis-authentication", until: Records.now + Records.day)
        #expect(throws: CardError.notPersonalised("hpki")) {
            try perform(.revoke("hpki", .signature, reason: .superseded), on: &state)
        }
        _ = try perform(.personalise("hpki", [.init(.signature, sign), .init(.authentication, login)]), on: &state)
        #expect(state["hpki"]?.isPersonalised == true)
        #expect(throws: CardError.personalisedAlready("hpki")) {
            try perform(.personalise("hpki", [.init(.signature, sign)]), on: &state)
        }
        #expect(throws: CardError.sameCertificate(as: "hpki")) {
            try perform(.personalise("my-number", [.init(.signature, sign)]), on: &state)
        }
        let due = try #require(CardDomain.nextDue(state))
        #expect(due.instant == login.expiry)
        _ = try perform(due.command, on: &state, at: due.instant)
        _ = try perform(.revoke("hpki", .signature, reason: .keyCompromise), on: &state, at: due.instant)
        #expect(state["hpki"]?.revocations[.signature]?.reason == .keyCompromise)
        #expect(state.revocations.page(of: "medis-signature").revocations.keys.sorted() == [sign.serialHex])
        #expect(CardDomain.nextDue(state) == nil)
    }

    @Test func `only possible cards are issued`() throws {
        var state = state
        let impossible = [
            Card(id: "x", kind: .hpki, issuer: .jpki, holder: "doctor", role: "doctor"),
            Card(id: "x", kind: .hpki, issuer: .jma, holder: "doctor", role: nil),
            Card(id: "x", kind: .myNumber, issuer: .medis, holder: "doctor", role: nil),
            Card(id: "x", kind: .myNumber, issuer: .jpki, holder: "doctor", role: "doctor"),
        ]
        for card in impossible {
            #expect(throws: CardError.impossible(card.kind, card.issuer)) { try perform(.issue(card), on: &state) }
        }
        #expect(throws: CardError.noLicence(role: "pharmacist")) {
            try perform(
                .issue(Card(id: "x", kind: .hpki, issuer: .jpa, holder: "doctor", role: "pharmacist")),
                on: &state
            )
        }
        #expect(throws: CardError.unknownHolder("nobody")) {
            try perform(.issue(Card(id: "x", kind: .hpki, issuer: .jpa, holder: "nobody", role: "doctor")), on: &state)
        }
    }
}
