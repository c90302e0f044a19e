import ArgumentParser
import Foundation
import HPKISimulator
import HealthcarePKI
import Simulation
import VendorDouble
import XMLSignature

/// `hpki-sim sign`: signs prescriptions and dispensing records with the reference client.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign prescriptions (処方箋) or dispensing records (調剤) with the reference client.",
        discussion: """
            Takes XML, or the CSV (SJ1, CJ1) that it puts into a document. Each signed file is written beside its input \
            as NAME-signed.xml as soon as it is verified; a file that is signed already is passed over, so that the same \
            command goes on where an earlier one has failed.

            $ hpki-sim sign prescription.xml
            $ hpki-sim sign --practitioner pharmacist dispensing.csv --output dispensing-signed.xml
            $ hpki-sim sign --method fido --way sign-hash today/*.xml
            $ hpki-sim sign --local prescription.xml
            $ hpki-sim sign --local --reader 1 prescription.xml
            """
    )

    @Argument(help: "XML or CSV files, all of one kind.") var files: [String]
    @Option(help: "How the practitioner logs in.") var method: VendorLoginMethod = .hpkiCard
    @Flag(
        help: "Sign with the HPKI card in a reader, through the PC/SC service of this machine or of a running server."
    )
    var local = false
    @Option(help: "With --local: a file with the PIN; else $HPKI_SIM_HPKI_CARD_PIN, else it is asked for.")
    var pinFile: String?
    @Flag(help: "With --local: use the card's last try, too.") var lastTry = false
    @Option(help: "With --local: the reader's place in the list, from 0, where several have an HPKI card.")
    var reader: Int?
    @Option(help: "Who signs, by login id; the default practitioner if not given.") var practitioner: String?
    @Flag(help: "Take an existing signature out first; without it a signed document is refused.") var replace = false
    @Option(help: "Where the signed file goes; for one input only.") var output: String?
    @Option(help: "Who makes the signature element: the service (sign-doc) or the client (sign-hash).")
    var way: PrescriptionOptions.Way = .service
    @Option(help: "The element's form: sample, or otherGenerator (with sign-hash).") var form: SignatureForm = .sample
    @Option(help: "How SigningTime is written: japan or utc (with sign-hash; the service writes UTC).")
    var zone: SigningTime.Zone = .japan
    @OptionGroup var server: ReadyOptions

    func validate() throws {
        guard output == nil || files.count == 1 else {
            throw ValidationError("--output takes one file; \(files.count) are to be signed")
        }
        guard local || (pinFile == nil && !lastTry && reader == nil) else {
            throw ValidationError("--pin-file, --last-try and --reader need --local")
        }
        if let reader, reader < 0 { throw ValidationError("--reader \(reader) is no place in a list: from 0 on") }
        guard form == .sample || way == .application || local else {
            throw ValidationError("--form \(form.rawValue) needs --way sign-hash: the service makes the sample's form")
        }
    }

    func run() async throws { try await run(in: .process) }

    func run(in context: CommandContext) async throws {
        do {
            let works = try files.map { try SigningWork(input: $0, output: output, replaces: replace) }
            for work in works where work.isDone { context.errorOutput("\(work.output): is signed already") }
            let open = works.filter { !$0.isDone }
            guard !open.isEmpty else { return }
            if local {
                try await LocalSigning(pinFile: pinFile, reader: reader, mayUseLastTry: lastTry, server: server)
                    .sign(open, options, in: context)
            } else {
                try await sign(open, in: context)
            }
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    private func sign(_ works: [SigningWork], in context: CommandContext) async throws {
        let kinds = Set(works.map(\.document.kind))
        guard let kind = kinds.first, kinds.count == 1 else {
            throw CommandFailure(
                .usage,
                "prescriptions and dispensing records are signed by different people: sign them apart"
            )
        }
        let client = RemoteSigningClient(VendorSession(try settings(context)))
        do {
            let credential = try await self.credential(for: kind, client, context)
            if way == .application {
                let lint = SigningTime(TimeSource.system.now(), zone: zone).lint
                if let lint { context.errorOutput("hpki-sim: warning: \(lint)") }
            }
            let failure = await client.sign(works.map(\.document), with: credential, options) { number, file in
                try works[number].write(file)
                context.output(works[number].output)
            }
            if let failure { throw failure }
            await client.session.close()
        } catch let failure as VendorFailure {
            await client.session.close()
            throw CommandFailure(Self.code(of: failure), "\(failure)")
        }
    }

    private func settings(_ context: CommandContext) throws -> VendorSettings {
        let running = try RunningServer(server, context)
        do throws(VendorFailure) {
            var settings = try VendorSettings(environment: running.ready.environment, instant: TimeSource.system.now)
            settings.method = method
            if let practitioner { settings.practitioner = practitioner }
            return settings
        } catch {
            throw CommandFailure(.unusableInput, "\(error)")
        }
    }

    private var options: PrescriptionOptions {
        var options = PrescriptionOptions(instant: TimeSource.system.now)
        options.way = way
        options.form = form
        options.zone = zone
        return options
    }

    /// The first credential whose role may sign the document; else the first, with a warning.
    private func credential(
        for kind: DocumentKind,
        _ client: RemoteSigningClient,
        _ context: CommandContext
    ) async throws -> SigningCredential {
        let credentials = try await client.credentials()
        let fitting = credentials.first { credential in
            !kind.signerRoles.isDisjoint(with: HealthcareRoleAttribute.roleNames(of: credential.certificate))
        }
        if let fitting { return fitting }
        guard let first = credentials.first else {
            throw CommandFailure(
                .unusableInput,
                "\(client.session.settings.practitioner) has no second certificate (セカンド電子証明書)"
            )
        }
        if let warning = kind.warning(aboutSigner: first.certificate) { context.errorOutput(warning) }
        return first
    }

    /// 69 where nobody answered; 1 where the service or a person said no.
    private static func code(of failure: VendorFailure) -> CommandFailure.Code {
        switch failure.cause {
        case .unreachable, .closedWithoutAnswer, .deadlineExceeded, .reset: .unavailable
        case .pkcs12, .keyDoesNotMatch, .settings: .unusableInput
        default: .fellShort
        }
    }
}

extension VendorLoginMethod: ExpressibleByArgument {}
extension PrescriptionOptions.Way: ExpressibleByArgument {}
extension SignatureForm: ExpressibleByArgument {}
extension SigningTime.Zone: ExpressibleByArgument {}
