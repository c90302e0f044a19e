import Hummingbird
import Simulation
package import WebFront

extension ClientCertificateDesk {
    /// `GET mailbox` and `GET letterbox`: what a person would read, for programs.
    package var adminOperations: [AdminOperation] {
        [
            AdminOperation(
                .get,
                "mailbox",
                "Every mail that arrived, oldest first, with links and download passwords.",
                query: [AdminOperation.Query("to", "string", "Only mails to this address.")]
            ) { request, _ in
                let to = request.uri.queryParameters["to"].map { String($0) }
                let mails = mails.filter { to == nil || $0.to == to }
                return Response(json: ["mails": .array(mails.map(\.json))])
            },
            AdminOperation(.get, "letterbox", "Every letter that arrived, oldest first, with the password of the .p12.")
            {
                _,
                _ in
                Response(json: ["letters": .array(try await letters().map(\.json))])
            },
        ]
    }
}
