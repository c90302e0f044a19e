import Foundation
import TestSupport

/// The public sample documents beside the package.
enum Sample: String, CaseIterable, Sendable {
    case prescription = "Prescription-004_01.xml"
    case dispensing = "Dispensing-005_03.xml"

    var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: Repository.realSamples.appending(path: rawValue))) }
    }

    var text: String {
        get throws { String(decoding: try bytes, as: UTF8.self) }
    }
}
