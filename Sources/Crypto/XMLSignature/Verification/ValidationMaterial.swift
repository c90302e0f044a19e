import OpenSSL

/// The certificates, lists and responses that a signature or time stamp brings along. What does not decode is counted.
struct ValidationMaterial {
    var certificates: [Certificate] = []
    var revocationLists: [RevocationList] = []
    var responses: [OCSPBasicResponse] = []
    var undecodable = 0

    /// From all that stands inside these elements.
    init(in containers: [Element]) {
        for element in containers.flatMap(\.subtree) where element.namespace == Namespace.xades {
            switch element.name {
            case "EncapsulatedX509Certificate": add(element, to: \.certificates) { try Certificate(derEncoded: $0) }
            case "EncapsulatedCRLValue": add(element, to: \.revocationLists) { try RevocationList(derEncoded: $0) }
            case "EncapsulatedOCSPValue": add(element, to: \.responses, Self.response)
            default: break
            }
        }
    }

    /// A status without an answer decodes, and is still no validation material.
    private static func response(_ der: [UInt8]) throws -> OCSPBasicResponse {
        guard let basic = try OCSPResponse(derEncoded: der).basic else { throw DERError.invalid("responseStatus") }
        return basic
    }

    private mutating func add<Value>(
        _ element: Element,
        to values: WritableKeyPath<ValidationMaterial, [Value]>,
        _ decode: ([UInt8]) throws -> Value
    ) {
        if let bytes = element.base64, let value = try? decode(bytes) {
            self[keyPath: values].append(value)
        } else {
            undecodable += 1
        }
    }
}
