import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing
import WebFront

@testable import Registry
@testable import SigningService

/// Random sequences of calls against what must never be: a signature without a live authorization for exactly that hash,
/// or two for one.
@Suite struct SigningPropertyTests {
    static let start = Date(timeIntervalSince1970: 1_900_000_000)
    static let holder = Holder(practitionerID: "P1", facilityCertificate: "aa")
    static let stranger = Holder(practitionerID: "P1", facilityCertificate: "bb")

    static var world: WorldView {
        var credentials = Credentials()
        let record = CertificateRecord(
            authority: "a",
            serialHex: "01",
            fingerprint: "ff",
            notBefore: start.addingTimeInterval(-100),
            notAfter: start.addingTimeInterval(1_000_000)
        )
        let credential = Credential(id: "C1", practitioner: "P1", role: "doctor")
        for event: CredentialDomain.Event in [
            .registered(credential), .issued(credential: "C1", certificate: record, keyLabel: "k"),
        ] { CredentialDomain.apply(event, at: start, to: &credentials) }
        return WorldView().setting(CredentialDomain.self, to: credentials)
    }

    /// What the calls themselves say is allowed, kept apart from the rules.
    struct Ledger {
        var left: [String: (hashes: [String], count: Int, until: Date, isSpent: Bool)] = [:]
    }

    static func hash(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number), count: 32) }

    static func authorization(_ hashes: [[UInt8]], count: Int, at now: Date) -> Authorization {
        Authorization(
            credentialID: "C1",
            practitionerID: "P1",
            facilityCertificate: "aa",
            numSignatures: count,
            digest: .sha256,
            hashes: hashes.map(Base64.encode),
            expiresAt: now.addingTimeInterval(300)
        )
    }

    static func use(_ sad: String, _ hashes: [[UInt8]], _ holder: Holder) -> AuthorizationUse {
        AuthorizationUse(
            proof: .sad(sad),
            credentialID: "C1",
            holder: holder,
            work: .success(.init(hashes: hashes, digest: .sha256, padding: .pkcs1v15))
        )
    }

    @Test(arguments: 0..<40) func `never sign more than was authorized`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var state = SigningDomain.initialState
        var ledger = Ledger()
        var now = Self.start
        var names: [String] = ["none"]
        for step in 0..<400 {
            let hashes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Self.hash(.random(in: 0..<4, using: &random))
            }
            let sad = names.randomElement(using: &random) ?? "none"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3:
                let count = hashes.count + Int.random(in: 0...2, using: &random)
                let authorization = Self.authorization(hashes, count: count, at: now)
                let command = SigningCommand.authorize(authorization, sad: "s\(step)", challenge: nil)
                guard (try? SigningDomain.perform(command, on: &state, at: now, world: Self.world)) != nil else {
                    break
                }
                ledger.left["s\(step)"] = (authorization.hashes, count, authorization.expiresAt, false)
                names.append("s\(step)")
            case 3..<8:
                let holder = Int.random(in: 0..<8, using: &random) == 0 ? Self.stranger : Self.holder
                let command = SigningCommand.spend(Self.use(sad, hashes, holder), request: nil)
                let isDone = (try? SigningDomain.perform(command, on: &state, at: now, world: Self.world)) != nil
                let entry = ledger.left[sad]
                let isAllowed =
                    holder == Self.holder
                    && entry.map { entry in
                        !entry.isSpent && now < entry.until && hashes.count <= entry.count
                            && HashList(entry.hashes).covers(hashes)
                    } ?? false
                #expect(isDone == isAllowed)
                if isDone, let entry {
                    let count = entry.count - hashes.count
                    ledger.left[sad] = count == 0 ? nil : (entry.hashes, count, entry.until, true)
                }
            case 8:
                let change = Authorization.Extension(
                    hashes: hashes.map(Base64.encode),
                    digest: .sha256,
                    lifetime: 300
                )
                let command = SigningCommand.extend(
                    sad: sad,
                    credentialID: "C1",
                    Self.holder,
                    by: change,
                    newSAD: "s\(step)"
                )
                let isDone = (try? SigningDomain.perform(command, on: &state, at: now, world: Self.world)) != nil
                let entry = ledger.left[sad]
                #expect(isDone == entry.map { now < $0.until && hashes.count <= $0.count } ?? false)
                if isDone, let entry {
                    ledger.left[sad] = nil
                    ledger.left["s\(step)"] = (change.hashes, entry.count, now.addingTimeInterval(300), false)
                    names.append("s\(step)")
                }
            default:
                now += .random(in: 0...120, using: &random)
                let due = SigningDomain.nextDue(state)
                if let due, due.instant <= now {
                    _ = try? SigningDomain.perform(due.command, on: &state, at: now, world: Self.world)
                }
            }
        }
    }

    @Test(arguments: 0..<20) func `never sign more with a credential token than its count and hashes`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var state = SigningDomain.initialState
        let granted = [0, 1, 1].map(Self.hash)
        let grant = CredentialGrant(
            credentialID: "C1",
            numSignatures: 2,
            hashes: granted.map(Base64.encode),
            hashAlgorithmOID: DigestAlgorithm.sha256.oid.description
        )
        var signed: [String] = []
        for _ in 0..<50 {
            let hashes = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                Self.hash(.random(in: 0..<3, using: &random))
            }
            let use = AuthorizationUse(
                proof: .token("t", grant, isBearer: true),
                credentialID: "C1",
                holder: Self.holder,
                work: .success(.init(hashes: hashes, digest: .sha256, padding: .pkcs1v15))
            )
            let command = SigningCommand.spend(use, request: nil)
            let isDone = (try? SigningDomain.perform(command, on: &state, at: Self.start, world: Self.world)) != nil
            let isAllowed = signed.count + hashes.count <= 2 && HashList(grant.hashes).without(signed).covers(hashes)
            #expect(isDone == isAllowed)
            if isDone { signed += hashes.map(Base64.encode) }
        }
        #expect(signed.count <= 2)
    }

    @Test func `keep no more than the bound of pending things, and say what is dropped`() throws {
        var state = SigningDomain.initialState
        var dropped = 0
        for number in 0..<ExpiringBook<Authorization>.capacity + 10 {
            let authorization = Self.authorization([Self.hash(1)], count: 1, at: Self.start)
            let command = SigningCommand.authorize(authorization, sad: "\(number)", challenge: nil)
            dropped += try SigningDomain.perform(command, on: &state, at: Self.start, world: Self.world).count - 1
        }
        #expect(dropped == 10)
        #expect(state.authorizations.count == ExpiringBook<Authorization>.capacity)
        #expect(throws: CSCError.expiredSAD) {
            try SigningDomain.perform(
                .spend(Self.use("0", [Self.hash(1)], Self.holder), request: nil),
                on: &state,
                at: Self.start,
                world: Self.world
            )
        }
    }
}
