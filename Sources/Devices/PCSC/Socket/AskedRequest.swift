import ISO7816

/// What a message asks the readers for.
enum AskedRequest: Hashable {
    case request(ReaderRequest)
    /// Refused before any reader is asked.
    case invalid(PCSCError)

    init(_ message: ClientMessage) {
        let handle = message.signed(0)
        switch message.command {
        case .connect:
            guard let name = message.readerName else {
                self = .invalid(.unknownReader)
                return
            }
            self = .request(.connect(reader: name, sharing: message[132], protocols: message[136]))
        case .reconnect:
            let request = ReaderRequest.reconnect(
                handle,
                sharing: message[4],
                protocols: message[8],
                initialization: message[12]
            )
            self = .request(request)
        case .disconnect: self = .request(.disconnect(handle, disposition: message[4]))
        case .beginTransaction: self = .request(.beginTransaction(handle))
        case .endTransaction: self = .request(.endTransaction(handle, disposition: message[4]))
        case .transmit:
            self = .request(.transmit(handle, protocol: message[4], command: message.trailing))
        case .control: self = .request(.control(handle, code: message[4]))
        case .status: self = .request(.status(handle))
        case .getAttribute: self = .request(.attribute(handle, id: message[4]))
        case .setAttribute: self = .request(.setAttribute(handle))
        default: self = .invalid(.invalidParameter)
        }
    }
}
