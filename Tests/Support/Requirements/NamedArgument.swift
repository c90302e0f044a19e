import Testing

/// A test's argument that the log calls by its name: values of many thousand bytes would be written there in full.
package struct NamedArgument<Value: Sendable>: Sendable, CustomTestStringConvertible {
    package let testDescription: String
    package let value: Value

    package init(_ testDescription: String, _ value: Value) {
        self.testDescription = testDescription
        self.value = value
    }
}
