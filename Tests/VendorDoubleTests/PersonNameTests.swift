import Testing

@testable import VendorDouble

struct PersonNameTests {
    @Test(arguments: [
        ("髙橋　一郎", "高橋 一郎"), ("﨑山　美咲", "崎山美咲"), ("𠮷田　茂", "吉田茂"), ("渡邉　直人", "渡辺直人"), ("渡邊　直人", "渡邉直人"),
        ("齋藤", "斎藤"), ("齊藤", "斉藤"), ("濵田", "浜田"), ("神田", "神田"), ("辻\u{E0100}", "辻"),
        ("ＮＡＯＴＯ　ＷＡＴＡＮＡＢＥ", "Naoto Watanabe"),
        ("タカハシ", "ﾀｶﾊｼ"),
    ])
    func `is the same however it is written`(_ one: String, _ other: String) {
        #expect(PersonName(one) == PersonName(other))
    }

    @Test(arguments: [
        ("高橋一郎", "高橋次郎"), ("斎藤", "斉藤"), ("吉田", "古田"), ("辺見", "遍見"), ("", "高橋"), ("太田", "大田"),
    ])
    func `is another where a character is another`(_ one: String, _ other: String) {
        #expect(PersonName(one) != PersonName(other))
    }
}
