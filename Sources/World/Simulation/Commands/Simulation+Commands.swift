import Foundation

extension Simulation {
    /// The commands of the spine itself.
    package var commands: [NamedCommand] { clockCommands + faultCommands }

    private var clockCommands: [NamedCommand] {
        [
            NamedCommand(
                "clock.advance",
                "Moves the clock on; what was due on the way happens, each at its own instant.",
                [.required("by", .duration, "How far.")]
            ) { arguments in
                let duration = try arguments.require("by", arguments.duration)
                return try await self.clock.advance(by: duration, cause: arguments.cause, trace: arguments.trace).json
            },
            NamedCommand(
                "clock.set",
                "Sets the clock, forwards or backwards; a frozen clock stays frozen.",
                [.required("to", .instant, "The new instant.")]
            ) { arguments in
                let instant = try arguments.require("to", arguments.instant)
                return try await self.clock.set(to: instant, cause: arguments.cause, trace: arguments.trace).json
            },
            NamedCommand(
                "clock.freeze",
                "Stops the clock.",
                [.optional("at", .instant, "Where; by default where it is.")]
            ) { arguments in
                let instant = arguments.instant("at")
                return try await self.clock.freeze(at: instant, cause: arguments.cause, trace: arguments.trace).json
            },
            NamedCommand("clock.resume", "Lets a frozen clock run on.") { arguments in
                try await self.clock.resume(cause: arguments.cause, trace: arguments.trace).json
            },
            NamedCommand("clock.real", "Back to real time.") { arguments in
                try await self.clock.followRealTime(cause: arguments.cause, trace: arguments.trace).json
            },
        ]
    }

    private var faultCommands: [NamedCommand] {
        [
            NamedCommand(
                "fault.add",
                "Adds a rule to the fault plan.",
                [
                    .required("id", .string, "A name of its own; it also names the rule's random stream."),
                    .required("point", .string, "An injection point, or the beginning of several followed by *."),
                    .optional("matching", .object, "Attributes that must have these values."),
                    .optional("when", .any, #""always", {"first": n}, {"nth": n} or {"probability": 0 to 1}."#),
                    .required("effect", .any, #""drop", "flip", {"error": {…}}, {"delay": "2s"} or a point's own."#),
                ]
            ) { arguments in
                let rule: FaultRule = try arguments.decode()
                try await self.faults.add(rule, cause: arguments.cause, trace: arguments.trace)
                return try JSONValue(encoding: rule)
            },
            NamedCommand(
                "fault.remove",
                "Removes a rule from the fault plan.",
                [.required("id", .string, "The rule's name.")]
            ) { arguments in
                let id = try arguments.require("id", arguments.string)
                try await self.faults.remove(id, cause: arguments.cause, trace: arguments.trace)
                return [:]
            },
            NamedCommand(
                "fault.chaos",
                "A little misbehaviour everywhere, reproducible by the seed; in the place of an earlier chaos.",
                [.required("share", .number, "Of the passages of every injection point, 0 to 1; 0 ends it.")]
            ) { arguments in
                let share = try arguments.require("share", arguments.number)
                guard (0...1).contains(share) else {
                    throw CommandError.invalidArgument(name: "share", reason: "expected a number from 0 to 1")
                }
                let rules = try await self.faults.setChaos(share: share, cause: arguments.cause, trace: arguments.trace)
                return ["rules": .array(rules.map { .string($0.id) })]
            },
            NamedCommand(
                "fault.seed",
                "Lets the fault plan draw from another seed, from the first passage of every rule on, until the next reset.",
                [.required("seed", .integer, "The seed.")]
            ) { arguments in
                let seed = try arguments.require("seed", arguments.integer)
                try await self.faults.reseed(seed, cause: arguments.cause, trace: arguments.trace)
                return ["seed": .integer(seed)]
            },
            NamedCommand("fault.clear", "Removes every rule from the fault plan.") { arguments in
                try await self.faults.removeAll(cause: arguments.cause, trace: arguments.trace)
                return [:]
            },
        ]
    }
}

extension ClockChange {
    /// The answer to a clock command.
    package var json: JSONValue {
        [
            "from": .string(from.rfc3339), "to": .string(to.rfc3339),
            "backwards": .bool(isBackwards), "frozen": .bool(isFrozen),
        ]
    }

    private var isFrozen: Bool {
        if case .frozen = setting { true } else { false }
    }
}
