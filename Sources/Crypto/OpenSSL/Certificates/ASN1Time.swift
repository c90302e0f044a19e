import COpenSSL
import Foundation

/// Reads OpenSSL's time values.
enum ASN1Time {
    /// The instant of a UTCTime or GeneralizedTime, or an error when it is none.
    static func date(_ time: UnsafePointer<ASN1_TIME>?) throws(OpenSSLError) -> Date {
        var fields = tm()
        guard let time, ASN1_TIME_to_tm(time, &fields) == 1 else {
            throw .takingQueue(after: "ASN1_TIME_to_tm")
        }
        return Date(timeIntervalSince1970: TimeInterval(timegm(&fields)))
    }
}
