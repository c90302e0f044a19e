import CertificateFiles
import Foundation
import HealthcarePKI
import Testing

@Suite struct HierarchyErrorTests {
    @Test func `the shipped hierarchy reads`() throws {
        let hierarchy = try Fixtures.hierarchy.get()
        #expect(hierarchy.authorities.count == 18)
        #expect(hierarchy.roles.count == 24)
    }

    /// One mistake in the shipped file at a time.
    @Test(arguments: [
        ("    key: rsa-2048", "    key: rsa-2000", "key", "unknown kind of key “rsa-2000”"),
        ("bits: [non-repudiation]", "bitts: [non-repudiation]", "bitts", "unknown key “bitts” in key-usage"),
        ("status: known }", "status: guessed }", "status", "unknown value “guessed”; one of: known, inferred"),
        ("form: key-issuer-serial", "form: both", "form", "unknown value “both”"),
        ("- subject-key-identifier", "- subject-key-identifyer", "extensions", "unknown extension"),
        ("inherits: hpki-signature", "inherits: hpki-sign", "inherits", "“hpki-sign” must stand before it"),
        ("issuer: hpki-root", "issuer: hpki-rood", "issuer", "“hpki-rood” must stand before it"),
        ("issues: hpki-signature\n", "issues: hpki-sign\n", "issues", "there is no profile “hpki-sign”"),
        ("valid: { years: 5 }", "valid: { year: 5 }", "year", "unknown key “year” in valid"),
        ("from: 2014-01-17", "from: 2014-02-30", "from", "needs a day such as 2014-01-17"),
        ("daily-at: 19:00:00Z", "daily-at: 25:00:00Z", "daily-at", "needs a time of day"),
        ("serial: 4", "serial: four", "serial", "needs a whole number, not “four”"),
        ("ip: 127.0.0.0/8", "ip: 127.0.0.0/33", "ip", "no IP address"),
        ("policy: 1.2.392.100495.1.5.1.1.0.1", "policy: \"{open\"", "policy", "is not closed"),
        (
            "O: TEST - NOT FOR PRODUCTION, OU: hpki-sim stand-in", "O: Ministry, OU: hpki-sim stand-in", "subject",
            "TEST - NOT FOR PRODUCTION"
        ),
        ("der: 0500 }", "der: 05000 }", "der", "needs hexadecimal bytes"),
        ("    eager: true", "    eager: yes", "eager", "needs true or false, not “yes”"),
        ("without: [ subject-alternative-name ]", "without: [ name-constraints ]", "without", "has no extension"),
    ])
    func `names the place and the key`(right: String, wrong: String, key: String, reason: String) throws {
        let text = CertificateFiles.hierarchy
        let range = try #require(text.range(of: right))
        let mistaken = text.replacingCharacters(in: range, with: wrong)
        let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
        let error = #expect(throws: HierarchyError.self) {
            try CertificateHierarchy(yaml: mistaken, file: "Certs/hierarchy.yaml")
        }
        #expect(error?.key == key)
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
        #expect(error?.line == line, "\(error?.description ?? "")")
        #expect(
            error?.description.hasPrefix("Certs/hierarchy.yaml:\(error?.line ?? 0):\(error?.column ?? 0): \(key): ")
                == true
        )
    }

    @Test func `syntax errors and doubled keys come with line and column`() {
        let syntax = #expect(throws: HierarchyError.self) { try CertificateHierarchy(yaml: "roles:\n  a: [1\n") }
        #expect(syntax?.line == 3)
        let doubled = #expect(throws: HierarchyError.self) {
            try CertificateHierarchy(yaml: "roles: {}\nprofiles: {}\nroles: {}\n")
        }
        #expect(doubled?.line == 1)
        #expect(doubled?.reason == "the key stands twice: roles")
        #expect(throws: HierarchyError.self) { try CertificateHierarchy(yaml: "") }
        #expect(throws: HierarchyError.self) { try CertificateHierarchy(yaml: "- a\n- b\n") }
    }
}
