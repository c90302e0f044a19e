import Foundation

extension DERValue {
    /// The instant of a GeneralizedTime in whole seconds, `YYYYMMDDhhmmssZ`: the only form that OCSP allows (RFC 6960,
    /// section 4.2.2.1).
    func generalizedTime() throws(DERError) -> Date {
        let text = String(decoding: content, as: UTF8.self)
        guard let parts = text.wholeMatch(of: /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/)?.output,
            let date = try? Date(
                "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)Z",
                strategy: .iso8601
            )
        else { throw .invalid("GeneralizedTime") }
        return date
    }
}
