/// The choice on the login page or in its JSON form.
package struct LoginSubmission: Sendable {
    package let login: SecretDigest
    package let practitioner: LoginPractitioner
    package let method: LoginMethod
    package let outcome: LoginOutcome
    package let keys: LoginKeys
}
