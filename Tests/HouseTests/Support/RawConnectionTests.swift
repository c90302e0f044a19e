import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RawConnectionTests {
    @Test func `gives every byte up to the server's end`() async throws {
        let server = try await ScriptedServer.start(saying: "HTTP/1.1 400 Bad Request\r\n\r\n\0")
        let connection = try await RawConnection.open(host: "127.0.0.1", port: server.port)
        try await connection.send("garbage")
        let received = try await connection.receivedToEnd()
        #expect(String(decoding: received, as: UTF8.self) == "HTTP/1.1 400 Bad Request\r\n\r\n\0")
        try await server.stop()
    }

    @Test func `waits for a text and no longer`() async throws {
        let server = try await ScriptedServer.start(saying: "220 ready\r\n")
        let connection = try await RawConnection.open(host: "127.0.0.1", port: server.port)
        try await connection.send("x")
        let received = try await connection.received(containing: "ready")
        #expect(String(decoding: received, as: UTF8.self) == "220 ready\r\n")
        try await connection.close()
        try await server.stop()
    }

    @Test func `names what it waited for when nothing comes`() async throws {
        let server = try await ScriptedServer.start(saying: "")
        let connection = try await RawConnection.open(host: "127.0.0.1", port: server.port)
        let error = await #expect(throws: DeadlineExceeded.self) {
            try await connection.received(containing: "220", deadline: .milliseconds(100))
        }
        #expect(error?.description == "waiting for 220: nothing within 0.1 seconds")
        try await connection.close()
        try await server.stop()
    }
}
