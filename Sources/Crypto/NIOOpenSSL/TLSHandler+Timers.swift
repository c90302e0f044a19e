import NIOCore
import OpenSSL

extension TLSHandler {
    func noteTraffic(_ context: ChannelHandlerContext) {
        if timeouts.idle != nil { lastTraffic = context.eventLoop.now }
    }

    func startIdleTimer(_ context: ChannelHandlerContext) {
        guard let limit = timeouts.idle else { return }
        lastTraffic = context.eventLoop.now
        scheduleIdleTimer(context, at: lastTraffic + limit)
    }

    private func scheduleIdleTimer(_ context: ChannelHandlerContext, at deadline: NIODeadline) {
        idleTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            guard let limit = self.timeouts.idle else { return }
            let deadline = self.lastTraffic + limit
            if context.eventLoop.now < deadline {
                self.scheduleIdleTimer(context, at: deadline)
            } else {
                self.session.closeOutput()
                self.connectionFailed(context, TLSError(.idle))
            }
        }
    }

    func cancelTimers() {
        handshakeTimer?.cancel()
        closingTimer?.cancel()
        idleTimer?.cancel()
        handshakeTimer = nil
        closingTimer = nil
        idleTimer = nil
    }
}
