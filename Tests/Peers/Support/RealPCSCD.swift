import Foundation
import TestSupport
import Testing

/// Debian's pcscd with Debian's vpcd driver, in a mount namespace of its own: no service of this machine, no fixed path
/// or port, and as many side by side as tests want.
struct RealPCSCD: Sendable {
    static let folder = Repository.root.appending(path: ".build-peers/pcscd").path(percentEncoded: false)
    static var isUnpacked: Bool { FileManager.default.isExecutableFile(atPath: "\(folder)/usr/sbin/pcscd") }

    /// For `PCSCLITE_CSOCK_NAME`.
    let socket: String
    /// Where vpcd listens for the card of its first slot.
    let port: Int
    let process: RunningProcess

    static func with<Value: Sendable>(body: @escaping @Sendable (RealPCSCD) async throws -> Value) async throws -> Value
    {
        let place = try TemporaryDirectory()
        // The driver listens on the next port, too, for its second slot.
        let port = try await FreePort.findPair()
        for name in ["run", "readers"] {
            try FileManager.default.createDirectory(atPath: place.path(name), withIntermediateDirectories: false)
        }
        let number = "0x" + String(port, radix: 16)
        try place.write(
            """
            FRIENDLYNAME "Virtual PCD"
            DEVICENAME /dev/null:\(number)
            LIBPATH \(folder)/usr/lib/pcsc/drivers/serial/libifdvpcd.so
            CHANNELID \(number)

            """,
            to: "readers/vpcd"
        )
        // pcscd's socket has a fixed place, which is ours in this namespace.
        let script = """
            mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd &&
            exec "$2/usr/sbin/pcscd" --foreground --info --config "$3"
            """
        return try await ProcessRunner.withRunning(
            "unshare",
            [
                "--mount", "--map-root-user", "sh", "-c", script, "sh", place.path("run"), folder,
                place.path("readers"),
            ],
            environment: ["LD_LIBRARY_PATH": try libraries()],
            readyWhen: "daemon ready"
        ) { process in
            try await body(RealPCSCD(socket: place.path("run/pcscd.comm"), port: port, process: process))
        }.value
    }

    /// libqrencode, which vpcd wants.
    private static func libraries() throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/usr/lib")
        return names.filter { $0.hasSuffix("-gnu") }.map { "\(folder)/usr/lib/\($0)" }.joined(separator: ":")
    }
}

extension Trait where Self == ConditionTrait {
    /// Needs Debian's pcscd and vpcd below `.build-peers`.
    static var needsPCSCD: Self {
        let isMet = RealPCSCD.isUnpacked || ProcessInfo.processInfo.environment["CI"] == "true"
        return .enabled(if: isMet, ".build-peers/pcscd has no pcscd: make test unpacks it")
    }
}
