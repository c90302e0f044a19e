import Testing
import VendorDouble

extension ErrorTableTests {
    /// The rows of `signatures/signDoc`; none of them spends the SAD.
    func answersForDocuments() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([SignDocTests.digest])
            for row in SignDocTests.rows {
                seen.expect(try await SignDocTests.send(vendor, sad, row.changes), row.answer, "\(row)")
            }
            #expect(try await SignDocTests.send(vendor, sad, [:]).status == 200)
        }
    }
}
