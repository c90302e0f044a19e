import Testing

@testable import SigningService

@Suite struct ResponseURITests {
    static let loopback = [
        "http://localhost/", "http://localhost:3000/done?x=1", "http://127.0.0.1:1", "http://[::1]:8080/",
    ]
    static let elsewhere = ["http://vendor.test/done", "http://10.0.0.1:8080/", "http://localhost.vendor.test/"]
    static let never = [
        "", "/done", "http:///done", "https://localhost/", "ftp://localhost/", "http://user@localhost/", "localhost:80",
    ]

    @Test(arguments: loopback) func `this machine is called`(uri: String) {
        #expect(ResponseURI.isAllowed(uri, .loopback) && ResponseURI.isAllowed(uri, .anyHost))
    }

    @Test(arguments: elsewhere) func `others are called when that was asked for`(uri: String) {
        #expect(!ResponseURI.isAllowed(uri, .loopback) && ResponseURI.isAllowed(uri, .anyHost))
    }

    @Test(arguments: never) func `nothing but http is called`(uri: String) {
        #expect(!ResponseURI.isAllowed(uri, .loopback) && !ResponseURI.isAllowed(uri, .anyHost))
    }
}
