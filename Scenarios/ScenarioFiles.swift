/// What the project ships for scenarios, compiled into the program so that a moved executable finds it.
package enum ScenarioFiles {
    /// `Scenarios/documents/prescription.xml`: an unsigned electronic prescription, made for this project, with
    /// fictitious people, codes and drugs.
    package static var prescription: [UInt8] { PackageResources.prescription_xml }
}
