import ISO7816
import OpenSSL
import Simulation
import VendorDouble

extension ReferenceClient {
    /// What is kept from step to step.
    struct State {
        var session: VendorSession?
        /// Texts that `${name}` stands for.
        var names: [String: String] = [:]
        /// What the present session was made with.
        var choice = Choice()
        /// The facility's file that the session began with, or a later one.
        var facility: FacilityFile?
        /// What was signed.
        var documents: [[UInt8]] = []
        /// The numbers of the documents that are signed: none of them is signed again.
        var signed: Set<Int> = []
        /// By the reader's place in the list.
        var channels: [Int: any CardChannel] = [:]
    }

    /// Who logs in and how.
    struct Choice: Equatable {
        var method = VendorLoginMethod.hpkiCard
        var outcome: String?
        var person: String?
        var isApplication = false
        var serverStatus = ServerStatusCheck.checked
    }

    /// The session of before, unless the step says that somebody else logs in, or in another way.
    ///
    /// The person at the screen is compared before every signature: a session of somebody else's is never used.
    func session(for step: ClientStep, _ state: inout State) -> VendorSession {
        var choice = state.choice
        if let method = step.arguments["method"]?.string.flatMap(VendorLoginMethod.init) { choice.method = method }
        if let role = step.arguments["as"]?.string { choice.isApplication = role == "application" }
        if let check = step.arguments["server-status"]?.string.flatMap(ServerStatusCheck.init) {
            choice.serverStatus = check
        }
        if state.session == nil || step.saysWho {
            choice.outcome = step.arguments["outcome"]?.string
            choice.person = step.arguments["person"]?.string
        }
        if let session = state.session, choice == state.choice { return session }
        var settings = settings
        settings.method = choice.method
        settings.loginOutcome = choice.outcome
        settings.speaksForItself = choice.isApplication
        settings.serverStatus = choice.serverStatus
        if let person = choice.person { settings.practitioner = person }
        if let facility = state.facility { settings.facility = facility }
        state.choice = choice
        let session = VendorSession(settings)
        state.session = session
        return session
    }
}

extension ClientStep {
    /// Whether the step is one at which somebody sits down at the screen.
    fileprivate var saysWho: Bool {
        let kind = ClientStepKind.all.first { $0.name == name }
        return kind?.parameters.contains { $0.name == "person" } ?? false
    }
}
