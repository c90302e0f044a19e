/// Why a card is not taken although it has answered its challenge rightly. No try is counted: the PIN was right.
package struct CardRejection: Codable, Sendable, Equatable {
    package enum Reason: String, Codable, CaseIterable, Sendable {
        /// The certificate of its authentication key is out of its dates.
        case expired
        case revoked
        case suspended
        /// It is somebody else's.
        case otherHolder = "other-holder"
    }

    /// Who was to answer.
    package let practitioner: String
    package let holder: String
    package let reason: Reason

    /// - Returns: nil for a good card of the person's own.
    init?(_ key: AuthenticationKey, of practitioner: String) {
        self.practitioner = practitioner
        holder = key.practitionerID
        guard key.practitionerID == practitioner else {
            reason = .otherHolder
            return
        }
        switch key.status {
        case .valid: return nil
        case .expired: reason = .expired
        case .revoked, .disabled: reason = .revoked
        case .suspended: reason = .suspended
        }
    }

    /// [D] No row of the standard says what becomes of a card's certificate: the answer to wrong data, with the
    /// certificate's status beside it; and 403 for a card of somebody else's.
    var error: CSCError {
        guard reason != .otherHolder else { return .accessDenied }
        var error = CSCError.invalidAuthenticationData
        error.certificateStatus = reason.rawValue
        return error
    }
}
