import Foundation
import NIOCore
import NIOPosix

/// A TCP port of 127.0.0.1 for a program that cannot choose one itself.
package enum FreePort {
    /// A port that was free a moment ago; the system gives it to nobody else soon.
    package static func find() async throws -> Int {
        let channel = try await bind(0)
        let port = channel.localAddress?.port
        try await channel.close().get()
        guard let port else { throw ChannelError.unknownLocalAddress }
        return port
    }

    /// A port whose next one is free, too, outside the range that the system gives to clients.
    package static func findPair() async throws -> Int {
        while true {
            let port = Int.random(in: 10_240..<32_000)
            do {
                let first = try await bind(port)
                defer { first.close(promise: nil) }
                try await bind(port + 1).close().get()
                return port
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                continue
            }
        }
    }

    private static func bind(_ port: Int) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: port).get()
    }
}
