import Foundation
import HPKISimulator
import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport
import Testing
import VendorDouble

/// A running `hpki-sim serve`, known by nothing but its ready file.
struct Serving: Sendable {
    let process: RunningProcess
    let readyFile: String
    let ready: ReadyFile

    init(process: RunningProcess, readyFile: String) throws {
        self.process = process
        self.readyFile = readyFile
        ready = try ReadyFile(contentsOf: URL(filePath: readyFile))
    }

    var signingPort: Int { URLComponents(string: ready.signingURL)?.port ?? 0 }
    var portalPort: Int { URLComponents(string: ready.portalURL)?.port ?? 0 }

    func portal() async throws -> ClientConnection {
        try await ClientConnection.open(host: "127.0.0.1", port: portalPort)
    }

    func settings() throws -> VendorSettings {
        try VendorSettings(readyFile: URL(filePath: readyFile), instant: { Date() })
    }

    /// Mutual TLS with the delivered certificate, kept alive.
    func signing() async throws -> ClientConnection {
        let context = try settings().tlsContext(for: "localhost")
        return try await ClientConnection.open(host: "127.0.0.1", port: signingPort) { channel in
            try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
        }
    }
}
