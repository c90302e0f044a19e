extension StatusWord {
    /// What it says, in a few words; nil for a word that nobody here has named.
    package var meaning: String? {
        if let triesLeft { return "\(triesLeft) tries left" }
        switch self {
        case .success: return "done"
        case .endOfFile: return "end of file before Le bytes"
        case .fileDeactivated: return "file deactivated"
        case .verificationFailed: return "verification failed"
        case .wrongLength: return "wrong length"
        case .logicalChannelNotSupported: return "no logical channels"
        case .secureMessagingNotSupported: return "no secure messaging"
        case .lastCommandExpected: return "last command of the chain expected"
        case .chainingNotSupported: return "no chaining"
        case .incompatibleFileStructure: return "the file is of another kind"
        case .securityStatusNotSatisfied: return "the secret has not been verified"
        case .authenticationBlocked: return "the secret is blocked"
        case .referenceDataNotUsable: return "the secret cannot be used"
        case .conditionsNotSatisfied: return "conditions not satisfied"
        case .noCurrentFile: return "no file is selected"
        case .wrongData: return "wrong data"
        case .functionNotSupported: return "function not supported"
        case .fileNotFound: return "file or application not found"
        case .recordNotFound: return "record not found"
        case .wrongParameters: return "wrong P1 or P2"
        case .referencedDataNotFound: return "no such secret or key"
        case .wrongOffset: return "offset outside the file"
        case .instructionNotSupported: return "unknown instruction"
        case .classNotSupported: return "unknown class"
        case .noPreciseDiagnosis: return "no precise diagnosis"
        default: return sw1 == 0x61 ? "more bytes wait" : sw1 == 0x6C ? "wrong Le" : nil
        }
    }
}
