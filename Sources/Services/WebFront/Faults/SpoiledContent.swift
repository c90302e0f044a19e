import HTTPTypes
import Hummingbird
import NIOCore
import Simulation

/// Effects on the content of an answer that goes out in an orderly way.
struct SpoiledContent {
    /// [D] The names are made up: no standard knows them.
    static let unknownMembers: [String: JSONValue] = [
        "x_hpki_sim_unknown": "ignore me", "x_hpki_sim_object": ["level": 1],
    ]
    static let unknownCode = "x_hpki_sim_unknown_error"

    let response: Response
    let body: [UInt8]

    /// - Returns: nil for another kind of effect.
    func response(_ effect: Fault.Effect) -> Response? {
        let arguments = effect.arguments
        switch effect.name {
        case "malformed-json": return with(body.dropLast() + Array(",".utf8))
        case "content-type":
            var copy = with(body)
            copy.headers[.contentType] = arguments["value"]?.string ?? "text/plain"
            return copy
        case "extra-fields":
            guard let members = try? JSONValue.parse(body).object else { return response }
            let extra = arguments["members"]?.object ?? Self.unknownMembers
            return with(JSONValue.object(members.merging(extra) { first, _ in first }).utf8())
        case "error-code":
            let code = arguments["error"]?.string ?? Self.unknownCode
            return Response(
                status: .badRequest,
                json: ["error": .string(code), "error_description": "A code of the scenario."]
            )
        default: return nil
        }
    }

    private func with(_ bytes: some Sequence<UInt8>) -> Response {
        var headers = response.headers
        headers[.contentLength] = nil
        return Response(status: response.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
