package import HTTPTypes
package import Hummingbird
import Simulation
import WebFront

/// What the desk says no with: status, code, sentence, and who can mend it (desk rule ENQ-1).
package struct DeskRefusal: HTTPResponseError, Equatable {
    package let status: HTTPResponse.Status
    /// Of the catalogue's group H.1.
    package let code: String
    package let description: String
    package let owner: ResponsibleParty
    /// The field of the form that is wrong.
    package var field: String?
    package var remainingTries: Int?

    init(_ status: HTTPResponse.Status, _ code: String, _ description: String, _ owner: ResponsibleParty) {
        self.status = status
        self.code = code
        self.description = description
        self.owner = owner
    }

    package func response(from request: Request, context: some RequestContext) -> Response {
        var members: [String: JSONValue] = [
            "error": .string(code), "error_description": .string(description), "responsible": .string(owner.rawValue),
            "advice": .string(owner.japaneseAdvice),
        ]
        if let field { members["field"] = .string(field) }
        if let remainingTries { members["remaining"] = .integer(remainingTries) }
        var headers: HTTPFields = [:]
        // RFC 9110, section 15.5.2; a scheme of our own, so that no browser asks by itself.
        if status == .unauthorized { headers[.wwwAuthenticate] = "DownloadPassword" }
        return Response(status: status, json: .object(members), headers: headers)
    }
}

extension DeskRefusal {
    package init(_ error: DeliveryError) {
        let sentence = error.description
        switch error {
        case .unknownLink: self.init(.notFound, "download_not_found", sentence, error.owner)
        case .linkExpired: self.init(.gone, "download_expired", sentence, error.owner)
        case .alreadyDownloaded: self.init(.gone, "already_downloaded", sentence, error.owner)
        case .locked: self.init(.init(code: 423, reasonPhrase: "Locked"), "download_locked", sentence, error.owner)
        case .unknownFile: self.init(.notFound, "file_not_found", sentence, error.owner)
        case .wrongPassword(let remaining):
            self.init(.unauthorized, "invalid_password", sentence, error.owner)
            remainingTries = remaining
        case .letterNeeded: self.init(.conflict, "letter_needed", sentence, error.owner)
        case .deadlineNotPassed: self.init(.conflict, "deadline_not_passed", sentence, error.owner)
        case .nothingDelivered, .certificateEnded, .unknown, .exists, .linkReused:
            self.init(.conflict, "refused", sentence, error.owner)
        }
    }

    package init(_ error: ApplicationError) {
        let sentence = error.description
        switch error {
        case .notApproved: self.init(.conflict, "certificate_pending", sentence, error.owner)
        case .sentAlready: self.init(.conflict, "application_sent", sentence, error.owner)
        case .nothingWaits: self.init(.conflict, "refused", sentence, error.owner)
        case .unknown: self.init(.notFound, "application_not_found", sentence, error.owner)
        case .rejected(_, .facilityNotFound): self.init(.forbidden, "facility_not_found", sentence, error.owner)
        case .rejected(_, .facilityStopped): self.init(.forbidden, "facility_stopped", sentence, error.owner)
        case .rejected(_, .byDesk): self.init(.forbidden, "application_rejected", sentence, error.owner)
        case .missing, .tooLong, .controlCharacter, .code, .medicalCodeWanted, .formerCode, .noMailAddress,
            .unknownFacility:
            self.init(.badRequest, "invalid_request", sentence, error.owner)
            field = error.field?.rawValue
        }
    }

    /// Nil for an error that is not the desk's.
    init?(anyOf error: any Error) {
        switch error {
        case let error as DeskRefusal: self = error
        case let error as ApplicationError: self.init(error)
        case let error as DeliveryError: self.init(error)
        case let error as FeeError: self.init(error)
        case let error as FormBodyError: self.init(error.status, "invalid_request", "\(error)", .vendor)
        default: return nil
        }
    }

    package init(_ error: FeeError) {
        self.init(.conflict, "refused", error.description, error.owner)
    }
}

extension ApplicationError: MendableFailure {
    package var responsibleParty: String { owner.rawValue }
    package var advice: String { owner.japaneseAdvice }
}

extension DeliveryError: MendableFailure {
    package var responsibleParty: String { owner.rawValue }
    package var advice: String { owner.japaneseAdvice }
}

extension FeeError: MendableFailure {
    package var responsibleParty: String { owner.rawValue }
    package var advice: String { owner.japaneseAdvice }
}
