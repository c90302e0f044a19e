/// What to do about it, in Japanese.
package struct Advice: Hashable, Sendable {
    /// For the vendor's engineers.
    package var vendor: String?
    /// The sentence for the person at the screen; it says who can help (rule ENQ-1).
    package var user: String?

    package init(vendor: String? = nil, user: String? = nil) {
        self.vendor = vendor
        self.user = user
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let fields = try value.fields(["vendor", "user"])
        self.init(vendor: try fields.text("vendor"), user: try fields.text("user"))
    }

    /// The same, with what it does not say taken from another.
    func completed(by other: Advice) -> Advice {
        Advice(vendor: vendor ?? other.vendor, user: user ?? other.user)
    }
}
