package import ISO7816

/// A card as a pure state machine of bytes: any bytes give an answer.
package struct CardMachine: Sendable {
    package private(set) var logic: any CardLogic
    private var dispatch = CommandDispatch()

    package init(_ logic: any CardLogic) {
        self.logic = logic
    }

    package var atr: [UInt8] { logic.atr }

    package mutating func reset() {
        dispatch = CommandDispatch()
        logic.reset()
    }

    package mutating func respond(to bytes: [UInt8]) -> (ResponseAPDU, [CardEvent]) {
        switch dispatch.take(bytes) {
        case .answer(let response): return (response, [])
        case .command(let command):
            do {
                let (response, events) = try logic.respond(to: command)
                return (dispatch.give(response, to: command), events)
            } catch {
                return (ResponseAPDU(error), [])
            }
        }
    }
}
