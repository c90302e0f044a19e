package import HTTPTypes
package import Hummingbird
import NIOCore
package import Simulation

extension Response {
    /// A JSON answer as CSC writes its content type (`application/json;charset=UTF-8`, csc-api.md, section 1).
    package init(status: HTTPResponse.Status = .ok, json: JSONValue, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = "application/json;charset=UTF-8"
        headers[.cacheControl] = "no-store"
        self.init(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.utf8())))
    }
}
