import Cards
import ISO7816
import Logging
import Registry
import Simulation

/// A card of the world in a reader. Its keys are made and its secrets read when the first command comes, and again after
/// each reset, so that what the world did to the card meanwhile holds.
actor WorldCard: CardInReader {
    let id: ID<Card>
    nonisolated let atr: [UInt8]
    private let world: RunningWorld
    private let reader: String
    private var card: RecordedCard?
    private var isMute = false
    /// The fault that the last reserved PIN chose: who does right tries once more, and has to see that it works.
    private var chosen: ReservedOutcome?
    private var resets = 0
    /// What waits for GET RESPONSE because a fault wants it so.
    private var held: [UInt8] = []

    init(_ card: Card, in world: RunningWorld, reader: String) {
        id = card.id
        atr =
            card.isUpsideDown == true ? [] : card.kind == .hpki ? HPKICard.answerToReset : MyNumberCard.answerToReset
        self.world = world
        self.reader = reader
    }

    func reset() {
        resets += 1
        card = nil
        held = []
    }

    func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8] {
        let present = try await poweredCard()
        if isMute { throw .mute }
        let instruction = command.count > 1 ? command[1] : 0
        if !held.isEmpty, instruction == 0xC0 { return takeHeld(CommandAPDU(parsing: command)?.expectedLength ?? 256) }
        held = []
        try await armReserved(command)
        let fault = fault(at: CardFault.command, ["instruction": InstructionName.word(instruction)])
        if case .custom("status", let arguments)? = fault?.effect {
            return (CardFault.status(arguments["sw"]?.string) ?? .noPreciseDiagnosis).bytes
        }
        let answer = try await present.transmit(command)
        return spoilt(answer, instruction, fault)
    }

    // MARK: - Power

    private func poweredCard() async throws(CardFailure) -> RecordedCard {
        if let card { return card }
        let resetsBefore = resets
        let defects = CardDefects(
            world.simulation.faults.faults(at: CardFault.power.name, attributes: place).map(\.effect)
        )
        let made: RecordedCard
        do {
            made = RecordedCard(try await world.cardMachine(id, defects)) { [weak self] facts in
                try await self?.record(facts)
            }
        } catch {
            world.simulation.logger.error("the card \(id) cannot be read: \(error)")
            throw .mute
        }
        if resets == resetsBefore {
            card = made
            isMute = defects.isMute
        }
        return made
    }

    // MARK: - Facts

    private func record(_ facts: [CardEvent]) async throws {
        try await world.record(facts, of: id)
    }

    // MARK: - Faults

    private var place: [String: String] { ["reader": reader, "card": id.rawValue] }

    private func fault(at point: InjectionPoint, _ attributes: [String: String] = [:]) -> Fault? {
        world.simulation.faults.faults(at: point.name, attributes: place.merging(attributes) { $1 }).first
    }

    /// A PIN that chooses a fault; any other takes back what one before it chose and what has not happened. The same
    /// PIN sent right after chooses nothing.
    private func armReserved(_ bytes: [UInt8]) async throws(CardFailure) {
        guard let command = CommandAPDU(parsing: bytes), command.ins == 0x20, !command.data.isEmpty else { return }
        let secret = String(decoding: command.data, as: UTF8.self)
        var outcome = world.simulation.reservedOutcomes.chosen(by: secret, of: .reader)
        if let again = outcome, again == chosen, !CardFault.isOfVerification(again) { outcome = nil }
        chosen = outcome
        do {
            let cause = Cause(.apdu, id.rawValue)
            try await world.simulation.faults.arm(outcome, at: .card, for: reader, cause: cause)
        } catch {
            world.simulation.logger.error("a reserved PIN has no effect: \(error)")
            throw .mute
        }
    }

    private func spoilt(_ answer: [UInt8], _ instruction: UInt8, _ fault: Fault?) -> [UInt8] {
        guard var response = ResponseAPDU(parsing: answer), response.status.isSuccess, !response.data.isEmpty else {
            return answer
        }
        if instruction == 0x2A, let fault = self.fault(at: CardFault.signature) {
            response.data = fault.flipped(response.data)
        }
        switch fault?.effect {
        case .custom("truncate", let arguments):
            response.data = Array(response.data.prefix(arguments["bytes"]?.integer ?? response.data.count / 2))
            response.status = CardFault.status(arguments["sw"]?.string) ?? .endOfFile
        case .custom("more-bytes", _):
            held = response.data
            response = ResponseAPDU(.moreBytes(held.count))
        default: break
        }
        return response.bytes
    }

    private func takeHeld(_ count: Int) -> [UInt8] {
        let data = Array(held.prefix(count))
        held.removeFirst(data.count)
        return ResponseAPDU(data, held.isEmpty ? .success : .moreBytes(held.count)).bytes
    }
}
