import Simulation
import Testing

@Suite struct RecordLogTests {
    @Test func keepsTheLastOfEachKind() async throws {
        let simulation = try await Simulation.open(.init())
        let records = simulation.records
        let trace = TraceID()
        records.append("handshake", trace: trace, ["cipher": "x"])
        for number in 0..<2500 { records.append("request", ["number": .integer(number)]) }
        let requests = records.records(kind: "request")
        #expect(requests.map(\.fields["number"]) == (1500..<2500).map { .integer($0) })
        #expect(requests.map(\.number) == Array(1502...2501))
        #expect(records.records(after: 2499).map(\.number) == [2500, 2501])
        #expect(records.records(trace: trace).map(\.kind) == ["handshake"])
        #expect(records.records().count == 1001)
        try await simulation.establish()
        try await simulation.reset()
        #expect(records.records().isEmpty)
        records.append("request", [:])
        #expect(records.records().map(\.number) == [2502])
        try await simulation.shutdown()
    }

    @Test(.timeLimit(.minutes(5))) func wakesThoseWhoWait() async throws {
        let simulation = try await Simulation.open(.init())
        await withTaskGroup { group in
            group.addTask { await simulation.records.wait(after: 0) }
            group.addTask { simulation.records.append("request", [:]) }
        }
        let waiting = Task { await simulation.records.wait(after: 1) }
        try await simulation.shutdown()
        await waiting.value
    }

    @Test func ringsGiveTheirElementsOldestFirst() {
        var ring = RingBuffer<Int>(capacity: 3)
        #expect(ring.first == nil)
        for (element, expected) in [
            (1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (4, [2, 3, 4]), (5, [3, 4, 5]), (6, [4, 5, 6]),
        ] {
            ring.append(element)
            #expect(ring.elements == expected)
            #expect(ring.first == expected.first)
        }
        ring.removeAll()
        #expect(ring.elements.isEmpty)
    }
}
