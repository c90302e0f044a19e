import ClientCertificateDesk
import Foundation
import Registry
import Testing

@Suite struct DeskCalendarTests {
    /// Desk rule CC-7: 31 January 10:30 becomes 28 February 10:30 in Tokyo.
    @Test func `ends the overlap a calendar month later, clamped`() throws {
        #expect(DeskCalendar.overlapEnd(issuedAt: Samples.now) == Samples.now + 28 * 86_400)
    }

    /// Desk rule DL-6.
    @Test func `ends a link fourteen days later`() {
        #expect(DeskCalendar.linkDeadline(sentAt: Samples.now) == Samples.now + 1_209_600)
    }

    /// Desk rule FEE-1.
    @Test func `charges by kind and beds and stops on 1 July`() throws {
        #expect(FeeTable.amount(for: try Samples.facility()) == 10_000)
        #expect(FeeTable.amount(for: try Samples.facility(kind: .hospital, beds: 399)) == 50_000)
        #expect(FeeTable.amount(for: try Samples.facility(kind: .hospital, beds: 400)) == 100_000)
        let invoice = FeeTable.invoice(for: try Samples.facility(), fiscalYear: 2025, at: Samples.now)
        #expect(invoice?.total == 11_000)
        // 2026-06-30T15:00:00Z
        #expect(FeeTable.stop(inFiscalYear: 2026) == Date(timeIntervalSince1970: 1_782_831_600))
        #expect(FeeTable.stop(inFiscalYear: 2024) == nil)
        #expect(DeskCalendar.fiscalYear(of: Samples.now) == 2025)
    }
}
