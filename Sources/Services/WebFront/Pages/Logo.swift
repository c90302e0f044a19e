import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

/// The service's logo, which CSC's `info` must name: a PNG of 64 by 64 pixels, drawn for this project.
package enum Logo {
    /// The path on the portal.
    package static let path = "/logo.png"

    package static func addRoute(to router: Router<FrontRequestContext>) {
        router.get("logo.png") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "image/png"],
                body: .init(byteBuffer: ByteBuffer(bytes: Data(base64Encoded: base64) ?? Data()))
            )
        }
    }

    private static let base64 =
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAACVBMVEUAaXj////IHh7SF2PpAAAATUlEQVR42u3WIQ7AMAzF0Mz3"
        + "P3TxwKRJJlVr8zz0QWaqasOenwWcDXyBelgBAQEBAQH3AEgA3FuHBJAAEkACSAAJIAEkgASQABJ43bMAA8gDA2Ldp1cAAAAASUVO"
        + "RK5CYII="
}
