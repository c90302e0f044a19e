import HealthcarePKI
import OpenSSL
import Testing

@Suite struct RevocationListURITests {
    @Test(arguments: ["client-issuing", "medis-signature", "tls-root"]) func `a certificate says where its list is`(
        _ authority: String
    ) throws {
        let pki = try Fixtures.pki.get()
        let order = try Fixtures.order(authority)
        let expected = authority == "tls-root" ? [] : [pki.revocationListURL(of: authority)]
        #expect(try pki.issue(order).revocationListURIs == expected)
    }

    /// A name relative to the issuer stands beside the URI, in a point of its own.
    @Test func `other forms of names are passed over`() throws {
        let pki = try Fixtures.pki.get()
        let authority = try pki.authority("medis-signature").certificate
        #expect(try authority.revocationListURIs == [pki.revocationListURL(of: "hpki-root")])
    }
}
