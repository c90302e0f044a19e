import Foundation

/// How long a delay is, in nominal time: real time x pace, never simulation time.
package enum FaultDelay: Hashable, Sendable {
    case fixed(Duration)
    /// Log-normal, as the response times of servers and networks are: half of the draws are below the median; sigma is
    /// the standard deviation of the logarithm (0.5 is lively, 1 is wild).
    case logNormal(median: Duration, sigma: Double)

    /// At most an hour.
    func draw(from stream: inout SeededStream) -> Duration {
        switch self {
        case .fixed(let duration): duration
        case .logNormal(let median, let sigma):
            .seconds(min(median.seconds * exp(sigma * stream.nextNormal()), 3600))
        }
    }
}

/// `"1500ms"`, or `{"median": "200ms", "sigma": 0.5}`.
extension FaultDelay: Codable {
    private enum CodingKeys: String, CodingKey {
        case median
        case sigma
    }

    package init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let text = try? single.decode(String.self) {
            self = .fixed(try FaultDelay.duration(text, decoder))
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let median = try FaultDelay.duration(try container.decode(String.self, forKey: .median), decoder)
        let sigma = try container.decode(Double.self, forKey: .sigma)
        guard (0...10).contains(sigma) else {
            throw DecodingError.dataCorruptedError(
                forKey: .sigma,
                in: container,
                debugDescription: "sigma lies between 0 and 10"
            )
        }
        self = .logNormal(median: median, sigma: sigma)
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .fixed(let duration):
            var single = encoder.singleValueContainer()
            try single.encode(duration.text)
        case .logNormal(let median, let sigma):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(median.text, forKey: .median)
            try container.encode(sigma, forKey: .sigma)
        }
    }

    private static func duration(_ text: String, _ decoder: any Decoder) throws -> Duration {
        guard let duration = Duration(text: text), duration >= .zero else {
            let reason = "\"\(text)\" is no duration such as 500ms or 2s"
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
        }
        return duration
    }
}
