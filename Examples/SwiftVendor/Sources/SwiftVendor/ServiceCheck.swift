import Foundation

/// Whether the signing service lets the facility in: what a vendor's product does when it starts.
///
/// It uses curl, since Foundation on Linux presents no client certificates.
public struct ServiceCheck: Sendable {
    public enum Outcome: Hashable, Sendable {
        case ready
        /// The sentence for the person at the screen; it says who can help.
        case refused(String)
    }

    public var signingURL: String
    public var caFile: String
    public var pkcs12: String
    public var password: String

    public init(signingURL: String, caFile: String, pkcs12: String, password: String) {
        self.signingURL = signingURL
        self.caFile = caFile
        self.pkcs12 = pkcs12
        self.password = password
    }

    /// Asks once. A refused certificate does not get better by asking again.
    public func run() throws -> Outcome {
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        curl.arguments = ["curl", "--silent", "--max-time", "20", "--config", "-"]
        let (input, output) = (Pipe(), Pipe())
        curl.standardInput = input
        curl.standardOutput = output
        try curl.run()
        // On standard input, so that no process list shows the password.
        try input.fileHandleForWriting.write(contentsOf: Data(configuration.utf8))
        try input.fileHandleForWriting.close()
        let status = try output.fileHandleForReading.readToEnd().map { String(decoding: $0, as: UTF8.self) } ?? ""
        curl.waitUntilExit()
        if curl.terminationStatus == 0, status == "200" { return .ready }
        return .refused("クライアント証明書が受け入れられません。事務局またはベンダーにご連絡ください。")
    }

    private var configuration: String {
        """
        url = "\(signingURL)/csc/v2/info"
        cacert = "\(caFile)"
        cert-type = "P12"
        cert = "\(pkcs12):\(password)"
        header = "Content-Type: application/json"
        data = "{}"
        output = "/dev/null"
        write-out = "%{http_code}"

        """
    }
}
