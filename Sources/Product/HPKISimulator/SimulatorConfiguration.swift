public import Foundation

/// How a simulator is started.
public struct SimulatorConfiguration: Sendable {
    /// Where the journal lies.
    public enum Storage: Sendable, Equatable {
        /// In a temporary file that is removed at the end.
        case ephemeral
        /// In a directory that is made where it does not exist, with mode 0700.
        case directory(URL)
    }

    /// A pcsc-lite socket.
    public enum CardSocket: Sendable, Equatable {
        case none
        /// At most 107 bytes.
        case path(String)
        /// A path of its own below the user's runtime directory; nil for a temporary one.
        case below(URL?)
    }

    /// Where vpcd, the virtual reader of a real pcscd, listens for its first slot; its second has the next port.
    public struct VirtualReaderDriver: Sendable, Equatable {
        public var host: String
        public var port: Int

        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The scenario that is played from the start: an id (its first variant), a variant such as `MTLS-05@http-400`, or the
    /// path of a file. Nil for the default world.
    public var scenario: String?
    public var storage: Storage = .ephemeral
    /// Where this user's test keys are kept between runs; making them anew takes seconds.
    public var keyCacheDirectory: URL = Self.defaultKeyCacheDirectory
    /// Port of the signing service; 0 lets the system choose.
    public var signingPort = 0
    /// Port of the portal; 0 lets the system choose.
    public var portalPort = 0
    /// Addresses to listen on; nil for both loopbacks, where a missing IPv6 loopback is no error.
    public var bindAddresses: [String]?
    /// Names, besides localhost, by which clients may call this machine. They go into the server certificate.
    public var hostNames: [String] = []
    /// Seed of what is random without being secret. Nil: as before in a kept state, else a random one.
    public var seed: UInt64?
    /// Where the simulation clock starts; nil for real time, or as before in a kept state.
    public var clock: Date?
    /// Factor on delays of faults; 0 skips them. It never touches the simulation clock.
    public var pace: Double = 1
    /// How the front refuses bad client certificates; nil for OpenSSL's alerts, or as before in a kept state.
    public var front: FrontChoice?

    /// Whether the `response_uri` of a signature in the background may name another host than this machine.
    public var notifiesAnyHost = false

    /// Where programs that use cards find the readers (`PCSCLITE_CSOCK_NAME`).
    public var cardSocket = CardSocket.none
    /// A vpcd in which the cards are shown as well; it need not be there yet.
    public var virtualReaderDriver: VirtualReaderDriver?
    /// Where every command to a card and its answer is written, with the secrets masked; the file gets the mode 0600.
    public var apduTrace: URL?

    /// [D] An idle connection, or one that does not go on with its request, is closed after this real time.
    var idleTimeout: Duration = .seconds(60)
    /// [D] How long a TLS handshake may take, in real time.
    var handshakeTimeout: Duration = .seconds(10)

    public init() {}

    /// - Parameter scenario: see ``scenario``.
    public init(scenario: String) {
        self.scenario = scenario
    }

    /// When every test CA of the facility's and the practitioners' certificates is valid (`Certs/hierarchy.yaml`).
    public static let clockRange =
        Date(timeIntervalSince1970: 1_585_666_800)...Date(timeIntervalSince1970: 2_004_965_999)

    /// `.cache/hpki-sim/keys-v1` in the home directory of the user database (the environment is not asked).
    public static var defaultKeyCacheDirectory: URL {
        let home = getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) } ?? "/tmp"
        return URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent(".cache/hpki-sim/keys-v1")
    }
}
