import COpenSSL

/// The functions that libssl calls while a connection goes on.
enum ConnectionCallbacks {
    /// `SSL_CTX_set_info_callback`: the only place where alerts of both directions can be seen.
    static let information: @convention(c) (OpaquePointer?, Int32, Int32) -> Void = { connection, place, value in
        guard place & SSL_CB_ALERT != 0, let session = TLSSession.of(connection: connection) else { return }
        // The level stands in the second byte: the description says all that matters.
        let alert = TLSAlert(rawValue: UInt8(truncatingIfNeeded: value))
        guard alert != .closeNotify else { return }
        if place & SSL_CB_WRITE == 0 {
            session.alertReceived = alert
        } else {
            session.alertSent = session.alertInstead ?? alert
        }
    }

    /// `SSL_CTX_set_tlsext_status_cb`: on a server, what to staple; on a client, whether to go on with what was stapled.
    static let certificateStatus: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = {
        connection,
        _ in
        guard let session = TLSSession.of(connection: connection) else { return -1 }
        if session.isServer { return session.giveStaple() ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK }
        return session.acceptsStaple() ? 1 : 0
    }

    /// `SSL_CTX_set_keylog_callback`.
    static let keyLog: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Void = { connection, line in
        guard let line, let session = TLSSession.of(connection: connection) else { return }
        session.context.keyLog?(String(cString: line))
    }

    /// `SSL_CTX_set_alpn_select_cb`: the first protocol of ours that the client offers as well.
    static let selectApplicationProtocol:
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, UnsafeMutablePointer<UInt8>?,
            UnsafePointer<UInt8>?, UInt32, UnsafeMutableRawPointer?
        ) -> Int32 = { connection, selected, selectedLength, offered, offeredLength, _ in
            guard let session = TLSSession.of(connection: connection), let selected, let selectedLength, let offered
            else { return SSL_TLSEXT_ERR_NOACK }
            // The answer points into the client's list, which outlives the call.
            return session.context.applicationProtocols.withUnsafeBufferPointer { ours in
                var start = 0
                while start < ours.count {
                    let name = ours[(start + 1)..<(start + 1 + Int(ours[start]))]
                    var position = 0
                    while position < Int(offeredLength) {
                        let length = Int(offered[position])
                        guard position + 1 + length <= Int(offeredLength) else { break }
                        let candidate = UnsafeBufferPointer(start: offered + position + 1, count: length)
                        if candidate.elementsEqual(name) {
                            selected.pointee = offered + position + 1
                            selectedLength.pointee = UInt8(length)
                            return SSL_TLSEXT_ERR_OK
                        }
                        position += 1 + length
                    }
                    start += 1 + name.count
                }
                return SSL_TLSEXT_ERR_NOACK
            }
        }
}
