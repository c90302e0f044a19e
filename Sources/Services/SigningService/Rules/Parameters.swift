import Simulation

/// The members of a request's JSON object, taken by name and type with the error that the CSC table has for each.
struct Parameters {
    private let object: [String: JSONValue]

    /// - Throws: ``CSCError`` where the object has a member that the method does not know.
    init(_ object: [String: JSONValue], known: Set<String>) throws(CSCError) {
        // CSC API v2, section 11: `clientData` is accepted by every method.
        let known = known.union(["clientData"])
        for name in object.keys.sorted() where !known.contains(name) {
            throw .unknownParameter(name, meant: name.nearest(among: known))
        }
        self.object = object
        _ = try optionalString("clientData")
    }

    /// A member that must be a string; `missing` is the row for its absence and for another type.
    func string(_ name: String) throws(CSCError) -> String {
        guard case .string(let value)? = object[name] else { throw .missingString(name) }
        return value
    }

    /// "Absent optional value: leave out, or `null`" (csc-api.md, section 1).
    func optionalString(_ name: String) throws(CSCError) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let value): return value
        default: throw .invalidParameter(name)
        }
    }

    func flag(_ name: String) throws(CSCError) -> Bool {
        switch object[name] {
        case nil, .null: return false
        case .bool(let value): return value
        default: throw .invalidParameter(name)
        }
    }

    /// Nil where it is absent or no string.
    func text(_ name: String) -> String? { object[name]?.string }

    /// Nil where it is absent or no integer.
    func optionalInteger(_ name: String) -> Int? { object[name]?.integer }

    func integer(_ name: String) throws(CSCError) -> Int {
        guard let value = object[name]?.integer else { throw .missingInteger(name) }
        return value
    }

    /// A member that must be an array; nil where it is absent.
    func optionalArray(_ name: String, refusal: CSCError? = nil) throws(CSCError) -> [JSONValue]? {
        switch object[name] {
        case nil, .null: return nil
        case .array(let values): return values
        default: throw refusal ?? .missingArray(name)
        }
    }

    func isPresent(_ name: String) -> Bool {
        switch object[name] {
        case nil, .null: false
        default: true
        }
    }
}
