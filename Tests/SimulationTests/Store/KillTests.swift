import Foundation
import Simulation
import TestSupport
import Testing

@Suite struct KillTests {
    /// A process that writes is killed at any moment, again and again: everything that it was answered is there
    /// afterwards, every event is whole, and the states are the fold of the events.
    @Test(arguments: 1...8)
    func killedAtAnyMomentLosesNothingThatWasAnswered(_ round: Int) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path
        var delays = SeededGenerator(seed: UInt64(round))
        let lives = 4
        for life in 1...lives {
            // At any moment of the opening and the first answers; the last time after hundreds of answers.
            let delay = life == lives ? nil : Int.random(in: 0...150_000, using: &delays)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, life = life as Int, delay = delay as Int?] in
                try await Victim(path: path, life: life).run(killedAfterMicroseconds: delay)
            }
            try await check(Victim(path: path, life: life))
        }
    }

    private func check(_ victim: Victim) async throws {
        let simulation = try await victim.openSimulation()
        let states = simulation.accounts
        let events = try await simulation.journal.events()
        #expect(events.map(\.seq) == Array(1...events.count))
        let deposits = events.filter { $0.type == "amount.deposited" }
        for client in 0..<Victim.clients {
            let account = "\(client)"
            let stored = deposits.filter { $0.payload["account"]?.string == account }
                .compactMap { $0.payload["amount"]?.integer }
            let answered = victim.answered(account)
            #expect(Set(answered).isSubset(of: stored), "\(account)")
            #expect(stored == Set(stored).sorted(), "\(account)")
            // In each life, at most the one that was on its way when the process died is stored without an answer.
            #expect(stored.count <= answered.count + victim.life, "\(account)")
            #expect(states.accounts[account]?.balance ?? 0 == stored.reduce(0, +), "\(account)")
            if victim.life == 4 { #expect(!answered.isEmpty) }
        }
        try await simulation.shutdown()
    }
}

/// The process that is killed: 8 clients pay in, and note each answer in a file the moment they have it.
private struct Victim {
    static let clients = 8

    let path: String
    /// Which start this is, from 1; part of every amount, so that none comes twice.
    let life: Int

    func openSimulation() async throws -> Simulation {
        let state = URL(filePath: path).appending(path: "state")
        return try await Simulation.open(.init(storage: .directory(state), domains: [Accounts.self, Mailbox.self]))
    }

    /// - Parameter delay: `nil` for the moment at which one client has had 150 answers.
    func run(killedAfterMicroseconds delay: Int?) async throws {
        if let delay {
            Thread.detachNewThread {
                usleep(UInt32(delay))
                kill(getpid(), SIGKILL)
            }
        }
        let simulation = try await openSimulation()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<Victim.clients {
                group.addTask { try await payIn("\(client)", limit: delay == nil ? 150 : .max, simulation) }
            }
            try await group.waitForAll()
        }
    }

    private func payIn(_ account: String, limit: Int, _ simulation: Simulation) async throws {
        try await simulation.tryPerform(.open(account))
        let file = open("\(path)/answered-\(account)", O_CREAT | O_WRONLY | O_APPEND, 0o600)
        for number in 1...999_999 {
            let amount = life * 1_000_000 + number
            try await simulation.perform(.deposit(account, amount), in: Accounts.self, cause: .program)
            // One write(2) for each line: it is in the kernel before the next thing happens, whatever becomes of us.
            let line = Array("\(amount)\n".utf8)
            _ = write(file, line, line.count)
            if number == limit { kill(getpid(), SIGKILL) }
        }
    }

    func answered(_ account: String) -> [Int] {
        // By file handle: Foundation's whole-file readers leak their buffer where the file is empty.
        let file = FileHandle(forReadingAtPath: "\(path)/answered-\(account)")
        let text = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").compactMap { Int($0) }
    }
}
