/// At which of the matching passages a rule has its effect.
package enum Occurrence: Hashable, Sendable {
    case always
    /// The first so many.
    case first(Int)
    /// Only the nth, from 1.
    case nth(Int)
    /// Each with this probability, 0 to 1, drawn from the rule's own stream.
    case probability(Double)

    /// - Parameter passage: counts the matching passages from 1.
    func includes(passage: Int, draws stream: inout SeededStream) -> Bool {
        switch self {
        case .always: true
        case .first(let count): passage <= count
        case .nth(let number): passage == number
        case .probability(let probability): stream.nextUnit() < probability
        }
    }
}

/// `"always"`, `{"first": 2}`, `{"nth": 3}`, `{"probability": 0.1}`.
extension Occurrence: Codable {
    private enum CodingKeys: String, CodingKey {
        case first
        case nth
        case probability
    }

    package init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let word = try? single.decode(String.self) {
            guard word == "always" else { throw Occurrence.malformed(decoder) }
            self = .always
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1 else { throw Occurrence.malformed(decoder) }
        if let count = try container.decodeIfPresent(Int.self, forKey: .first), count > 0 {
            self = .first(count)
        } else if let number = try container.decodeIfPresent(Int.self, forKey: .nth), number > 0 {
            self = .nth(number)
        } else if let probability = try container.decodeIfPresent(Double.self, forKey: .probability),
            (0...1).contains(probability)
        {
            self = .probability(probability)
        } else {
            throw Occurrence.malformed(decoder)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if case .always = self {
            var single = encoder.singleValueContainer()
            return try single.encode("always")
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .always: break
        case .first(let count): try container.encode(count, forKey: .first)
        case .nth(let number): try container.encode(number, forKey: .nth)
        case .probability(let probability): try container.encode(probability, forKey: .probability)
        }
    }

    private static func malformed(_ decoder: any Decoder) -> DecodingError {
        let reason = "expected \"always\", {\"first\": n}, {\"nth\": n} with n from 1, or {\"probability\": 0 to 1}"
        return .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
    }
}
