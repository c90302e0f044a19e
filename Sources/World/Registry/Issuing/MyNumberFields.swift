import Foundation
import HealthcarePKI
import OpenSSL

/// What the certificates of a My Number card say about its holder (certificates.md, A.2 and A.3).
struct MyNumberFields {
    private let holder: Practitioner
    private let instant: Date

    init(_ holder: Practitioner, at instant: Date) {
        self.holder = holder
        self.instant = instant
    }

    func fields(_ slot: Card.Slot) -> [String: String] {
        switch slot {
        case .authentication:
            return ["identifier": "TEST" + Self.randomLetters(20)]
        case .signature:
            return [
                "identifier": timestamp + "TEST" + Self.randomLetters(6),
                "prefecture": holder.address.prefecture, "city": holder.address.city,
                "japanese-name": holder.name.japanese, "birth-date-code": birthDateCode, "sex-code": sexCode,
                "address": holder.address.japanese, "name-substitutions": Self.zeros(holder.name.japanese),
                "address-substitutions": Self.zeros(holder.address.japanese),
            ]
        }
    }

    /// The era's digit, then the day in the western calendar: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和.
    var birthDateCode: String {
        let day = holder.birthDate
        let beginnings = [("5", 2019, 5, 1), ("4", 1989, 1, 8), ("3", 1926, 12, 25), ("2", 1912, 7, 30)]
        let era = beginnings.first { (day.year, day.month, day.day) >= ($0.1, $0.2, $0.3) }?.0 ?? "1"
        return era + day.description.filter { $0 != "-" }
    }

    private var sexCode: String { holder.sex == .male ? "1" : "2" }

    /// Date and time of issue in Japan, 14 digits.
    private var timestamp: String {
        let day = JapanDay(at: instant)
        let seconds = Int(instant.timeIntervalSince(day.start))
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        return day.description.filter { $0 != "-" } + time
    }

    /// One digit for each character: none of ours is written with a substitute.
    private static func zeros(_ text: String) -> String { String(repeating: "0", count: text.count) }

    private static func randomLetters(_ count: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")
        return String(SecureRandom.bytes(count).map { letters[Int($0) % letters.count] })
    }
}
