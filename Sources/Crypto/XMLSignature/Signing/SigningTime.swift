package import Foundation

/// The claimed time of a signature, written with an offset: `2022-09-07T08:08:01+00:00`.
package struct SigningTime: Hashable, Sendable {
    package enum Zone: String, Hashable, Sendable {
        case utc, japan
    }

    package let instant: Date
    package let zone: Zone

    package init(_ instant: Date, zone: Zone) {
        self.instant = instant
        self.zone = zone
    }

    package var text: String {
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(secondsFromGMT: offset) ?? .gmt)
        // The style writes no seconds of the offset, and a bare Z for UTC: the samples have +00:00.
        let local = instant.formatted(style.year().month().day().time(includingFractionalSeconds: false))
        return local + (zone == .utc ? "+00:00" : "+09:00")
    }

    /// Between 00:00 and 09:00 in Japan a time in UTC names the day before: what a reader should be told, or nil.
    package var lint: String? {
        guard zone == .utc, japaneseHour < 9 else { return nil }
        return "SigningTime \(text) names the day before: in Japan it is already \(Self(instant, zone: .japan).text). "
            + "日本時間の0時から9時までの署名は、UTCで書くと前日の日付になります。"
    }

    private var offset: Int { zone == .utc ? 0 : 9 * 3600 }

    private var japaneseHour: Int {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + 9 * 3600
        return (seconds % 86_400 + 86_400) % 86_400 / 3600
    }
}
