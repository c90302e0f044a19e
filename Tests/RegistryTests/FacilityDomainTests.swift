import HealthcarePKI
import Registry
import Simulation
import Testing

@Suite struct FacilityDomainTests {
    private func state(_ facilities: Facility...) throws -> FacilityDomain.State {
        var state = FacilityDomain.initialState
        for facility in facilities { try FacilityDomain.perform(.register(facility), on: &state, at: Records.now) }
        return state
    }

    private func refusal(_ command: FacilityDomain.Command, on state: FacilityDomain.State) -> FacilityError? {
        var state = state
        do {
            try FacilityDomain.perform(command, on: &state, at: Records.now)
            return nil
        } catch {
            return error
        }
    }

    @Test func `goes by its medical code`() throws {
        let hospital = try Records.facility("h", kind: .hospital, codes: ["9938000016", "9918000010"])
        #expect(hospital.mainCode?.digits == "9918000010")
        #expect(try Records.facility("p", kind: .pharmacy, codes: ["9948000014"]).mainCode?.digits == "9948000014")
    }

    @Test func `refuses impossible and taken codes`() throws {
        let clinic = try Records.facility("clinic")
        let state = try state(clinic)
        let taken = try InstitutionCode("9918000028")
        #expect(refusal(.register(clinic), on: state) == .exists("clinic"))
        #expect(refusal(.register(try Records.facility("b")), on: state) == .codeTaken(taken, by: "clinic"))
        #expect(refusal(.register(try Records.facility("c", codes: [])), on: state) == .noCode)
        let pharmacy = try Records.facility("d", kind: .pharmacy, codes: ["9918000010"])
        #expect(
            refusal(.register(pharmacy), on: state) == .unsuitableCode(try InstitutionCode("9918000010"), .pharmacy)
        )
        let doubled = try Records.facility("e", codes: ["9918000010", "9918900011"])
        #expect(refusal(.register(doubled), on: state) == .doubledFeeSchedule(.medical))
        #expect(refusal(.stop("nobody", reason: .requested), on: state) == .unknown("nobody"))
    }

    /// Desk rules CC-6 and CC-7.
    @Test func `changes a code, keeps the old one for itself, and makes a provisional code official`() throws {
        var state = try state(try Records.facility("clinic"))
        let (old, new) = (try InstitutionCode("9918000028"), try InstitutionCode("9918900011"))
        try FacilityDomain.perform(
            .changeCode("clinic", from: old, to: .init(new, isProvisional: true)),
            on: &state,
            at: Records.now
        )
        #expect(state["clinic"]?.codes == [.init(new, isProvisional: true)])
        #expect(state["clinic"]?.formerCodes == [old])
        #expect(state.owner(of: old) == "clinic")
        #expect(refusal(.register(try Records.facility("b")), on: state) == .codeTaken(old, by: "clinic"))
        try FacilityDomain.perform(.changeCode("clinic", from: new, to: .init(new)), on: &state, at: Records.now)
        #expect(state["clinic"]?.codes == [.init(new)])
        #expect(state["clinic"]?.formerCodes == [old])
        #expect(refusal(.changeCode("clinic", from: old, to: .init(new)), on: state) == .notItsCode(old))
    }

    @Test func `stopping twice is one fact`() throws {
        var state = try state(try Records.facility("clinic"))
        #expect(try FacilityDomain.perform(.stop("clinic", reason: .unpaid), on: &state, at: Records.now).count == 1)
        #expect(try FacilityDomain.perform(.stop("clinic", reason: .unpaid), on: &state, at: Records.now).isEmpty)
        #expect(try FacilityDomain.perform(.stop("clinic", reason: .closed), on: &state, at: Records.now).count == 1)
        #expect(try FacilityDomain.perform(.stop("clinic", reason: .unpaid), on: &state, at: Records.now).isEmpty)
        #expect(state["clinic"]?.stopReason == .closed)
        #expect(state["clinic"]?.isStopped == true)
        #expect(try FacilityDomain.perform(.resume("clinic"), on: &state, at: Records.now).count == 1)
        #expect(state["clinic"]?.isStopped == false)
    }
}
