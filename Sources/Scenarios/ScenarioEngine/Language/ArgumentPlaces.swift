/// Where the arguments of a command were written. Like every origin, it plays no part in equality.
struct ArgumentPlaces: Hashable, Sendable {
    private let origins: [String: Origin]

    init(_ arguments: SourceValue? = nil) {
        let members = arguments?.members ?? []
        origins = Dictionary(members.map { ($0.key, $0.value.origin) }) { first, _ in first }
    }

    subscript(argument: String) -> Origin? { origins[argument] }

    static func == (left: ArgumentPlaces, right: ArgumentPlaces) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
}
