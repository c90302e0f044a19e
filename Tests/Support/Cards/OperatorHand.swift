import ISO7816
package import PCSC

/// What someone does at the reader of a ``ServedBus``, for programs in other processes that ask for it by its name.
package enum OperatorHand: String, Sendable {
    case insert
    case insertMute = "insert-mute"
    case remove
    case reset
    case breakReader = "break"
    case mendReader = "mend"
    case detach
    case attach

    package func act(on served: ServedBus) throws(ReaderBusError) {
        let (bus, reader) = (served.bus, ServedBus.reader)
        switch self {
        case .insert: try bus.insert(served.card, into: reader)
        case .insertMute: try bus.insert(ScriptedCard(atr: []), into: reader)
        case .remove: try bus.remove(from: reader)
        case .reset: try bus.reset(reader)
        case .breakReader: try bus.setResponsive(false, reader)
        case .mendReader: try bus.setResponsive(true, reader)
        case .detach: try bus.detach(reader)
        case .attach: try bus.attach(ReaderDescription(name: reader))
        }
    }
}
