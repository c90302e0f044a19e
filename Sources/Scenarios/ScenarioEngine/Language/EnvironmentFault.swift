/// A fault that no simulator can have in itself: the runner sets it up around the client.
package enum EnvironmentFault: String, Hashable, Sendable, CaseIterable {
    /// Nobody listens on the signing service's port.
    case closedPort = "closed-port"
    /// The signing service is addressed by a name that its certificate does not have.
    case wrongHostName = "wrong-host-name"
    /// The name of the signing service does not resolve.
    case unknownHost = "unknown-host"
    /// The file of trusted CAs is another one.
    case untrustedServer = "untrusted-server"
    /// Something between breaks TLS open with a certificate of its own.
    case interceptingProxy = "intercepting-proxy"
    /// The way out leads through a proxy (`HTTPS_PROXY`) that asks for a password which nobody has been told.
    case proxyAsksPassword = "proxy-asks-password"
    /// The same proxy, with user and password in its address.
    case proxyWithPassword = "proxy-with-password"
    /// There is no PC/SC socket.
    case noCardService = "no-card-service"
}
