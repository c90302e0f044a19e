import Foundation

/// Names that can stand in a URL and in a certificate.
enum HostName {
    /// Letters, digits and hyphens in labels (RFC 1123, 2.1), or an IP address without brackets.
    static func isUsable(_ text: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1 { return true }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy {
                        $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0))
                    }
            }
    }
}
