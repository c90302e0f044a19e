import Foundation

/// The simulation clock as a domain: how it was set survives a restart.
enum ClockDomain: Domain {
    typealias State = ClockSetting

    struct Command: Sendable {
        enum Action: Sendable {
            case set(Date)
            case advance(Duration)
            case freeze(at: Date?)
            case resume
            case followRealTime
        }

        let action: Action
        let real: Date
    }

    enum Event: DomainEvent {
        case set(ClockChange)
        case advanced(ClockChange)
        case frozen(ClockChange)
        case resumed(ClockChange)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case set = "clock.set"
            case advanced = "clock.advanced"
            case frozen = "clock.frozen"
            case resumed = "clock.resumed"
        }

        var change: ClockChange {
            switch self {
            case .set(let change), .advanced(let change), .frozen(let change), .resumed(let change): change
            }
        }
    }

    static let name = "clock"
    static let initialState = ClockSetting.real

    static func decide(_ command: Command, in context: DecisionContext<ClockDomain>) -> [Event] {
        let from = context.state.reading(real: command.real)
        func change(to: Date, _ setting: ClockSetting) -> ClockChange {
            ClockChange(from: from, to: to, setting: setting)
        }
        func moved(to: Date) -> ClockChange {
            switch context.state {
            case .running: change(to: to, .running(offset: to.duration(since: command.real)))
            case .frozen: change(to: to, .frozen(at: to))
            }
        }
        switch command.action {
        case .set(let to): return [.set(moved(to: to))]
        case .advance(let duration): return [.advanced(moved(to: from.adding(duration)))]
        case .freeze(let at): return [.frozen(change(to: at ?? from, .frozen(at: at ?? from)))]
        case .resume:
            guard case .frozen = context.state else { return [] }
            return [.resumed(change(to: from, .running(offset: from.duration(since: command.real))))]
        case .followRealTime:
            return context.state == .real ? [] : [.set(change(to: command.real, .real))]
        }
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        state = event.change.setting
    }
}
