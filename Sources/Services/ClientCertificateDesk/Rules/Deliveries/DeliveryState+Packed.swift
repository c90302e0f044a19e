import Registry
package import Simulation

extension DeliveryState.Task: Packed {
    package func pack(into writer: inout PackWriter) {
        let (kind, id) =
            switch self {
            case .mailPassword(let id): (0, id)
            case .deliverLetter(let id): (1, id)
            case .endLink(let id): (2, id)
            }
        kind.pack(into: &writer)
        id.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        switch try Int(from: &reader) {
        case 0: self = .mailPassword(try ID(from: &reader))
        case 1: self = .deliverLetter(try ID(from: &reader))
        case 2: self = .endLink(try ID(from: &reader))
        default: throw PackError()
        }
    }
}
