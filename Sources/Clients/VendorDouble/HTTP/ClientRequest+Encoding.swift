import Foundation

extension ClientRequest {
    /// POST with a value as `application/json`.
    static func json(
        _ target: String,
        encoding value: some Encodable,
        fields: [Field] = []
    ) throws(VendorFailure) -> Self {
        do {
            let body = try JSONEncoder().encode(value)
            return json(target, String(decoding: body, as: UTF8.self), fields: fields)
        } catch {
            throw VendorFailure("POST \(target)", .other("\(error)"))
        }
    }
}
