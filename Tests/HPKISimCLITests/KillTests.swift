import Foundation
import HPKISimulator
import NIOCore
import NIOPosix
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble

/// `kill -9` of a serving process at any moment, and another one on the same state: what was answered stays true.
@Suite(.timeLimit(.minutes(10))) struct KillTests {
    static let signers = 3

    @Test(arguments: [1, 2, 3]) func `loses nothing that was answered`(seed: UInt64) async throws {
        let program = try Program()
        let state = program.home.path("state")
        let ledger = Ledger()
        var moments = SeededMoments(seed: seed)
        var identity: [[UInt8]] = []
        var signer: Certificate?
        var token: String?
        for life in 1...4 {
            let moment = moments.next()
            let opening = (identity, signer, token)
            let (facts, ended) = try await program.serving("--state", state) { serving in
                let facts = try await checkAfterRestart(serving, ledger, token: opening.2)
                if life > 1 {
                    #expect(facts.identity == opening.0)
                    #expect(facts.signer == opening.1)
                }
                try checkFiles(of: serving, in: state)
                await sign(serving, token: facts.token, life: life, ledger, killAt: moment)
                return facts
            }
            #expect(ended.status == .signalled(9))
            #expect(!ledger.answered.isEmpty)
            (identity, signer, token) = (facts.identity, facts.signer, facts.token)
        }
        // The last life ends in order, and so leaves no ready file.
        let (_, ended) = try await program.serving("--state", state) { serving in
            _ = try await checkAfterRestart(serving, ledger, token: nil)
        }
        #expect(ended.status == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: "\(state)/ready.json"))
    }

    /// Before anything is served there is nothing to lose, but the next start must not stumble over what lies there.
    @Test(arguments: [5, 30, 60, 90, 120, 160, 200, 260, 330, 400])
    func `starts after a start that was killed`(milliseconds: Int64) async throws {
        let program = try Program()
        let state = program.home.path("state")
        let command = [
            "serve", "--port", "0", "--portal-port", "0", "--state", state, "--ready-file",
            program.home.path("first.json"),
        ]
        let (_, ended) = try await ProcessRunner.withRunning(Program.path, command, environment: program.environment) {
            process in
            try await Timer.wait(.milliseconds(milliseconds))
            try process.kill()
            await process.untilOutputEnds()
        }
        #expect(ended.status == .signalled(9))
        _ = try await program.serving("--state", state) { serving in
            try checkFiles(of: serving, in: state)
            let signer = try await Signer(serving)
            let answer = try await signer.sign(Self.hash("a"), try await signer.authorize(Self.hash("a")))
            #expect(answer.status == 200)
        }
    }

    /// What was finished can be fetched afterwards; what was not is an error, and its SAD stays spent.
    @Test func `keeps the results of signatures in the background`() async throws {
        let program = try Program()
        let state = program.home.path("state")
        let (accepted, ended) = try await program.serving("--state", state) { serving in
            let signer = try await Signer(serving)
            var accepted: [(id: String, sad: String, hash: [UInt8])] = []
            for number in 0..<50 {
                let hash = Self.hash("\(number)")
                let sad = try await signer.authorize(hash)
                accepted.append((try await signer.signLater(hash, sad), sad, hash))
            }
            while try await signer.poll(accepted[0].id).status == 202 {}
            try serving.process.kill()
            await serving.process.untilOutputEnds()
            return (signer.token, accepted)
        }
        #expect(ended.status == .signalled(9))
        _ = try await program.serving("--state", state) { serving in
            let signer = try await Signer(serving, token: accepted.0)
            let key = try await signer.certificate().publicKey
            for (number, request) in accepted.1.enumerated() {
                let answer = try await signer.poll(request.id)
                if answer.status == 200 {
                    let text = try #require(try answer.json["signatures"]?[0]?.string)
                    let signature = try #require(Base64.decode(text))
                    #expect(key.isValid(signature: signature, digest: request.hash, algorithm: .sha256))
                } else {
                    #expect(number > 0 && answer.status == 500)
                    #expect(try answer.json["error"] == "server_error")
                }
                let again = try await signer.sign(request.hash, request.sad)
                #expect(try again.json["error_description"] == "Invalid parameter SAD")
            }
        }
    }

    // MARK: - One life

    private struct Facts: Sendable {
        let identity: [[UInt8]]
        let signer: Certificate
        let token: String
    }

    private func checkAfterRestart(_ serving: Serving, _ ledger: Ledger, token: String?) async throws -> Facts {
        let signer = try await Signer(serving, token: token)
        // The signatures that were answered are in the journal, each once.
        let portal = try await serving.portal()
        let events = try await portal.send(
            .get("/_sim/journal?type=signature.created&limit=1000000").bearer(serving.ready.adminToken)
        ).json["events"]?.array
        let created = try #require(events).flatMap { $0["payload"]?["hashes"]?.array ?? [] }.compactMap(\.string)
        #expect(Set(created).isSuperset(of: ledger.answered.keys))
        #expect(Set(created).count == created.count)
        // A SAD that was spent stays spent.
        for (hash, sad) in ledger.answered.shuffled().prefix(20) {
            let refused = try await signer.sign(try #require(Base64.decode(hash)), sad)
            #expect(refused.status == 400)
            #expect(try refused.json["error_description"] == "Invalid parameter SAD")
        }
        // A SAD that was answered and not used is still good, for its own hash and once.
        for (hash, sad) in ledger.takeUnused() {
            let answer = try await signer.sign(try #require(Base64.decode(hash)), sad)
            #expect(answer.status == 200, "\(answer.text)")
            ledger.note(answered: hash, sad: sad)
        }
        let facts = Facts(
            identity: try #require(try serving.settings().facility).identity.chain.map(\.derEncoded),
            signer: try await signer.certificate(),
            token: signer.token
        )
        try await portal.close()
        try await signer.connection.close()
        return facts
    }

    /// The lock and the ready file are this process's, and nothing half written lies about.
    private func checkFiles(of serving: Serving, in state: String) throws {
        let lock = try String(contentsOfFile: "\(state)/lock", encoding: .utf8)
        #expect(lock == "\(serving.process.processID)\n")
        #expect(serving.ready.pid == serving.process.processID)
        let own = try Data(contentsOf: URL(filePath: "\(state)/ready.json"))
        #expect(try own == Data(contentsOf: URL(filePath: serving.readyFile)))
        let names = try FileManager.default.contentsOfDirectory(atPath: state)
        let expected = [
            "ca.pem", "client.hpki-cardless-signature.p12", "curl.conf", "hpki-ca.pem", "lock", "prescription.xml",
            "ready.json", "world.sqlite", "world.sqlite-shm", "world.sqlite-wal",
        ]
        #expect(names.sorted() == expected)
    }

    /// Several clients sign until the process dies under them.
    private func sign(
        _ serving: Serving,
        token: String,
        life: Int,
        _ ledger: Ledger,
        killAt moment: SeededMoments.Moment
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<Self.signers {
                group.addTask {
                    do {
                        let signer = try await Signer(serving, token: token)
                        for number in 1...100_000 {
                            try await step(signer, "\(life)-\(client)-\(number)", ledger, isSigned: number % 3 != 0)
                            guard ledger.count() == moment.answers else { continue }
                            try await Timer.wait(moment.delay)
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

    private func step(_ signer: Signer, _ text: String, _ ledger: Ledger, isSigned: Bool) async throws {
        let hash = Self.hash(text)
        let sad = try await signer.authorize(hash)
        guard isSigned else { return ledger.note(unused: Base64.encode(hash), sad: sad) }
        if try await signer.sign(hash, sad).status == 200 { ledger.note(answered: Base64.encode(hash), sad: sad) }
    }

    private static func hash(_ text: String) -> [UInt8] { DigestAlgorithm.sha256.hash(Array(text.utf8)) }
}
