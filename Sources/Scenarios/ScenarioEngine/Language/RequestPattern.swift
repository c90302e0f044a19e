/// Requests that were answered in a certain way.
package struct RequestPattern: Hashable, Sendable {
    /// The path, or its beginning followed by `*`.
    package var path: String
    /// nil: in whatever way.
    package var status: Int?
    /// nil: at least once.
    package var times: Int?

    package init(path: String, status: Int? = nil, times: Int? = nil) {
        self.path = path
        self.status = status
        self.times = times
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let fields = try value.fields(["path", "status", "times"])
        path = try fields.required("path").text()
        status = try fields.integer("status")
        times = try fields.integer("times")
    }

    func isOnPath(_ path: String) -> Bool {
        self.path.hasSuffix("*") ? path.hasPrefix(self.path.dropLast()) : path == self.path
    }
}
