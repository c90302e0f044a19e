/// What the domains say about their event types.
struct JournalFields: Sendable {
    private struct TypeFields: Sendable {
        let secret: Set<String>
        let variable: Set<String>
    }

    private let fieldsOfType: [String: TypeFields]
    private let findShapes: [@Sendable () -> [EventShape]]

    init(slots: [any DomainSlot]) {
        findShapes = slots.map(\.eventShapes)
        fieldsOfType = Dictionary(
            slots.flatMap { slot in
                slot.eventTypes.map { type in
                    (type, TypeFields(secret: slot.secretFields, variable: slot.variableFields))
                }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    var types: [String] { fieldsOfType.keys.sorted() }
    var shapes: [EventShape] { findShapes.flatMap { $0() }.sorted { $0.type < $1.type } }

    func secretFields(of type: String) -> Set<String> { fieldsOfType[type]?.secret ?? [] }
    func variableFields(of type: String) -> Set<String> { fieldsOfType[type]?.variable ?? [] }

    /// The types that match any of the patterns; `nil` for no pattern, which means all.
    func matching(_ patterns: [String]) -> Set<String>? {
        guard !patterns.isEmpty else { return nil }
        return Set(
            fieldsOfType.keys.filter { type in
                patterns.contains { $0.hasSuffix("*") ? type.hasPrefix($0.dropLast()) : $0 == type }
            }
        )
    }
}
