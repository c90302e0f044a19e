import Foundation
import Simulation

/// A second domain for tests: reads the first one, and sends reminders at given instants.
enum Mailbox: Domain {
    struct State: Codable, Sendable, Equatable {
        var reminders: [Date: String] = [:]
        var sent: [String] = []
    }

    enum Command: Sendable {
        case remind(String, at: Date)
        case send(String, Date)
        /// Only to holders of an account.
        case write(to: String)
        /// A due command that never does anything.
        case stall(at: Date)
    }

    enum Event: DomainEvent {
        case scheduled(text: String, instant: Date)
        case sent(text: String, instant: Date?)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case scheduled = "mail.scheduled"
            case sent = "mail.sent"
        }
    }

    struct NoSuchAccount: Error, Equatable {}

    static let name = "mailbox"
    static let initialState = State()

    static func decide(_ command: Command, in context: DecisionContext<Mailbox>) throws(NoSuchAccount) -> [Event] {
        switch command {
        case .remind(let text, let instant): return [.scheduled(text: text, instant: instant)]
        case .send(let text, let instant): return text == "stall" ? [] : [.sent(text: text, instant: instant)]
        case .stall(let instant): return [.scheduled(text: "stall", instant: instant)]
        case .write(let account):
            guard context.state(of: Accounts.self).accounts[account] != nil else { throw NoSuchAccount() }
            return [.sent(text: account, instant: nil)]
        }
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .scheduled(let text, let instant): state.reminders[instant] = text
        case .sent(let text, let due):
            state.sent.append(text)
            if let due { state.reminders[due] = nil }
        }
    }

    static func nextDue(_ state: State) -> Due<Command>? {
        state.reminders.keys.min().map { Due(at: $0, .send(state.reminders[$0] ?? "", $0)) }
    }
}
