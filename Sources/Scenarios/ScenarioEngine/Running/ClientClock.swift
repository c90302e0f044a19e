import Foundation
import Simulation

/// How a vendor's program gets the clock of a scenario that sets one: it reads its machine's, which nobody moves.
package enum ClientClock: Hashable, Sendable {
    /// Not at all: such a scenario is not run.
    case own
    /// By libfaketime, whose program `faketime` starts another with its clock shifted.
    case faketime(program: String)
    /// It was to be libfaketime, and there is none.
    case faketimeMissing

    /// Why a scenario with a clock of its own cannot be run.
    var complaint: String? {
        switch self {
        case .own: "needs the client's clock: run it with --faketime"
        case .faketime: nil
        case .faketimeMissing: "needs the client's clock: there is no faketime (Debian: apt-get install faketime)"
        }
    }

    /// The command with its clock as far from the machine's as the simulation's is. Monotonic time stays as it is, so that
    /// the program's own waits do.
    func command(_ command: [String], at clock: SimulationClock) -> [String] {
        guard case .faketime(let program) = self else { return command }
        let offset = clock.now.timeIntervalSince(clock.realNow)
        let sign = offset < 0 ? "-" : "+"
        return ["env", "FAKETIME_DONT_FAKE_MONOTONIC=1", program, "-f", "\(sign)\(abs(Int(offset.rounded())))s"]
            + command
    }
}
