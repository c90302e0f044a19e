import Registry

extension Application.Status {
    /// On a page.
    var words: String {
        switch self {
        case .pending: "審査中 (pending)"
        case .issued: "発行済み (issued)"
        case .rejected: "不承認 (turned down)"
        }
    }
}

extension ClientCertificate.Status {
    /// On a page.
    var words: String {
        switch self {
        case .notYetValid: "有効期間前 (not yet valid)"
        case .valid: "有効 (valid)"
        case .suspended: "停止中 (suspended)"
        case .revoked: "失効 (revoked)"
        case .expired: "期限切れ (expired)"
        }
    }
}

extension Invoice {
    /// On a page.
    var statusWords: String {
        if paidAt != nil { return "支払済 (paid)" }
        if stoppedAt != nil { return "未払・サービス停止中 (unpaid, stopped)" }
        return remindedAt != nil ? "未払・督促済 (unpaid, reminded)" : "未払 (open)"
    }

    /// Yen, with the separators of thousands.
    static func yen(_ amount: Int) -> String {
        var groups: [String] = []
        var rest = amount
        while rest >= 1000 {
            let group = String(rest % 1000)
            groups.append(String(repeating: "0", count: 3 - group.count) + group)
            rest /= 1000
        }
        return ([String(rest)] + groups.reversed()).joined(separator: ",")
    }
}

extension Delivery {
    /// What has become of its link, on a page.
    var linkWords: String {
        if isDead { return "リンク期限切れ (link over)" }
        if isLocked { return "ロック (locked)" }
        return "期限 \(JapaneseTime.text(deadline)) (deadline)"
    }

    /// What has become of its letter, on a page.
    var letterWords: String {
        if letterArrivedAt != nil { return "通知書 配達済み (letter delivered)" }
        return letterLostAt != nil ? "通知書 不着 (letter lost)" : "通知書 郵送中 (letter on its way)"
    }

    /// What was fetched, on a page.
    var downloadWords: String {
        let files = DeliveredFile.allCases.filter { downloads[$0] != nil }.map(\.name)
        return files.isEmpty ? "未ダウンロード (not downloaded)" : files.joined(separator: ", ")
    }
}
