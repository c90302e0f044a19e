import Foundation

/// The files that one running simulator gives to others: authorities, the client's .p12, the sample, the ready file.
struct InstanceFiles: Sendable {
    let directory: URL
    /// Removed with everything in it when the simulator stops.
    let isTemporary: Bool

    static let sampleName = "prescription.xml"
    /// Path of the shipped prescription.
    var sampleDocument: String { directory.appendingPathComponent(Self.sampleName).path }

    static let curlConfigurationName = "curl.conf"
    /// Path of curl's options for mutual TLS.
    var curlConfiguration: String { directory.appendingPathComponent(Self.curlConfigurationName).path }

    var readyFile: URL { directory.appendingPathComponent("ready.json") }

    /// A folder of its own below the system's temporary directory (0700).
    static func temporary() throws -> InstanceFiles {
        let parent = URL(fileURLWithPath: NSTemporaryDirectory(), isDirectory: true)
        var template = Array(
            parent.appendingPathComponent("hpki-sim." + String(repeating: "X", count: 6)).path.utf8CString
        )
        guard mkdtemp(&template) != nil else {
            throw SimulatorError("no temporary directory can be made in \(NSTemporaryDirectory()): set TMPDIR")
        }
        let path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return InstanceFiles(directory: URL(fileURLWithPath: path, isDirectory: true), isTemporary: true)
    }

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

    func removeIfTemporary() {
        if isTemporary { try? FileManager.default.removeItem(at: directory) }
    }
}
