package import Foundation
package import OpenSSL

/// What is known besides the file when it is checked.
package struct FileKnowledge: Sendable {
    /// An authority by the name that it has in certificates.
    package struct Authority: Sendable {
        package enum Role: Sendable, Equatable {
            case clientCertificates
            /// Of the 支払基金 systems (desk rule CC-2).
            case medicalInstitutions
            /// Whom it plays.
            case other(String)
        }

        package let name: DistinguishedName
        package let role: Role

        package init(name: DistinguishedName, role: Role) {
            self.name = name
            self.role = role
        }
    }

    /// What a running simulator adds.
    package struct Server: Sendable {
        package var anchors: [Certificate]
        package var revocationList: RevocationList
        /// All codes of the facility that the user works for, former ones too: none of them is another facility's (desk
        /// rules CC-3, CC-6).
        package var institutionCodes: Set<String>
        /// Certificates whose end is planned (desk rule CC-7), by their fingerprint in lower-case hexadecimal.
        package var plannedRevocations: [String: Date]
        package var downloadPasswords: Set<String>

        package init(
            anchors: [Certificate],
            revocationList: RevocationList,
            institutionCodes: Set<String>,
            plannedRevocations: [String: Date],
            downloadPasswords: Set<String>
        ) {
            self.anchors = anchors
            self.revocationList = revocationList
            self.institutionCodes = institutionCodes
            self.plannedRevocations = plannedRevocations
            self.downloadPasswords = downloadPasswords
        }
    }

    package var now: Date
    package var authorities: [Authority]
    /// nil where none runs.
    package var server: Server?

    package init(now: Date, authorities: [Authority], server: Server? = nil) {
        self.now = now
        self.authorities = authorities
        self.server = server
    }

    func role(of issuer: DistinguishedName) -> Authority.Role? { authorities.first { $0.name == issuer }?.role }
}
