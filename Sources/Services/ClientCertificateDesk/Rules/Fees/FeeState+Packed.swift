import Registry
package import Simulation

extension FeeState.Task: Packed {
    package func pack(into writer: inout PackWriter) {
        switch self {
        case .bill(let year):
            0.pack(into: &writer)
            year.pack(into: &writer)
        case .remind(let number):
            1.pack(into: &writer)
            number.pack(into: &writer)
        case .stop(let number):
            2.pack(into: &writer)
            number.pack(into: &writer)
        }
    }

    package init(from reader: inout PackReader) throws(PackError) {
        switch try Int(from: &reader) {
        case 0: self = .bill(fiscalYear: try Int(from: &reader))
        case 1: self = .remind(try ID(from: &reader))
        case 2: self = .stop(try ID(from: &reader))
        default: throw PackError()
        }
    }
}
