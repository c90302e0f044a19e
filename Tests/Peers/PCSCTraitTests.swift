import Foundation
import HPKISimulator
import HPKISimulatorTesting
import ISO7816
import PCSCClient
import TestSupport
import Testing
import VendorDouble

/// `.pcsc` as a vendor's `swift test` uses it, with Debian's libpcsclite in the test process.
@Suite(.timeLimit(.minutes(3))) struct PCSCTraitTests {
    fileprivate static let variable = "HPKI_SIM_PCSC_TRAIT_TESTS"

    /// In a process of their own: libpcsclite reads the variable once, and here it may have done so already.
    @Test(.needsPCSCLibrary) func `tests with the trait find the readers by libpcsclite`() async throws {
        let folder = try TemporaryDirectory()
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
        let arguments = ["--testing-library", "swift-testing", "--filter", "InsideThePCSCTrait"]
        let result = try await ProcessRunner.run(
            program,
            arguments,
            environment: [Self.variable: "1", "PCSCLITE_CSOCK_NAME": folder.path("pcscd.comm")],
            deadline: .seconds(150)
        )
        #expect(result.status == .exited(0), "\(result.allText)")
        #expect(result.allText.contains("Test run with 4 tests in 1 suite passed"), "\(result.allText)")
        let forgotten = try await ProcessRunner.run(
            program,
            arguments,
            environment: [Self.variable: "1", "PCSCLITE_CSOCK_NAME": nil],
            deadline: .seconds(150)
        )
        #expect(forgotten.status == .exited(1))
        #expect(forgotten.allText.contains("start them with PCSCLITE_CSOCK_NAME=/tmp/pcscd.comm swift test"))
    }
}

/// Run by the suite above.
@Suite(.enabled(if: ProcessInfo.processInfo.environment[PCSCTraitTests.variable] != nil))
struct InsideThePCSCTrait {
    private func signer(pin: String = "2468") throws -> HPKICardSigner {
        HPKICardSigner(try PCSCLibrary().terminals, patience: Patience(pace: 0)) { _ in pin }
    }

    private let digest = [UInt8](repeating: 7, count: 32)

    @Test(.pcsc) func `the default world has an HPKI card and a My Number card`() async throws {
        let readers = try await PCSCLibrary().terminals.readers()
        #expect(readers.count == 2)
        #expect(readers.allSatisfy { $0.atr != nil })
    }

    @Test(.pcsc) func `each test has a world of its own`() async throws {
        let simulator = try #require(Simulator.current)
        _ = try await signer().sign(digest: digest, at: Date())
        #expect(try await simulator.events("card.signed").count == 1)
    }

    @Test(.pcsc, .scenario("CARD-13@one-document")) func `a scenario brings its cards`() async throws {
        await #expect(throws: CardSigningFailure.self) {
            try await signer().sign(digest: digest, at: Date())
        }
    }

    @Test(.scenario("CARD-15@jma"), .pcsc) func `and swaps them`() async throws {
        await #expect(throws: CardSigningFailure.blocked(.hpkiPIN, .jma)) {
            try await signer(pin: "4680").sign(digest: digest, at: Date())
        }
    }
}
