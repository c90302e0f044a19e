// CSC API v2.0.0.2, error tables of the methods served here, in the document's words (its word "hash" for the array
// of signHash included). reference/csc-api.md, section 7. Rows marked [D] are this simulator's: README.md lists them.
//
// Not here, because they cannot come about: the rows of auth/login, which is refused as a whole (its
// `not_implemented_method` stands below), `unsupported_token_type`, since every token can be revoked, and of the common
// codes those of the authorization server (`OAuthError+Table.swift`). 429 and 503 are faults of a scenario.

// MARK: - Every method that takes a bearer token

extension CSCError {
    static let malformedAuthorizationHeader = invalidRequest("Malformed authorization header")

    // [D] The standard gives the common codes no HTTP status; 401 here (section 7).
    static let invalidToken = CSCError(
        401,
        "invalid_token",
        "The token provided is not a valid OAuth access or refresh token."
    )
    static let expiredToken = CSCError(
        401,
        "expired_token",
        "The access or refresh token is expired or has been revoked."
    )
    // [D] 403 for a request that the authorization server or the remote service denies.
    static let accessDenied = CSCError(
        403,
        "access_denied",
        "The user, authorization server or remote service denied the request."
    )
    // [D] Desk rule FEE-1: the yearly charge is unpaid.
    static let contractSuspended = CSCError(
        403,
        "contract_suspended",
        "The service is stopped for this facility: the yearly charge is unpaid. It resumes with the payment."
    )
    // [D]
    static let facilityClosed = CSCError(
        403,
        "facility_closed",
        "The facility is closed or merged: apply for a client certificate under its present code."
    )
    static let invalidScope = CSCError(
        400,
        "invalid_scope",
        "The requested scope is invalid, unknown, or malformed."
    )
}

// MARK: - Parameters of any method

extension CSCError {
    static func missingString(_ name: String) -> CSCError {
        invalidRequest("Missing (or invalid type) string parameter \(name)")
    }

    static func missingInteger(_ name: String) -> CSCError {
        invalidRequest("Missing (or invalid type) integer parameter \(name)")
    }

    static func missingArray(_ name: String) -> CSCError {
        invalidRequest("Missing (or invalid type) array parameter \(name)")
    }

    static func invalidParameter(_ name: String) -> CSCError {
        invalidRequest("Invalid parameter \(name)")
    }

    /// [D] The standard says nothing of members it does not know; a typo must not pass in silence.
    static func unknownParameter(_ name: String, meant: String?) -> CSCError {
        invalidRequest("Unknown parameter \(name)" + (meant.map { ": did you mean \($0)?" } ?? ""))
    }
}

// MARK: - credentials/list, credentials/info

extension CSCError {
    static let invalidUserID = invalidParameter("userID")
    static let userIDMustBeNull = invalidRequest("userID parameter MUST be null")
    static let missingCredentialID = missingString("credentialID")
    static let invalidCredentialID = invalidParameter("credentialID")
    static let invalidCertificates = invalidParameter("certificates")
}

// MARK: - credentials/authorize

extension CSCError {
    static let credentialDisabled = invalidRequest("The credential identified by credentialID is disabled")
    static let missingNumSignatures = missingInteger("numSignatures")
    static let invalidNumSignatures = invalidRequest("Invalid value for parameter numSignatures")
    static let tooManySignatures = invalidRequest("Numbers of signatures is too high")
    static let invalidAuthenticationData = CSCError(
        400,
        "invalid_authentication_data",
        "The authentication data is invalid"
    )
    // [D] The card has to be linked beforehand through マイナポータル (desk rule SIG-5).
    static let notLinked = CSCError(
        403,
        "not_linked",
        "The My Number card is not linked to the practitioner's second certificate: link it through Mynaportal first"
    )
    // [D] BankID has such a code.
    static let notSupportedByUserApp = CSCError(
        400,
        "not_supported_by_user_app",
        "The app on the person's phone is too old: update it, and register the phone again if it asks for that"
    )
    static let credentialLocked = invalidRequest("Credential locked")
    static let invalidAuthObjectID = invalidParameter("authObjectID")
    static let invalidHandle = invalidParameter("handle")
    // [D] Revoked and suspended certificates have no row in the standard (section 8).
    static let certificateRevoked = invalidRequest("Signing certificate is revoked")
    static let certificateSuspended = invalidRequest("Signing certificate is suspended")
}

// MARK: - signatures/signHash

extension CSCError {
    static let missingSAD = missingString("SAD")
    static let invalidSAD = invalidParameter("SAD")
    static let expiredSAD = invalidRequest("SAD expired")
    static let missingHashes = missingArray("hash")
    static let emptyHashes = invalidRequest("Empty hash array")
    static let invalidBase64Hash = invalidRequest("Invalid Base64 hash string parameter")
    static let hashNotAuthorized = invalidRequest("Hash is not authorized by the SAD")
    static let invalidDigestLength = invalidRequest("Invalid digest value length")
    static let missingSignAlgo = missingString("signAlgo")
    static let invalidSignAlgo = invalidParameter("signAlgo")
    static let missingSignAlgoParams = missingString("signAlgoParams")
    static let missingHashAlgorithm = missingString("hashAlgorithmOID")
    static let invalidHashAlgorithm = invalidParameter("hashAlgorithmOID")
    static let invalidOperationMode = invalidParameter("operationMode")
    static let certificateExpired = invalidRequest("Signing certificate is expired")
    static let invalidValidityPeriod = invalidParameter("validity_period")
    static let outOfBoundsValidityPeriod = invalidRequest("Out of bounds parameter validity_period")
    static let invalidResponseURI = invalidParameter("response_uri")
}

// MARK: - signatures/signDoc

extension CSCError {
    static let invalidDocumentDigests = invalidRequest("Invalid object parameter documentDigests")
    static let invalidDocuments = invalidRequest("Invalid array parameter documents")
    static let noDocuments = invalidRequest("Empty documentDigests and documents objects")
    static let bothDocumentKinds = invalidRequest("Both documentDigests and documents parameters passed")
    static let invalidBase64Hashes = invalidRequest("Invalid Base64 hashes string parameter")
    static let invalidBase64Documents = invalidRequest("Invalid Base64 documents string parameter")
    static let contradictingHashAlgorithm = invalidRequest(
        "String parameter hashAlgorithmOID contradicts with signAlgo parameter"
    )
    static let invalidSignatureFormat = invalidParameter("signature_format")
    static let missingSignatureFormat = missingString("signature_format")
    static let invalidConformanceLevel = invalidParameter("conformance_level")
    static let invalidEnvelope = invalidParameter("signed_envelope_property")
    static func invalidSignedProperties(_ names: [String]) -> CSCError {
        invalidRequest("Invalid parameter signed_props (\(names.joined(separator: ", ")))")
    }
    // [D] The standard has no row for a document that is no e-prescription; the reason stands behind its words.
    static func unreadableDocument(_ reason: String) -> CSCError {
        invalidRequest("Invalid array parameter documents: \(reason)")
    }
    static let invalidHash = CSCError(403, "invalid_hash", "Document or documentDigest does not match authorized hash")
}

// MARK: - signatures/signPolling

extension CSCError {
    static let acceptedRequest = CSCError(
        202,
        "accepted_request",
        "The previous async request has been accepted but not yet completed"
    )
    static let missingRequestID = missingString("requestID")
    static let invalidRequestID = invalidParameter("requestID")
    static let userIDShallBeNull = invalidRequest("userID parameter SHALL be null")
    static let invalidPollingUserID = invalidRequest(#"Invalid parameter "userID""#)
}

// MARK: - signatures/timestamp

extension CSCError {
    static let emptyHash = invalidRequest("Empty hash parameter")
    static let invalidTimestampAlgorithm = invalidParameter("hashAlgo")
    static let invalidNonce = invalidParameter("nonce")
    static let missingHash = missingString("hash")
}

// MARK: - auth/revoke

extension CSCError {
    static let missingToken = invalidRequest("Missing (or invalid type) string parameter token")
    static let invalidTokenTypeHint = invalidRequest("Invalid string parameter token_type_hint")
    static let unknownToken = invalidRequest("Invalid string parameter token")
}

// MARK: - Service-wide

extension CSCError {
    // [D] The standard has no code for a method that is not there (section 7).
    static let notImplemented = CSCError(501, "not_implemented_method", "The method is not implemented")
    static let failed = CSCError(
        500,
        "server_error",
        "The authorization server encountered an unexpected condition that prevented it from fulfilling the request."
    )
}

// MARK: - The words of v1.0.4 that v2 changed

extension CSCError {
    static let commonInvalidRequest = invalidRequest(
        "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more "
            + "than once, or is otherwise malformed."
    )
    static let malformedAuthorizationHeaderOfSendOTP = invalidRequest("Malformed authroization header.")
    static let invalidPIN = CSCError(400, "invalid_pin", "The PIN is invalid")
    // Of credentials/authorize. signHash has the row too, for an OTP that is judged as late as that: never here [D].
    static let invalidOTP = CSCError(400, "invalid_otp", "The OTP is invalid")
    static let pinLocked = invalidRequest("PIN locked")
    static let otpLocked = invalidRequest("OTP locked")
    static let invalidPageToken = invalidParameter("pageToken")

    /// The words of v2 for what v1 names more exactly.
    var inVersion2: CSCError {
        switch self {
        case .invalidPIN, .invalidOTP: .invalidAuthenticationData
        case .pinLocked, .otpLocked: .credentialLocked
        default: self
        }
    }
}

// MARK: - Every row above

extension CSCError {
    /// For the tests: each of these has to come about over the wire.
    static let table: [CSCError] = [
        .malformedAuthorizationHeader, .invalidToken, .expiredToken, .accessDenied, .contractSuspended,
        .facilityClosed, .invalidScope, .invalidUserID,
        .userIDMustBeNull, .missingCredentialID, .invalidCredentialID, .invalidCertificates, .credentialDisabled,
        .missingNumSignatures, .invalidNumSignatures, .tooManySignatures, .invalidAuthenticationData,
        .notLinked, .notSupportedByUserApp, .credentialLocked, .invalidAuthObjectID, .invalidHandle,
        .certificateRevoked, .certificateSuspended,
        .missingSAD, .invalidSAD, .expiredSAD, .missingHashes, .emptyHashes, .invalidBase64Hash, .hashNotAuthorized,
        .invalidDigestLength, .missingSignAlgo, .invalidSignAlgo, .missingSignAlgoParams, .missingHashAlgorithm,
        .invalidHashAlgorithm, .invalidOperationMode, .certificateExpired, .invalidValidityPeriod,
        .outOfBoundsValidityPeriod, .invalidResponseURI, .invalidDocumentDigests, .invalidDocuments, .noDocuments,
        .bothDocumentKinds, .invalidBase64Hashes, .invalidBase64Documents, .contradictingHashAlgorithm,
        .invalidSignatureFormat, .missingSignatureFormat, .invalidConformanceLevel, .invalidEnvelope, .invalidHash,
        .acceptedRequest, .missingRequestID, .invalidRequestID, .userIDShallBeNull, .invalidPollingUserID, .emptyHash,
        .invalidTimestampAlgorithm, .invalidNonce, .missingHash, .missingToken, .invalidTokenTypeHint, .unknownToken,
        .notImplemented, .failed, .commonInvalidRequest, .malformedAuthorizationHeaderOfSendOTP, .invalidPIN,
        .invalidOTP, .pinLocked, .otpLocked, .invalidPageToken,
    ]
}
