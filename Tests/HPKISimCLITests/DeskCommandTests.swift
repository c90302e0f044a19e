import Foundation
import HPKISimulator
import Simulation
import TestSupport
import Testing
import VendorDouble

/// `hpki-sim desk` against a running server, and the desk's work when the server is killed in the middle of it.
@Suite(.timeLimit(.minutes(10))) struct DeskCommandTests {
    let program: Program

    init() throws {
        program = try Program()
    }

    private func desk(_ arguments: [String], _ serving: Serving) async throws -> ProcessResult {
        try await program.run(["desk"] + arguments + ["--ready", serving.readyFile])
    }

    @Test func `takes a facility from the application to the stop of its service`() async throws {
        let (_, ended) = try await program.serving("--ephemeral") { serving in
            let applied = try await desk(["apply", "hospital"], serving)
            #expect(applied.status == .exited(0))
            #expect(applied.outputText.hasPrefix("application A-0001  pending, decided at "))
            #expect(try await desk(["approve"], serving).outputText.hasPrefix("application A-0001  issued at "))
            let resent = try await desk(["resend", "hospital", "--letter-at-hand", "--format", "json"], serving)
            #expect(try JSONValue.parse(resent.standardOutput)["sendings"] == 2)
            let refused = try await desk(["resend", "hospital", "--no-letter-at-hand"], serving)
            #expect(refused.status == .exited(65))
            #expect(refused.errorText.hasPrefix("hpki-sim: desk.resend: パスワード通知書がお手元にない場合は再申請してください"))
            #expect(refused.errorText.split(separator: "\n").count == 1)
            // Desk rule ENQ-1.
            #expect(refused.errorText.hasSuffix("施設のご担当者様にて内容をご確認ください。\n"))
            let again = try await desk(["reapply", "clinic"], serving)
            #expect(again.outputText.contains("warning: 再申請の理由を備考にご記載ください"))
            let changed = try await desk(["change-code", "new-clinic", "9918000037"], serving)
            #expect(changed.status == .exited(65))
            #expect(changed.errorText.contains("the last digit is 7, but the nine digits before it need 6"))
            #expect(try await desk(["change-code", "new-clinic", "9918000036"], serving).status == .exited(0))
            #expect(try await desk(["pay", "clinic"], serving).status == .exited(65))
            #expect(try await desk(["stop", "hospital"], serving).outputText.contains("stopped: requested"))
            let status = try await desk(["status"], serving)
            #expect(status.outputText.split(separator: "\n").filter { !$0.hasPrefix(" ") }.count == 4)
            #expect(
                try await desk(["status", "nobody"], serving).errorText.hasPrefix(
                    "hpki-sim: desk.status: there is no facility “nobody” "
                )
            )
            #expect(try await desk(["resend"], serving).status == .exited(64))
        }
        #expect(ended.status == .exited(0))
    }

    /// Nothing lost, nothing twice, everything at its own instant: whenever the process is killed.
    @Test(arguments: [1, 2, 3, 4, 5, 6]) func `is finished by the next process`(seed: UInt64) async throws {
        let state = program.home.path("state")
        var moments = SeededMoments(seed: seed)
        let moment = moments.next()
        let (_, ended) = try await program.serving("--state", state) { serving in
            #expect(try await desk(["apply", "hospital"], serving).status == .exited(0))
            #expect(try await desk(["reapply", "clinic", "--reason", "lost-letter"], serving).status == .exited(0))
            // Moves over everything that the two applications entail; cut short somewhere on the way.
            async let advanced = Self.advance(serving)
            try await Timer.wait(moment.delay)
            try serving.process.kill()
            _ = try? await advanced
        }
        #expect(ended.status == .signalled(9))
        _ = try await program.serving("--state", state) { serving in
            let clock = try await program.run(["clock", "show", "--format", "json", "--ready", serving.readyFile])
            let offset = try JSONValue.parse(clock.standardOutput)["offset"]?.string ?? "0s"
            if offset != "60d" { _ = try await program.run(["clock", "advance", "60d", "--ready", serving.readyFile]) }
            let journal = try await Self.journal(serving)
            let counts = Dictionary(grouping: journal.compactMap { $0["type"]?.string }) { $0 }.mapValues(\.count)
            #expect(counts["application.sent"] == 2)
            for type in [
                "application.approved", "application.issued", "delivery.sent", "delivery.password-mailed",
                "letter.arrived", "delivery.link-expired",
            ] {
                #expect(counts[type] == 2, "\(type)")
            }
            // The clinic's old one.
            #expect(counts["client-certificate.revoked"] == 1)
            let dues = journal.filter { $0["cause"]?.string?.hasPrefix("due:") == true }
            let instants = dues.compactMap { $0["instant"]?.string }
            #expect(instants == instants.sorted())
        }
    }

    private static func advance(_ serving: Serving) async throws {
        let request = ClientRequest(
            "PUT",
            "/_sim/clock",
            fields: [("Content-Type", "application/json")],
            body: Array(#"{"advance":"60d"}"#.utf8)
        )
        _ = try await serving.portal().send(request.bearer(serving.ready.adminToken))
    }

    private static func journal(_ serving: Serving) async throws -> [JSONValue] {
        let request = ClientRequest.get("/_sim/journal?limit=100000").bearer(serving.ready.adminToken)
        let connection = try await serving.portal()
        let answer = try await connection.send(request)
        try await connection.close()
        return try JSONValue.parse(answer.body)["events"]?.array ?? []
    }
}
