import TestSupport
import Testing

struct RequirementTests {
    @Test func `finds the programs that every machine has, and no others`() {
        #expect(Requirement.isInstalled("sh"))
        #expect(!Requirement.isInstalled("no-such-program-here"))
    }
}
