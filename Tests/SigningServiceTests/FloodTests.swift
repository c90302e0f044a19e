import Foundation
import OpenSSL
import Simulation
import Testing
import WebFront

@testable import SigningService

/// A hundred thousand of whatever may be pending: ten thousand are kept, and each that had to go is an event.
@Suite(.timeLimit(.minutes(5))) struct FloodTests {
    static let flood = 100_000
    static let capacity = 10_000

    /// Performs the commands, and returns the names of what was dropped, as the journal has them.
    private static func drops(
        _ state: inout SigningState,
        _ command: (Int) -> SigningCommand
    ) throws -> [(kind: SigningEvent.Kind?, name: String)] {
        var drops: [(SigningEvent.Kind?, String)] = []
        for number in 0..<flood {
            let events = try SigningDomain.perform(
                command(number),
                on: &state,
                at: SigningPropertyTests.start,
                world: SigningPropertyTests.world
            )
            for event in events {
                switch event {
                case .expired(let event) where event.isDropped: drops.append((nil, event.sad))
                case .dropped(let kind, let name, isDropped: true): drops.append((kind, name))
                default: break
                }
            }
        }
        return drops
    }

    private static var oldest: [String] { (0..<flood - capacity).map(String.init) }

    @Test func `authorizations`() throws {
        var state = SigningDomain.initialState
        let drops = try Self.drops(&state) { number in
            let authorization = SigningPropertyTests.authorization([[1]], count: 1, at: SigningPropertyTests.start)
            return .authorize(authorization, sad: "\(number)", challenge: nil)
        }
        #expect(drops.map(\.name) == Self.oldest)
        #expect(drops.allSatisfy { $0.kind == nil })
        #expect(state.authorizations.count == Self.capacity)
    }

    @Test func `handles that wait for a phone`() throws {
        var state = SigningDomain.initialState
        let drops = try Self.drops(&state) { number in
            let authorization = SigningPropertyTests.authorization([[1]], count: 1, at: SigningPropertyTests.start)
            let until = SigningPropertyTests.start.addingTimeInterval(300)
            let pending = PendingAuthorization(authorization: authorization, expiresAt: until)
            return .ask(authorization, handle: "\(number)", pending)
        }
        #expect(drops.map(\.name) == Self.oldest)
        #expect(drops.allSatisfy { $0.kind == .handle })
        #expect(state.pending.count == Self.capacity)
        #expect(throws: CSCError.invalidHandle) {
            try SigningDomain.perform(
                .check(handle: "0", SigningPropertyTests.holder, sad: "s"),
                on: &state,
                at: SigningPropertyTests.start,
                world: SigningPropertyTests.world
            )
        }
    }

    @Test func `challenges`() throws {
        var state = SigningDomain.initialState
        let drops = try Self.drops(&state) { number in
            .challenge(
                Challenge(
                    credentialID: "C1",
                    factor: .hpkiCard,
                    facilityCertificate: "\(number)",
                    value: "AAAA",
                    expiresAt: SigningPropertyTests.start.addingTimeInterval(120)
                )
            )
        }
        #expect(drops.map(\.name) == Self.oldest.map { Challenge.name("C1", .hpkiCard, $0) })
        #expect(drops.allSatisfy { $0.kind == .challenge })
        #expect(state.challenges.count == Self.capacity)
    }

    @Test func `results that nobody fetches`() throws {
        var state = SigningDomain.initialState
        let grant = CredentialGrant(
            credentialID: "C1",
            numSignatures: 1,
            hashes: [Base64.encode(SigningPropertyTests.hash(1))],
            hashAlgorithmOID: DigestAlgorithm.sha256.oid.description
        )
        let drops = try Self.drops(&state) { number in
            let use = AuthorizationUse(
                proof: .token("t\(number)", grant, isBearer: true),
                credentialID: "C1",
                holder: SigningPropertyTests.holder,
                work: .success(
                    .init(hashes: [SigningPropertyTests.hash(1)], digest: .sha256, padding: .pkcs1v15)
                )
            )
            let until = SigningPropertyTests.start.addingTimeInterval(600)
            return .spend(
                use,
                request: (
                    "\(number)", SigningRequest(practitionerID: "P1", facilityCertificate: "aa", expiresAt: until)
                )
            )
        }
        #expect(drops.map(\.name) == Self.oldest)
        #expect(drops.allSatisfy { $0.kind == .result })
        #expect(state.requests.count == Self.capacity)
        #expect(state.tokenUses.count == TokenUses.capacity)
    }
}
