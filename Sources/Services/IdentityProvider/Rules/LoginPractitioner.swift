/// A practitioner as the login knows them.
package struct LoginPractitioner: Sendable, Equatable {
    /// Login id, the `sub` of the ID token.
    package let id: String
    package let name: String
    /// Japanese names of the roles, e.g. `医師`.
    package let roles: [String]
    /// The methods registered for this person (desk rule SIG-5).
    package let methods: Set<LoginMethod>
    /// In the order in which a `signatureQualifier` chooses among them.
    package let credentials: [LoginCredential]

    package init(
        id: String,
        name: String,
        roles: [String],
        methods: Set<LoginMethod>,
        credentials: [LoginCredential] = []
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.methods = methods
        self.credentials = credentials
    }
}
