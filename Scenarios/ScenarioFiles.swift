package import Foundation

/// What the project ships for scenarios.
package enum ScenarioFiles {
    /// `Scenarios/documents/prescription.xml`: an unsigned electronic prescription, made for this project, with
    /// fictitious people, codes and drugs. Compiled into the program, so that a moved executable finds it.
    package static var prescription: [UInt8] { PackageResources.prescription_xml }

    /// `Scenarios/catalogue.tsv`: every failure that there is a scenario for, or is to be.
    package static var catalogue: [UInt8] { PackageResources.catalogue_tsv }

    /// The PDF that is downloaded with every .p12 file (desk rule DL-5), made of `Scenarios/documents/guide.html`.
    package static var guide: [UInt8] {
        get throws { try Array(Data(contentsOf: folder.appendingPathComponent("guide.pdf"))) }
    }

    /// The scenarios, a folder for each area. An executable that is moved takes `hpki-sim_ScenarioFiles.resources` along.
    package static var folder: URL { Bundle.module.bundleURL }
}
