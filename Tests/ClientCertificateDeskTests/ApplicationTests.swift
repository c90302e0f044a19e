import ClientCertificateDesk
import Foundation
import HealthcarePKI
import Registry
import Simulation
import Testing

@Suite struct ApplicationTests {
    private func refusal(_ form: ApplicationForm, facility: Facility? = nil) -> ApplicationError? {
        do {
            _ = try CheckedApplication(form, facility: facility, isReapplication: false)
            return nil
        } catch {
            return error
        }
    }

    /// Desk rule ENQ-1.
    @Test func `says which check digit would be right, and that the facility mends it`() throws {
        let error = try #require(refusal(Samples.form("9918000027")))
        #expect(error == .code(.wrongCheckDigit(found: 7, expected: 8)))
        #expect(error.description.contains("need 8"))
        #expect(error.owner == .facility)
    }

    /// Desk rule CC-3.
    @Test func `wants the medical code of a facility that has a dental one too`() throws {
        let both = try Samples.facility(codes: ["9938000016", "9918000010"])
        #expect(
            refusal(Samples.form("9938000016"), facility: both) == .medicalCodeWanted(try InstitutionCode("9918000010"))
        )
        #expect(refusal(Samples.form("9918000010"), facility: both) == nil)
    }

    @Test func `folds widths and keeps rare letters of names`() throws {
        var form = Samples.form("９９１８−０００−０２８")
        form.facilityName = "ｹﾝｼﾖｳ　ﾊﾟｰｸ  Ｃｌｉｎｉｃ"
        form.contactName = "髙﨑　𠮷男"
        let content = try CheckedApplication(form, facility: nil, isReapplication: false).form
        #expect(content.institutionCode == "9918000028")
        #expect(content.facilityName == "ケンシヨウ パーク Clinic")
        #expect(Array(content.contactName.unicodeScalars) == Array("髙﨑 𠮷男".unicodeScalars))
    }

    @Test func `refuses long, empty and broken fields by their names`() {
        var form = Samples.form()
        form.address = String(repeating: "あ", count: 201)
        #expect(refusal(form) == .tooLong(.address, limit: 200))
        form = Samples.form()
        form.contactName = "　"
        #expect(refusal(form) == .missing(.contactName))
        form.contactName = "a\u{0}b"
        #expect(refusal(form) == .controlCharacter(.contactName))
        form = Samples.form()
        form.email = "nobody"
        #expect(refusal(form) == .noMailAddress)
    }

    /// Desk rules CC-4, DL-3, DL-9 and CC-6.
    @Test func `warns of a re-application without a reason and of another address, and takes a vendor's`() throws {
        var form = Samples.form()
        form.address = "別の住所"
        form.proxyApplicant = "検証ベンダー"
        form.codeIsProvisional = true
        let content = try CheckedApplication(form, facility: Samples.facility(), isReapplication: true)
        #expect(content.warnings == [.reasonMissing, .otherAddress])
        #expect(content.isReapplication)
        #expect(content.form.codeIsProvisional)
    }

    /// Desk rules CC-4 and CC-5.
    @Test func `is approved after its time, once, and cannot be sent again`() throws {
        var state = ApplicationDomain.initialState
        let world = try Samples.world()
        let send = ApplicationDomain.Command.send("A-0001", Samples.form(), approvalDelay: 60, prepared: nil)
        try ApplicationDomain.perform(send, on: &state, at: Samples.now, world: world)
        #expect(state.nextID == "A-0002")
        #expect(throws: ApplicationError.sentAlready("A-0001")) {
            try ApplicationDomain.perform(send, on: &state, at: Samples.now, world: world)
        }
        #expect(throws: ApplicationError.notApproved("A-0001")) {
            try ApplicationDomain.perform(.recordIssue("A-0001", "c"), on: &state, at: Samples.now, world: world)
        }
        let due = try #require(ApplicationDomain.nextDue(state))
        #expect(due.instant == Samples.now + 60)
        try ApplicationDomain.perform(due.command, on: &state, at: due.instant, world: world)
        #expect(ApplicationDomain.nextDue(state)?.instant == nil)
        #expect(try ApplicationDomain.perform(.judge("A-0001"), on: &state, at: due.instant, world: world).isEmpty)
        try ApplicationDomain.perform(.recordIssue("A-0001", "c"), on: &state, at: due.instant, world: world)
        let again = try ApplicationDomain.perform(
            .recordIssue("A-0001", "d"),
            on: &state,
            at: due.instant,
            world: world
        )
        #expect(again.isEmpty)
        #expect(state["A-0001"]?.certificate == "c")
        #expect(state["A-0001"]?.status == .issued)
    }

    /// ISS-02.
    @Test func `is turned down when no facility has its code`() throws {
        var state = ApplicationDomain.initialState
        let send = ApplicationDomain.Command.send("A-0001", Samples.form(), approvalDelay: 60, prepared: nil)
        try ApplicationDomain.perform(send, on: &state, at: Samples.now)
        try ApplicationDomain.perform(.judge("A-0001"), on: &state, at: Samples.now + 60)
        #expect(state["A-0001"]?.rejection == .facilityNotFound)
        #expect(ApplicationDomain.nextDue(state)?.instant == nil)
    }
}
