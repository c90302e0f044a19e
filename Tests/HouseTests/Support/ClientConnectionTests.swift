import TestSupport
import Testing
import VendorDouble

@Suite(.timeLimit(.minutes(5)))
struct ClientConnectionTests {
    private func answer(to request: ClientRequest, from script: String) async throws -> ClientAnswer {
        let server = try await ScriptedServer.start(saying: script)
        let connection = try await ClientConnection.open(host: "127.0.0.1", port: server.port)
        do {
            let answer = try await connection.send(request)
            try await server.stop()
            return answer
        } catch {
            try await server.stop()
            throw error
        }
    }

    @Test func `keeps status, reason, fields in their order, and body`() async throws {
        let answer = try await answer(
            to: .get("/"),
            from: "HTTP/1.1 418 I'm a teapot\r\nB: 1\r\na: 2\r\nb: 3\r\nContent-Length: 3\r\n\r\nabc"
        )
        #expect(answer.status == 418)
        #expect(answer.reason == "I'm a teapot")
        #expect(answer.fields.map(\.name) == ["B", "a", "b", "Content-Length"])
        #expect(answer["b"] == "1")
        #expect(answer.text == "abc")
    }

    @Test func `does not take 100 Continue for the answer`() async throws {
        let answer = try await answer(
            to: .json("/", "{}"),
            from: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
        )
        #expect(answer.status == 204)
    }

    @Test func `says that a server closed without an answer`() async throws {
        await #expect(throws: ClientFailure.closedWithoutAnswer) {
            try await answer(to: .get("/"), from: "")
        }
    }

    @Test(.needs(program: "python3")) func `sends what was asked for, byte for byte`() async throws {
        let heard = try await ProcessRunner.withRunning(
            "python3",
            ["-uc", Self.echoServer],
            readyWhen: "\n"
        ) { process in
            let port = try #require(Int(String(decoding: process.standardOutput, as: UTF8.self).dropLast()))
            let connection = try await ClientConnection.open(host: "127.0.0.1", port: port)
            let request = ClientRequest.form("/token?x=1", [("a b", "薬&")], fields: [("X-One", "1")]).bearer("t")
            return try await connection.send(request).text
        }.value
        #expect(
            heard.replacing(/127\.0\.0\.1:\d+/, with: "HOST") == """
                POST /token?x=1 HTTP/1.1\r
                Content-Type: application/x-www-form-urlencoded\r
                X-One: 1\r
                Authorization: Bearer t\r
                Host: HOST\r
                Content-Length: 18\r
                \r
                a%20b=%E8%96%AC%26
                """
        )
    }

    /// Prints its port and answers one request with that request's own bytes.
    private static let echoServer = """
        import socket
        s = socket.create_server(("127.0.0.1", 0))
        print(s.getsockname()[1])
        c = s.accept()[0]
        heard = b""
        while not heard.endswith(b"%26"): heard += c.recv(65536)
        c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(heard) + heard)
        c.recv(1)
        """
}
