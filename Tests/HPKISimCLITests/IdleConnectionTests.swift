import Foundation
import NIOCore
import NIOPosix
import TestSupport
import Testing
import VendorDouble

/// More connections than the process may open files at its start: `serve` raises its soft limit itself.
@Suite(.timeLimit(.minutes(5))) struct IdleConnectionTests {
    @Test func `serves while a thousand connections stand idle`() async throws {
        let count = 1000
        OpenFiles.allow(count * 2 + 1000)
        let (_, ended) = try await Program().serving("--ephemeral", softLimit: 256) { serving in
            let limits = try String(contentsOfFile: "/proc/\(serving.process.processID)/limits", encoding: .utf8)
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
            #expect((line.split(separator: " ").compactMap { Int($0) }.first ?? 0) >= 4096)

            var idle: [any Channel] = []
            // On the portal: on the other port a handshake that does not begin is ended sooner.
            for _ in 0..<count {
                idle.append(
                    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connect(host: "127.0.0.1", port: serving.portalPort).get()
                )
            }
            let signer = try await Signer(serving)
            let hash = [UInt8](repeating: 7, count: 32)
            let answer = try await signer.sign(hash, try await signer.authorize(hash))
            #expect(answer.status == 200)
            // Accepted each one, and not just left in the kernel's queue.
            let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(serving.process.processID)/fd")
            #expect(files.count > count)
            for channel in idle { channel.close(promise: nil) }
        }
        #expect(ended.status == .exited(0))
    }
}

/// This process opens as many files as the one that it talks to.
private enum OpenFiles {
    static func allow(_ count: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, rlim_t(count)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
