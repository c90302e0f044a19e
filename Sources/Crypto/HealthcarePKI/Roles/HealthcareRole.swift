/// A professional role as HPKI certificates state it in hcRole.
package struct HealthcareRole: Sendable, Hashable {
    /// How sure the spelling of ``name`` is.
    package enum Status: String, Sendable, CaseIterable {
        /// Read in a real test certificate or in public code.
        case known
        /// The usual English name of a national qualification; spelling unconfirmed.
        case inferred
    }

    /// `doctor`, `pharmacist`, …
    package let label: String
    /// The hcRole string, `Medical Doctor`.
    package let name: String
    /// 医師
    package let japanese: String
    package let status: Status
    /// One of the five 管理者等資格, whose subject needs an organisation and has OU=Director.
    package let isDirector: Bool
}

extension HealthcareRole {
    init(_ node: HierarchyNode) throws(HierarchyError) {
        let fields = try node.fields(["name", "japanese", "status", "director"])
        label = node.key
        name = try fields.required("name").text()
        japanese = try fields.required("japanese").text()
        status = try fields.required("status").choice()
        isDirector = try fields.flag("director")
    }
}
