import Registry
import Simulation
import Testing

@Suite struct PractitionerDomainTests {
    private let world: WorldView
    private var state = PractitionerDomain.initialState

    init() throws {
        world = try Records.world(facilities: [Records.facility("clinic")])
        let doctor = try Records.practitioner("doctor", facilities: ["clinic"])
        try PractitionerDomain.perform(.register(doctor), on: &state, at: Records.now, world: world)
    }

    private func perform(
        _ command: PractitionerDomain.Command,
        on state: inout PractitionerDomain.State
    ) throws(PractitionerError) -> [PractitionerDomain.Event] {
        try PractitionerDomain.perform(command, on: &state, at: Records.now, world: world)
    }

    @Test func `each command's second time is without effect`() throws {
        var state = state
        let name = Practitioner.Name(japanese: "髙橋　二郎", kana: "タカハシ　ジロウ", romanised: "Jiro Takahashi")
        let commands: [PractitionerDomain.Command] = [
            .rename("doctor", name), .registerMethod("doctor", .myNumber), .removeMethod("doctor", .fido),
            .suspend("doctor"), .leaveFacility("doctor", "clinic"),
        ]
        for command in commands {
            #expect(try perform(command, on: &state).count == 1)
            #expect(try perform(command, on: &state).isEmpty)
        }
        let doctor = try #require(state["doctor"])
        #expect(doctor.name == name)
        #expect(doctor.loginMethods == [.myNumber])
        #expect(doctor.isSuspended)
        #expect(doctor.facilities.isEmpty)
        _ = try perform(.resume("doctor"), on: &state)
        _ = try perform(.joinFacility("doctor", "clinic"), on: &state)
        #expect(state["doctor"]?.isSuspended == false)
        #expect(state["doctor"]?.facilities == ["clinic"])
    }

    @Test func `refuses doubles and strangers`() throws {
        var state = state
        #expect(throws: PractitionerError.exists("doctor")) {
            try perform(.register(Records.practitioner("doctor")), on: &state)
        }
        #expect(throws: PractitionerError.numberTaken(role: "doctor", number: "990001", by: "doctor")) {
            try perform(.register(Records.practitioner("b")), on: &state)
        }
        #expect(throws: PractitionerError.noLicence) {
            try perform(.register(Records.practitioner("b", licences: [])), on: &state)
        }
        #expect(throws: PractitionerError.unknownFacility("nowhere")) {
            try perform(.joinFacility("doctor", "nowhere"), on: &state)
        }
        // The same number in another register is another person's.
        let pharmacist = try Records.practitioner("b", licences: [.init(role: "pharmacist", number: "990001")])
        #expect(try perform(.register(pharmacist), on: &state).count == 1)
    }
}
