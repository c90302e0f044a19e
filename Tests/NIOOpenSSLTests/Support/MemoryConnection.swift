import NIOCore
import OpenSSL

/// A client and a server that talk to each other in memory.
struct MemoryConnection {
    let client: TLSSession
    let server: TLSSession
    private(set) var clientResult: Result<Void, TLSError>?
    private(set) var serverResult: Result<Void, TLSError>?

    init(client: TLSContext, server: TLSContext, resuming resumption: TLSResumption? = nil) throws {
        self.client = try client.makeSession(resuming: resumption)
        self.server = try server.makeSession()
    }

    init(client: TLSClientConfiguration, server: TLSServerConfiguration) throws {
        self = try Self(client: TLSContext(client: client), server: TLSContext(server: server))
    }

    /// Lets both sides talk until neither has anything more to say.
    mutating func handshake() {
        var isTalking = true
        while isTalking {
            if clientResult == nil { clientResult = client.step() }
            let fromClient = client.output()
            server.receive(fromClient.readableBytesSpan)
            if serverResult == nil { serverResult = server.step() }
            let fromServer = server.output()
            client.receive(fromServer.readableBytesSpan)
            isTalking = fromClient.readableBytes + fromServer.readableBytes > 0
        }
    }

    /// Sends bytes from one side to the other and reads them there.
    static func transfer(_ bytes: [UInt8], from sender: TLSSession, to receiver: TLSSession) throws -> [UInt8] {
        try sender.write(ByteBuffer(bytes: bytes).readableBytesSpan)
        receiver.receive(sender.output().readableBytesSpan)
        return try receiver.plaintext().get()
    }
}

extension TLSSession {
    func output() -> ByteBuffer {
        var bytes = ByteBuffer()
        while outputCount > 0 {
            bytes.writeWithOutputRawSpan(minimumWritableBytes: outputCount) { takeOutput(into: &$0) }
        }
        return bytes
    }

    /// All that can be read now; an orderly end reads like no more bytes.
    func plaintext() -> Result<[UInt8], TLSError> {
        var bytes = ByteBuffer()
        while true {
            var step = ReadStep.needsInput
            bytes.writeWithOutputRawSpan(minimumWritableBytes: 1024) { step = read(into: &$0) }
            switch step {
            case .read: continue
            case .needsInput, .ended: return .success(Array(bytes.readableBytesView))
            case .failed(let error): return .failure(error)
            }
        }
    }

    fileprivate func step() -> Result<Void, TLSError>? {
        switch handshake() {
        case .needsInput: nil
        case .completed: .success(())
        case .failed(let error): .failure(error)
        }
    }
}
