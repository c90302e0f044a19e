/// What `info` says of the signing service, as far as a vendor application needs it (csc-api.md, section 3.1).
package struct ServiceDescription: Decodable, Hashable, Sendable {
    package struct Algorithms: Decodable, Hashable, Sendable {
        /// OIDs.
        package let algos: [String]
    }

    /// `2.0.0.0`
    package let specs: String
    package let name: String
    package let authType: [String]
    /// Base URI of the authorization server, with a slash at its end.
    package let oauth2: String?
    package let methods: [String]
    package let signAlgorithms: Algorithms
    package let asynchronousOperationMode: Bool?
}
