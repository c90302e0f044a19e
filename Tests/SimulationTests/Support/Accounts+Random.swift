import Foundation
import Simulation
import TestSupport

extension Accounts.Command {
    /// Any command, legal or not, on one of ten accounts.
    static func random(using generator: inout SeededGenerator) -> Accounts.Command {
        let account = "account \(Int.random(in: 0..<10, using: &generator))"
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return .open(account)
        case 1: return .open(account, interestEvery: .hours(Int.random(in: 1...500, using: &generator)))
        case 2...6: return .deposit(account, Int.random(in: 1...100, using: &generator))
        default: return .withdraw(account, Int.random(in: 1...150, using: &generator))
        }
    }
}

extension Simulation {
    /// Performs on the test domain; refusals are part of the game.
    func tryPerform(_ command: Accounts.Command) async throws {
        do {
            try await perform(command, in: Accounts.self, cause: .command("test"))
        } catch is Accounts.Failure {}
    }

    var accounts: Accounts.State { state(of: Accounts.self) }
}
