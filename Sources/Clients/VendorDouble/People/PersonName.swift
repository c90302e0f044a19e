import Foundation

/// A person's name for comparison, never for display: spaces, widths, capitals and old forms of characters do not matter.
/// Certificates, master files and the family register each write them as they like.
struct PersonName: Hashable, Sendable {
    private let normalised: String

    init(_ name: String) {
        // NFKC first: 神 as a compatibility ideograph, half-width letters, ideographic spaces.
        let folded = name.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.compactMap { scalar in
            scalar.properties.isVariationSelector || scalar.properties.isWhitespace
                ? nil : Self.presentForm[scalar] ?? scalar
        }
        normalised = String(String.UnicodeScalarView(folded))
    }

    /// The present form of a character that names are written with in an old one. Unicode keeps them apart: no
    /// normalisation form folds them, not even 﨑 (U+FA11), which stands among the compatibility ideographs.
    ///
    /// Forms of one character only. 斎 and 斉 are two characters, with an old form each.
    private static let presentForm: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        [
            "高髙", "崎﨑嵜", "吉𠮷", "辺邉邊", "浜濱濵", "斎齋", "斉齊", "沢澤", "広廣", "桜櫻", "瀬瀨", "島嶋嶌", "富冨", "峰峯", "真眞", "竜龍",
            "国國", "徳德", "恵惠", "柳栁", "桑桒", "橋槗𣘺", "館舘", "円圓", "万萬", "与與", "寿壽", "学學", "実實", "栄榮", "静靜", "条條",
            "桧檜", "薮藪", "頼賴", "黒黑", "青靑", "清淸", "巌巖", "亀龜", "塩鹽", "関關", "豊豐", "穂穗",
        ].flatMap { forms in
            let scalars = Array(forms.unicodeScalars)
            return scalars.dropFirst().map { ($0, scalars[0]) }
        },
        uniquingKeysWith: { first, _ in first }
    )
}
