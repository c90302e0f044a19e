import Foundation
package import Testing

/// What a test needs from the machine. A test that lacks it is left out here, with the reason in the output (`make test`
/// lists them at its end); where `CI=true` it runs all the same, and fails by what is missing.
package enum Requirement {
    private static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] == "true"

    static func isMet(_ condition: Bool) -> Bool {
        condition || isContinuousIntegration
    }

    package static func isInstalled(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders: [String] = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}

extension Trait where Self == ConditionTrait {
    /// Needs a program in `PATH` (or `/usr/sbin`, where Debian keeps nginx).
    package static func needs(program: String) -> Self {
        .enabled(
            if: Requirement.isMet(Requirement.isInstalled(program)),
            "\(program) is not installed: make test installs it"
        )
    }

    /// Needs the Python of `.build-peers/tests`, which has the packages that the tests check against.
    package static var needsPeerPython: Self {
        .enabled(
            if: Requirement.isMet(FileManager.default.isExecutableFile(atPath: Repository.peerPython)),
            ".build-peers/tests has no Python: make test makes it"
        )
    }

    /// Needs the real samples beside the package. They cannot be shipped, so this is left out in CI too where they are absent.
    package static var needsRealSamples: Self {
        .enabled(
            if: FileManager.default.fileExists(atPath: Repository.realSamples.path(percentEncoded: false)),
            "no real prescriptions at ../shared/samples/real: only the synthetic ones are tested"
        )
    }
}
