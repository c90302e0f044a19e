import Foundation
import Simulation

/// A domain for tests: named accounts with balances, and interest that comes due by itself.
enum Accounts: Domain {
    struct Account: Codable, Sendable, Equatable {
        var balance: Int
        var opened: Date
        var nextInterest: Date?
    }

    struct State: Codable, Sendable, Equatable {
        var accounts: [String: Account] = [:]
    }

    enum Command: Sendable {
        case open(String, interestEvery: Duration? = nil)
        case deposit(String, Int)
        case withdraw(String, Int)
        case payInterest(String)
    }

    enum Event: DomainEvent {
        case opened(Opening)
        case deposited(account: String, amount: Int)
        case withdrawn(account: String, amount: Int)
        case interestPaid(account: String)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case opened = "account.opened"
            case deposited = "amount.deposited"
            case withdrawn = "amount.withdrawn"
            case interestPaid = "interest.paid"
        }

        static var secretFields: Set<String> { ["password"] }
        static var variableFields: Set<String> { ["password"] }
    }

    struct Opening: Codable, Sendable, Equatable {
        let account: String
        let interestEvery: Int64?
        var password = "hunter2"
    }

    enum Failure: Error, Equatable {
        case exists(String)
        case unknown(String)
        case insufficient(balance: Int)
    }

    static let name = "accounts"
    static let initialState = State()

    static func decide(_ command: Command, in context: DecisionContext<Accounts>) throws(Failure) -> [Event] {
        switch command {
        case .open(let name, let interval):
            guard context.state.accounts[name] == nil else { throw .exists(name) }
            return [.opened(Opening(account: name, interestEvery: interval?.milliseconds))]
        case .deposit(let name, let amount):
            guard context.state.accounts[name] != nil else { throw .unknown(name) }
            return [.deposited(account: name, amount: amount)]
        case .withdraw(let name, let amount):
            guard let account = context.state.accounts[name] else { throw .unknown(name) }
            guard account.balance >= amount else { throw .insufficient(balance: account.balance) }
            return [.withdrawn(account: name, amount: amount)]
        case .payInterest(let name):
            return [.interestPaid(account: name)]
        }
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .opened(let opening):
            let next = opening.interestEvery.map { instant.adding(.milliseconds($0)) }
            state.accounts[opening.account] = Account(balance: 0, opened: instant, nextInterest: next)
        case .deposited(let name, let amount):
            state.accounts[name]?.balance += amount
        case .withdrawn(let name, let amount):
            state.accounts[name]?.balance -= amount
        case .interestPaid(let name):
            guard let account = state.accounts[name], let due = account.nextInterest else { return }
            state.accounts[name]?.balance += 1
            // Ten days, whatever the first interval was.
            state.accounts[name]?.nextInterest = due.adding(.days(10))
        }
    }

    static func nextDue(_ state: State) -> Due<Command>? {
        let dates = state.accounts.compactMap { name, account in account.nextInterest.map { ($0, name) } }
        return dates.min { $0 < $1 }.map { Due(at: $0.0, .payInterest($0.1)) }
    }
}
