import Simulation

/// How a result is to be had in mode A (CSC API v2, section 11.10: `operationMode` and what belongs to it).
struct BackgroundRequest: Equatable {
    /// How long the result is kept, in milliseconds.
    let validity: Int
    let responseURI: String?

    /// Nil in mode S.
    init?(_ parameters: Parameters, reach: ResponseURI.Reach) throws(CSCError) {
        let mode = try parameters.optionalString("operationMode") ?? "S"
        guard mode == "S" || mode == "A" else { throw .invalidOperationMode }
        var validity = SigningRequest.defaultValidity
        if parameters.isPresent("validity_period") {
            guard let value = parameters.optionalInteger("validity_period") else { throw .invalidValidityPeriod }
            guard SigningRequest.validity.contains(value) else { throw .outOfBoundsValidityPeriod }
            validity = value
        }
        let uri = try parameters.optionalString("response_uri")
        guard uri.map({ ResponseURI.isAllowed($0, reach) }) ?? true else { throw .invalidResponseURI }
        guard mode == "A" else { return nil }
        self.validity = validity
        responseURI = uri
    }
}
