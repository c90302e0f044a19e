/// The vendor application that is registered from the start.
enum VendorApplication {
    static let clientID = "vendor-app"
    static let name = "検証用ベンダーアプリケーション (vendor application under test)"
    /// The same application as a server runs it: with a secret, which is drawn at every start.
    static let confidentialClientID = "vendor-server"
    static let confidentialName = "検証用サーバー型アプリケーション (confidential client under test)"
    /// Never contacted by the simulator; a test reads the code out of the redirect (RFC 8252, 7.3).
    static let redirectURI = "http://127.0.0.1:3000/callback"
}
