/// An entry of `authData`: a factor and, where it travels in band, its value (csc-api.md, section 5).
package struct AuthenticationDatum: Encodable, Hashable, Sendable {
    package let id: String
    package let value: String?

    package init(id: String, value: String? = nil) {
        self.id = id
        self.value = value
    }
}
