import Foundation
import OpenSSL
import ScenarioFiles
import Simulation
import TestSupport
import Testing
import VendorDouble
import XMLSignature

/// Whole prescriptions through the service, made by either side.
@Suite(.timeLimit(.minutes(5))) struct PrescriptionTests {
    private func document(_ number: Int = 0) throws -> PrescriptionDocument {
        let text = String(decoding: ScenarioFiles.prescription, as: UTF8.self)
        let other = text.replacing(
            "PrescriptionDocument\">U0o",
            with: "PrescriptionDocument\">U0o" + String(repeating: "A", count: number * 4)
        )
        return try PrescriptionDocument(Array(other.utf8))
    }

    private func options(_ way: PrescriptionOptions.Way, _ form: SignatureForm = .sample) -> PrescriptionOptions {
        var options = PrescriptionOptions(instant: { Date(timeIntervalSince1970: 1_900_000_000) })
        options.way = way
        options.form = form
        return options
    }

    @Test(arguments: [
        (PrescriptionOptions.Way.service, SignatureForm.sample), (.application, .sample),
        (.application, .otherGenerator),
    ])
    func `signs one`(way: PrescriptionOptions.Way, form: SignatureForm) async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            var files: [[UInt8]] = []
            let failure = await bench.client.sign([try document()], with: credential, options(way, form)) {
                files.append($1)
            }
            #expect(failure == nil)
            let file = try #require(files.first)
            let report = try SignatureVerifier().verify(file, at: Date(timeIntervalSince1970: 1_900_000_000))
            #expect(report.signatures.map(\.level) == [.basic])
            let own = try #require(report.signatures.first)
            #expect(Verdict(ofAll: (own.structure + own.references + own.signatureValue).map(\.verdict)) == .valid)
            #expect(own.certificate == credential.certificate)
            #expect(own.path == "/Document/Prescription/PrescriptionSign/\(form == .sample ? "xs" : "ds"):Signature")
            let zone = way == .service ? "+00:00" : "+09:00"
            #expect(own.signingTime?.hasSuffix(zone) == true)
            #expect(try await bench.events("signature.created").count == 1)
        }
    }

    @Test(arguments: PrescriptionOptions.Way.allCases)
    func `signs many in one authorization, call by call`(way: PrescriptionOptions.Way) async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            var options = options(way)
            options.perCall = 3
            var done: [Int] = []
            let documents = try (0..<7).map(document)
            let failure = await bench.client.sign(documents, with: credential, options) { number, _ in
                done.append(number)
            }
            #expect(failure == nil)
            #expect(done == Array(0..<7))
            #expect(try await bench.events("authorization.created").count == 1)
            #expect(try await bench.events("signature.created").count == 3)
        }
    }

    /// The third call fails: what was done stays done, and the rest is signed by a second run, nothing twice.
    @Test(arguments: PrescriptionOptions.Way.allCases)
    func `keeps what is done when a later call fails`(way: PrescriptionOptions.Way) async throws {
        try await Bench.with { bench in
            let credential = try await bench.client.credentials()[0]
            let path = way == .service ? "/csc/v2/signatures/signDoc" : "/csc/v2/signatures/signHash"
            try await bench.command(
                "fault.add",
                [
                    "id": "third", "point": "http.request", "matching": ["path": .string(path)], "when": ["nth": 3],
                    "effect": ["error": ["status": 500, "error": "server_error"]],
                ]
            )
            var options = options(way)
            options.perCall = 2
            let documents = try (0..<8).map(document)
            var done: [Int] = []
            let failure = await bench.client.sign(documents, with: credential, options) { number, _ in
                done.append(number)
            }
            #expect((failure as? VendorFailure)?.refusal?.status == 500)
            #expect(done == [0, 1, 2, 3])
            let rest = documents.indices.filter { !done.contains($0) }
            let second = await bench.client.sign(rest.map { documents[$0] }, with: credential, options) { number, _ in
                done.append(rest[number])
            }
            #expect(second == nil)
            #expect(done == Array(0..<8))
            let hashes = try await bench.events("signature.created").flatMap { $0["payload"]?["hashes"]?.array ?? [] }
            #expect(hashes.count == 8)
            #expect(Set(hashes).count == 8)
        }
    }

    @Test func `a dispensing record is signed in its own element`() async throws {
        try await Bench.with {
            $0.practitioner = "pharmacist"
        } body: { bench in
            try await bench.command("practitioner.join", ["practitioner": "pharmacist", "facility": "clinic"])
            let csv = Array("CJ1,\n11,検証用薬局,99,4,8000014,架空町\n".utf8)
            let document = try PrescriptionDocument(DocumentWrapper.document(aroundCSV: csv))
            let credential = try await bench.client.credentials()[0]
            var files: [[UInt8]] = []
            let failure = await bench.client.sign([document], with: credential, options(.service)) { files.append($1) }
            #expect(failure == nil)
            let report = try SignatureVerifier().verify(
                try #require(files.first),
                at: Date(timeIntervalSince1970: 1_900_000_000)
            )
            #expect(report.signatures.map(\.kind) == [.dispensing])
            #expect(report.signatures[0].path == "/Document/DispensingSign/xs:Signature")
        }
    }
}
