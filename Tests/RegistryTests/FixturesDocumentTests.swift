import TestSupport
import Testing

@testable import Registry

/// FIXTURES.md lists the default world; its tables are held against the table in code.
@Suite struct FixturesDocumentTests {
    private func expectTable(_ name: String, _ header: [String], _ rows: [[String]]) throws {
        let lines = [header, header.map { _ in "---" }] + rows
        let table = lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        let document = try Repository.text(of: "FIXTURES.md")
        #expect(document.contains("<!-- \(name) -->\n\n\(table)\n\n"), "FIXTURES.md, \(name), should read:\n\(table)\n")
    }

    private func code(_ text: String) -> String { "`\(text)`" }
    private func codes<Noun>(_ ids: [ID<Noun>]) -> String { ids.map { code($0.rawValue) }.joined(separator: ", ") }

    @Test func `facilities`() throws {
        try expectTable(
            "facilities",
            ["id", "name", "institution code", "beds", "contact"],
            DefaultWorld.facilityRows.map { row in
                let codes = row.codes.map(code).joined(separator: ", ") + (row.isProvisional ? " (仮コード)" : "")
                return [code(row.id.rawValue), row.name, codes, row.beds.map(String.init) ?? "–", row.contact.name]
            }
        )
    }

    @Test func `practitioners`() throws {
        try expectTable(
            "practitioners",
            ["login id", "name", "romanised", "born", "licences", "works at", "login methods"],
            DefaultWorld.practitionerRows.map { row in
                [
                    code(row.id.rawValue), row.japanese, row.romanised, row.born,
                    row.licences.map { "\($0.role) \($0.number)" }.joined(separator: ", "), codes(row.facilities),
                    row.loginMethods.map { code($0.rawValue) }.joined(separator: ", "),
                ]
            }
        )
    }

    @Test func `second certificates`() throws {
        try expectTable(
            "second certificates",
            ["credential id", "practitioner", "role", "issuer", "serial number", "remark"],
            DefaultWorld.credentialRows.map { row in
                let remark = row.profile.map { "profile \(code($0))" } ?? ""
                return [
                    code(row.id.rawValue), code(row.practitioner.rawValue), row.role, code(row.authority),
                    serial(row.serial), remark,
                ]
            }
        )
    }

    @Test func `client certificates`() throws {
        try expectTable(
            "client certificates",
            ["id", "facility", "serial number"],
            DefaultWorld.clientCertificateRows.map { row in
                [code(row.id.rawValue), code(row.facility.rawValue), serial(row.serial)]
            }
        )
    }

    @Test func `cards`() throws {
        try expectTable(
            "cards",
            ["id", "kind", "issuer", "holder", "secrets", "reader", "remark"],
            DefaultWorld.cardRows.map { row in
                let secrets = row.kind.secrets.map { "\($0.rawValue) \(code(row.secrets[$0] ?? "missing"))" }
                return [
                    code(row.id.rawValue), code(row.kind.rawValue), code(row.issuer.rawValue),
                    code(row.holder.rawValue), secrets.joined(separator: ", "), row.reader.map(String.init) ?? "–",
                    row.isWithdrawn ? "certificate revoked" : row.profile.map { "profile \(code($0))" } ?? "",
                ]
            }
        )
    }

    private func serial(_ row: UInt16) -> String {
        let digits = String(row, radix: 16, uppercase: true)
        return "7E57" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
