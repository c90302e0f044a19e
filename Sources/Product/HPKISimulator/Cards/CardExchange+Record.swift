import ISO7816
import PCSC
import Simulation

extension CardExchange {
    /// What the journal view shows of it, without its secrets.
    var record: JSONValue {
        let text = CommandText(command)
        var fields: [String: JSONValue] = [
            "reader": .string(reader), "command": .string(text.bytes), "meaning": .string(text.meaning),
        ]
        switch outcome {
        case .success(let answer):
            fields["sw"] = .string(ResponseAPDU(parsing: answer)?.status.description ?? "")
            fields["bytes"] = .integer(max(answer.count - 2, 0))
        case .failure(let failure): fields["failure"] = .string(failure.text)
        }
        return .object(fields)
    }
}

extension CardFailure {
    /// In a few words.
    var text: String {
        switch self {
        case .removed: "card removed"
        case .reset: "card reset by another program"
        case .mute: "no answer"
        case .readerUnplugged: "reader unplugged"
        case .reader(let error): error.description
        }
    }
}
