import TestSupport
import Testing

/// Rules of the house that a text search can hold the sources against.
struct SourceRuleTests {
    /// Files that may be longer than 400 lines, each with its reason.
    private static let allowedLength: [String: String] = [:]

    /// Files outside the two libraries that may declare something `public`, each with its reason.
    private static let allowedPublic: [String: String] = [:]

    private let pointer = /\b(?:OpaquePointer|Unsafe\w*Pointer)\b/
    private let realTime =
        /\bDate\(\)|\bDate\.now\b|(?:^|[\s(:,=])\.now\b|timeIntervalSinceNow|\b(?:Continuous|Suspending)Clock\b|\bclock_gettime\b|\bgettimeofday\b|\bDispatchTime\.now\b/

    let house: House

    init() throws {
        house = try House()
    }

    @Test func `the machine's clock is read in one file`() {
        let readers = house.sources.filter { !$0.lineNumbers(matching: realTime).isEmpty }.map(\.path)
        #expect(readers.count <= 1, "\(readers)")
        #expect(readers.allSatisfy { $0.hasPrefix("Sources/World/Simulation/") })
    }

    @Test(arguments: [
        "Date()", "Date.now", "let t: Date = .now", "f(at: .now)", "ContinuousClock()", "x.timeIntervalSinceNow",
    ])
    func `knows the ways to read the machine's clock`(code: String) {
        #expect(SwiftSource(path: "", text: code).lineNumbers(matching: realTime) == [1])
    }

    @Test(arguments: ["clock.now", "Date(timeIntervalSince1970: 0)", "// Date()", "\"Date()\"", "Update()"])
    func `takes nothing else for a look at the machine's clock`(code: String) {
        #expect(SwiftSource(path: "", text: code).lineNumbers(matching: realTime) == [])
    }

    @Test func `no C pointer crosses a target`() {
        let crossing = house.sources.flatMap { source in
            source.visibleDeclarations.filter { $0.contains(pointer) }.map { "\(source.path): \($0)" }
        }
        #expect(crossing == [])
    }

    @Test func `finds a pointer in any part of a declaration`() {
        let source = SwiftSource(
            path: "",
            text: """
                package func one(
                    _ f: @escaping () -> Void,
                    pointer: UnsafePointer<UInt8>
                ) -> Int { 1 }
                package final class Two { let hidden: OpaquePointer }
                package init(three: OpaquePointer) {}
                package var four: UnsafeMutableRawPointer? { nil }
                """
        )
        let found = source.visibleDeclarations.map { $0.contains(pointer) }
        #expect(found == [true, false, true, true])
    }

    @Test func `only the libraries are public`() {
        let outside = house.sources.filter { !$0.path.hasPrefix("Sources/Product/HPKISimulator") }
        let declaring = outside.filter { !$0.lineNumbers(matching: /^\s*(?:@\w+\s+)*public\s+(?!import)/).isEmpty }
        #expect(declaring.map(\.path).filter { Self.allowedPublic[$0] == nil } == [])
    }

    @Test func `no file is longer than 400 lines without a reason`() throws {
        let long = try House.swiftFiles(below: ["Sources", "Certs", "Scenarios", "Tests"]).filter { $0.lineCount > 400 }
        #expect(long.map(\.path).filter { Self.allowedLength[$0] == nil } == [])
        #expect(Self.allowedLength.keys.filter { path in !long.contains { $0.path == path } } == [])
    }

    @Test func `half of the files are short`() throws {
        let counts = house.sources.map(\.lineCount).sorted()
        #expect(counts[counts.count / 2] <= 120)
    }

    @Test func `nothing is left to be done later`() throws {
        let mark = /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/
        let unfinished = try House.swiftFiles(below: ["Sources", "Certs", "Scenarios", "Tests"]).filter { source in
            source.text.contains(mark)
        }
        #expect(unfinished.map(\.path) == [])
    }

    @Test func `nothing forces its way past an error`() throws {
        let forced = /\btry!|\bfatalError\(/
        let forcing = house.sources.filter { !$0.lineNumbers(matching: forced).isEmpty }.map(\.path)
        #expect(forcing == [])
    }

    @Test func `a promise to the compiler has its reason beside it`() {
        let promise = /@unchecked Sendable|nonisolated\(unsafe\)/
        let silent = house.sources.flatMap { source in
            let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
            return source.lineNumbers(matching: promise).filter { number in
                let before = lines[max(0, number - 4)..<number]
                return !before.contains { $0.contains("//") }
            }.map { "\(source.path):\($0)" }
        }
        #expect(silent == [])
    }
}
