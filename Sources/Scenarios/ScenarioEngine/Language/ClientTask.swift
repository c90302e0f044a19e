import VendorDouble

/// What a case asks of whoever is tested by it, seen from the steps of the reference client: a program that signs one
/// prescription at a time has no part in a case that is about thirty.
package enum ClientTask: String, Hashable, Sendable, CaseIterable {
    /// Logs in and signs one document with the service.
    case signRemotely = "sign-remotely"
    /// The same by signDoc, which signs a whole prescription.
    case signDocument = "sign-document"
    /// Signs one document with the card in the reader.
    case signLocally = "sign-locally"
    /// Fetches the .p12 by the desk's mails and letter first.
    case downloadCertificate = "download-certificate"
    /// Verifies what it has signed as a receiver does.
    case verifyDocuments = "verify-documents"
    /// Sends what it has signed to the receiver (`HPKI_SIM_RECEPTION_URL`).
    case registerDocuments = "register-documents"
    /// Does exactly what the steps say, mistakes included: they stand in `HPKI_SIM_STEPS`.
    case followSteps = "follow-steps"

    /// For the help of commands.
    package var summary: String {
        switch self {
        case .signRemotely: "log in and sign one document with the service"
        case .signDocument: "the same by signDoc"
        case .signLocally: "sign one document with the card in the reader"
        case .downloadCertificate: "fetch the .p12 by the desk's mails and letter"
        case .verifyDocuments: "verify what was signed as a receiver does"
        case .registerDocuments: "send what was signed to HPKI_SIM_RECEPTION_URL"
        case .followSteps: "do what HPKI_SIM_STEPS says, mistakes included"
        }
    }
}

extension Scenario {
    /// What a client has to do to be tested by it.
    package var tasks: Set<ClientTask> {
        var tasks: Set<ClientTask> = []
        var signatures = 0
        for step in client {
            guard step.arguments.isEmpty else { return [.followSteps] }
            switch step.name {
            // Whoever signs does these on the way.
            case ClientStepKind.info.name, ClientStepKind.logIn.name, ClientStepKind.listCredentials.name:
                tasks.insert(.signRemotely)
            case ClientStepKind.signRemotely.name, ClientStepKind.signDocument.name, ClientStepKind.signLocally.name:
                signatures += 1
                fallthrough
            default: tasks.insert(ClientTask(rawValue: step.name) ?? .followSteps)
            }
        }
        return signatures > 1 || !given.others.isEmpty || tasks.contains(.followSteps) ? [.followSteps] : tasks
    }
}
