import Foundation

/// The files that one running simulator gives to others: authorities, the client's .p12, the sample, the ready file.
struct InstanceFiles: Sendable {
    /// The state's own: a temporary one goes with everything in it.
    let directory: URL

    static let sampleName = "prescription.xml"
    /// Path of the shipped prescription.
    var sampleDocument: String { directory.appendingPathComponent(Self.sampleName).path }

    static let curlConfigurationName = "curl.conf"
    /// Path of curl's options for mutual TLS.
    var curlConfiguration: String { directory.appendingPathComponent(Self.curlConfigurationName).path }

    var readyFile: URL { directory.appendingPathComponent("ready.json") }

    /// - Returns: the path of the written file.
    func write(_ bytes: some Sequence<UInt8>, as name: String) throws -> String {
        let url = directory.appendingPathComponent(name)
        do {
            try PrivateFile.write(Data(bytes), to: url)
        } catch {
            throw SimulatorError("\(url.path) cannot be written: \(error)")
        }
        return url.path
    }

    /// A ready file says that a server runs; it must not outlive it.
    func removeReadyFile() {
        try? FileManager.default.removeItem(at: readyFile)
    }
}
