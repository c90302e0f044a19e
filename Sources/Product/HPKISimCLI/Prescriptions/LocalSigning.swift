import Foundation
import HPKISimulator
import ISO7816
import PCSCClient
import VendorDouble
import XMLSignature

/// `sign --local`: the HPKI card in a reader, through libpcsclite.
struct LocalSigning {
    let pinFile: String?
    /// By its place in the list, from 0.
    let reader: Int?
    let mayUseLastTry: Bool
    let server: ReadyOptions

    private static let socketVariable = "PCSCLITE_CSOCK_NAME"

    func sign(_ works: [SigningWork], _ options: PrescriptionOptions, in context: CommandContext) async throws {
        findReaders(context)
        let pins = try CardPIN(file: pinFile, environment: context.environment)
        guard pins.isAvailable else {
            throw CommandFailure(
                .unusableInput,
                "nobody can be asked for the card's PIN: --pin-file or $HPKI_SIM_HPKI_CARD_PIN gives it"
            )
        }
        let terminals: PCSCTerminals
        do throws(PCSCLibrary.NotFound) {
            terminals = try PCSCLibrary().terminals
        } catch {
            throw CommandFailure(.unavailable, "\(error)")
        }
        let signer = HPKICardSigner(terminals, reader: reader, mayUseLastTry: mayUseLastTry) { left in
            pins.pin(triesLeft: left)
        }
        for work in works {
            do throws(CardSigningFailure) {
                let file = try await signer.sign(work.document, options) { certificate in
                    let warning = work.document.kind.warning(aboutSigner: certificate)
                    if let warning { context.errorOutput(warning) }
                }
                try write(file, work)
            } catch {
                throw CommandFailure(Self.code(of: error), "\(work.output): \(error.japanese)")
            }
            context.output(work.output)
        }
    }

    private func write(_ file: [UInt8], _ work: SigningWork) throws(CardSigningFailure) {
        do { try work.write(file) } catch { throw .document("\(error)") }
    }

    /// A running server's readers, unless the environment names others. The library reads the variable once, later.
    private func findReaders(_ context: CommandContext) {
        guard context.environment[Self.socketVariable] == nil,
            let path = try? RunningServer(server, context).ready.pcscSocket
        else { return }
        setenv(Self.socketVariable, path, 1)
    }

    /// 69 where there is no service or reader; 1 where the card or the person said no.
    private static func code(of failure: CardSigningFailure) -> CommandFailure.Code {
        switch failure {
        case .reader(.noService), .reader(.noReadersAvailable), .reader(.readerUnavailable): .unavailable
        case .document: .unusableInput
        default: .fellShort
        }
    }
}
