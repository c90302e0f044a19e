import Foundation
import NIOCore
import OpenSSL
import Simulation
import Synchronization
import TestSupport
import Testing
import VendorDouble

/// Sixty-four clients that do what is right and what is wrong with each other's SADs, and a process that dies under them.
@Suite(.timeLimit(.minutes(10))) struct SignatureInvariantTests {
    private static let clients = 64

    /// What all clients know of each other: SADs with the hash that they are for.
    private final class Pool: Sendable {
        private let sads = Mutex<[(sad: String, hash: [UInt8])]>([])

        func add(_ sad: String, _ hash: [UInt8]) { sads.withLock { $0.append((sad, hash)) } }

        func any(_ random: inout SeededMoments) -> (sad: String, hash: [UInt8])? {
            let draw = random.number()
            return sads.withLock { $0.isEmpty ? nil : $0[Int(draw % UInt64($0.count))] }
        }
    }

    @Test(arguments: [11, 12]) func `no signature without its authorization, and none twice`(seed: UInt64) async throws
    {
        let program = try Program()
        let state = program.home.path("state")
        let ledger = Ledger()
        let pool = Pool()
        var moments = SeededMoments(seed: seed)
        var token: String?
        for life in 1...3 {
            let (moment, former) = (moments.next(), token)
            let (opened, ended) = try await program.serving("--state", state) { serving in
                try await check(serving, ledger)
                let signer = try await Signer(serving, token: former)
                let limit = moment.answers * 10
                await act(serving, signer.token, ledger, pool, seed: seed + UInt64(life) * 1000, limit, moment.delay)
                return signer.token
            }
            #expect(ended.status == .signalled(9))
            token = opened
        }
        _ = try await program.serving("--state", state) { serving in try await check(serving, ledger) }
        #expect(ledger.answered.count > Self.clients)
    }

    /// Nobody was answered a signature that the journal does not have; and what it has is in order.
    private func check(_ serving: Serving, _ ledger: Ledger) async throws {
        let journal = try await SignatureJournal(of: serving)
        #expect(Set(journal.signed).isSuperset(of: ledger.answered.keys))
        #expect(Set(journal.signed).count == journal.signed.count, "a hash of one authorization was signed twice")
    }

    private func act(
        _ serving: Serving,
        _ token: String,
        _ ledger: Ledger,
        _ pool: Pool,
        seed: UInt64,
        _ limit: Int,
        _ delay: TimeAmount
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    var random = SeededMoments(seed: seed + UInt64(client))
                    do {
                        let signer = try await Signer(serving, token: token)
                        for number in 1...100_000 {
                            let hash = Self.hash("\(seed) \(client) \(number)")
                            try await step(signer, hash, ledger, pool, &random)
                            guard ledger.count() == limit else { continue }
                            try await Timer.wait(delay)
                            try serving.process.kill()
                        }
                    } catch {
                        // The connection has ended with the process: that is what this is about.
                        return
                    }
                }
            }
        }
        ledger.resetCount()
        await serving.process.untilOutputEnds()
    }

    private func step(
        _ signer: Signer,
        _ fresh: [UInt8],
        _ ledger: Ledger,
        _ pool: Pool,
        _ random: inout SeededMoments
    ) async throws {
        switch (random.number() % 8, pool.any(&random)) {
        case (0...2, _), (_, nil):
            pool.add(try await signer.authorize(fresh), fresh)
        case (3...5, let known?):
            // Others may be doing the same with the same SAD.
            guard try await signer.sign(known.hash, known.sad).status == 200 else { return }
            let isFirst = ledger.answered[Base64.encode(known.hash)] == nil
            #expect(isFirst, "one authorization was answered two signatures")
            ledger.note(answered: Base64.encode(known.hash), sad: known.sad)
        case (6, let known?):
            #expect(try await signer.sign(fresh, known.sad).status == 400)
        case (_, let known?):
            // Either it is extended to another hash, or it was over.
            let answer = try await signer.extend(known.sad, fresh)
            guard answer.status == 200 else { return }
            pool.add(try #require(try answer.json["SAD"]?.string), fresh)
        }
    }

    private static func hash(_ text: String) -> [UInt8] { DigestAlgorithm.sha256.hash(Array(text.utf8)) }
}
