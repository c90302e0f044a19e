import ArgumentParser
import HPKISimulator

/// `HOST:PORT`, and `[::1]:PORT` for an IPv6 address.
struct VPCDAddress: ExpressibleByArgument {
    let driver: SimulatorConfiguration.VirtualReaderDriver

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]) else {
            return nil
        }
        var host = String(argument[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        // The next port is that of the second reader.
        guard HostName.isUsable(host), (1...65_534).contains(port) else { return nil }
        driver = .init(host: host, port: port)
    }
}
