import ISO7816
package import Simulation

/// Where the fault plan may change what a program meets at a reader.
package enum ReaderFault {
    package static let connecting = InjectionPoint(
        "pcsc.connect",
        "A program wants a connection to a reader's card.",
        attributes: ["reader"],
        effects: [
            FaultEffectKind("delay", "The reader takes its time.", chaos: "250ms"),
            FaultEffectKind("drop", "The reader is unplugged."),
            FaultEffectKind("error", "The connection fails.", [code], chaos: [:]),
        ]
    )

    package static let transmitting = InjectionPoint(
        "pcsc.transmit",
        "A command is about to go to the card.",
        attributes: ["reader", "ins"],
        effects: [
            FaultEffectKind("delay", "The card takes its time.", chaos: "250ms"),
            FaultEffectKind("drop", "The card is pulled."),
            FaultEffectKind("unplug", "The reader is unplugged."),
            FaultEffectKind("reset", "Another program resets the card, which has not seen the command."),
            FaultEffectKind("error", "The transmission fails; the card has not seen the command.", [code], chaos: [:]),
            FaultEffectKind(
                "flip",
                "One bit of the answer is turned over.",
                [.optional("bit", .integer, "From the highest bit of the first byte; drawn unless said otherwise.")]
            ),
        ]
    )

    private static let code = CommandParameter.optional(
        "code",
        .choice(PCSCError.allNames),
        "A name of winscard.h; SCARD_F_COMM_ERROR if not given."
    )

    package static let points = [connecting, transmitting]

    static func connect(_ reader: String, _ plan: FaultPlan) async -> CardFailure? {
        guard let fault = try? await plan.pass(connecting.name, attributes: ["reader": reader]) else { return nil }
        return fault.effect == .drop ? .readerUnplugged : failure(of: fault)
    }

    static func transmit(_ job: CardJob, _ plan: FaultPlan) async -> Fault? {
        let instruction = job.command.flatMap { $0.count > 1 ? $0[1] : nil } ?? 0
        let digits = String(instruction, radix: 16, uppercase: true)
        let attributes = ["reader": job.reader, "ins": instruction < 16 ? "0\(digits)" : digits]
        return (try? await plan.pass(transmitting.name, attributes: attributes)) ?? nil
    }

    /// - Returns: nil for an effect that lets the command through.
    static func failure(of fault: Fault) -> CardFailure? {
        switch fault.effect {
        case .drop: .removed
        case .custom("unplug", _): .readerUnplugged
        case .custom("reset", _): .reset
        case .error(let details):
            .reader(details["code"]?.string.flatMap(PCSCError.init(name:)) ?? .communicationFailure)
        case .delay, .flip, .custom: nil
        }
    }
}
