/// The languages of the service's texts (RFC 5646); a request for any other is answered in the first.
enum ServiceLanguage: String {
    case japanese = "ja-JP"
    case english = "en"

    init(_ lang: String?) {
        self = lang?.lowercased().split(separator: "-").first == "en" ? .english : .japanese
    }
}
