/// Every authority, certificate profile and role of the test PKI, read from `Certs/hierarchy.yaml`.
package struct CertificateHierarchy: Sendable {
    /// In the order of the file: an issuer stands before those it issues.
    package let authorities: [AuthorityDeclaration]
    package let roles: [HealthcareRole]
    private let profilesByLabel: [String: CertificateProfile]

    /// - Parameters:
    ///   - yaml: the file's text.
    ///   - file: its name, for complaints.
    /// - Throws: the first thing that is wrong, with its place.
    package init(yaml: String, file: String = "hierarchy.yaml") throws(HierarchyError) {
        let root = try HierarchyNode(yaml: yaml, file: file)
        let fields = try root.fields(["roles", "profiles", "authorities"])
        var roles: [HealthcareRole] = []
        for entry in try fields.required("roles").entries() { roles.append(try HealthcareRole(entry)) }
        let profiles = try Self.profiles(try fields.required("profiles"))
        self.roles = roles
        profilesByLabel = profiles
        authorities = try Self.authorities(try fields.required("authorities"), profiles: profiles)
    }

    package func authority(_ label: String) throws(IssuingError) -> AuthorityDeclaration {
        guard let authority = authorities.first(where: { $0.label == label }) else { throw .unknownAuthority(label) }
        return authority
    }

    package func profile(_ label: String) throws(IssuingError) -> CertificateProfile {
        guard let profile = profilesByLabel[label] else { throw .unknownProfile(label) }
        return profile
    }

    package func role(_ label: String) throws(IssuingError) -> HealthcareRole {
        guard let role = roles.first(where: { $0.label == label }) else { throw .unknownRole(label) }
        return role
    }

    package var profileLabels: [String] { profilesByLabel.keys.sorted() }

    // MARK: - Reading

    private static func profiles(_ node: HierarchyNode) throws(HierarchyError) -> [String: CertificateProfile] {
        var profiles: [String: CertificateProfile] = [:]
        for entry in try node.entries() {
            let parent = try Self.parent(of: entry, in: profiles)
            profiles[entry.key] = try CertificateProfile(entry, parent: parent)
        }
        return profiles
    }

    private static func authorities(
        _ node: HierarchyNode,
        profiles: [String: CertificateProfile]
    ) throws(HierarchyError) -> [AuthorityDeclaration] {
        var authorities: [AuthorityDeclaration] = []
        for entry in try node.entries() {
            let known = Dictionary(authorities.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
            let authority = try AuthorityDeclaration(entry, parent: try Self.parent(of: entry, in: known))
            for (key, label) in [("profile", authority.profile), ("issues", authority.issues)] {
                guard let label, profiles[label] == nil else { continue }
                throw entry.child(key).error("there is no profile “\(label)”")
            }
            if let issuer = authority.issuer, known[issuer] == nil {
                throw entry.child("issuer").error("“\(issuer)” must stand before it")
            }
            authorities.append(authority)
        }
        return authorities
    }

    private static func parent<Declaration>(
        of entry: HierarchyNode,
        in known: [String: Declaration]
    ) throws(HierarchyError) -> Declaration? {
        let node = entry.child("inherits")
        guard node.key == "inherits" else { return nil }
        let label = try node.text()
        guard let parent = known[label] else { throw node.error("“\(label)” must stand before it") }
        return parent
    }
}
