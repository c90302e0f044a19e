import HTTPTypes
import Simulation
import WebFront

extension ApplicationForm {
    /// The members of a JSON body: the fields by their names, and `provisional-code`.
    ///
    /// - Throws: `FrontError` for a member that the form does not have, or one that is no text.
    init(_ members: [String: JSONValue]) throws(FrontError) {
        self.init(facilityName: "", institutionCode: "", contactName: "", email: "", address: "")
        for (name, value) in members {
            if name == Self.provisionalMember {
                guard let flag = value.bool else { throw Self.wrong(name, "true or false") }
                codeIsProvisional = flag
                continue
            }
            guard let field = Field(rawValue: name) else {
                let known = Field.allCases.map(\.rawValue) + [Self.provisionalMember]
                throw FrontError(
                    .badRequest,
                    "invalid_request",
                    "The form has no field '\(name)': it has \(known.joined(separator: ", "))"
                )
            }
            guard let text = value.string else { throw Self.wrong(name, "a text") }
            self[field] = text
        }
    }

    static let provisionalMember = "provisional-code"

    private static func wrong(_ name: String, _ wanted: String) -> FrontError {
        FrontError(.badRequest, "invalid_request", "'\(name)' is \(wanted)")
    }
}
