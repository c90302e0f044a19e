import Foundation
import OpenSSL
import Simulation
import XMLSignature

/// What the blocks of the report for programs hold besides their checks (e-prescription-signature.md, section 9.9).
enum VerificationDetailJSON {
    static func details(of block: String, in report: SignatureReport) -> [String: JSONValue] {
        switch block {
        case "署名者証明書":
            return [
                "Id": text(report.id), "証明書検証基準時刻": text(report.signerBase?.rfc3339),
                "証明書情報": .array(report.signerPath.map(certificate)),
            ]
        case "参照データ":
            let verdict = Verdict(ofAll: report.referenceDetails.map(\.verdict))
            return [
                "メッセージ": .string(verdict == .valid ? "すべての参照データが一致しました。" : "一致しない参照データがあります。"),
                "リスト": .array(report.referenceDetails.enumerated().map { reference($1, number: $0 + 1) }),
            ]
        case "署名データ":
            return [
                "Id": text(report.id), "正規化アルゴリズム": .string(report.canonicalization),
                "署名アルゴリズム": .string(report.signatureAlgorithm),
            ]
        case "署名タイムスタンプ": return report.signatureTimeStampDetail.map(timeStamp) ?? [:]
        case "アーカイブタイムスタンプ":
            let stamps = report.archiveTimeStampDetails.enumerated().map { number, stamp in
                let own = VerificationJSON.block(stamp.findings).object ?? [:]
                let all = own.merging(timeStamp(stamp)) { $1 }
                return JSONValue.object(all.merging(["アーカイブタイムスタンプNo": .integer(number + 1)]) { $1 })
            }
            return ["リスト": .array(stamps)]
        default: return [:]
        }
    }

    private static func reference(_ reference: ReferenceDetail, number: Int) -> JSONValue {
        [
            "参照データNo": .integer(number), "検証結果": .string(reference.verdict.rawValue), "Id": text(reference.id),
            "参照先": text(reference.uri),
            "正規化アルゴリズム": .string(reference.transforms.joined(separator: " ")),
            "ダイジェストアルゴリズム": .string(reference.digestAlgorithm), "ハッシュ値": base64(reference.expected),
            "計算値": base64(reference.computed),
        ]
    }

    private static func timeStamp(_ stamp: TimeStampDetail) -> [String: JSONValue] {
        [
            "Id": text(stamp.id), "TSA証明書検証基準時刻": text(stamp.base?.rfc3339),
            "タイムスタンプ生成時刻": text(stamp.time?.rfc3339), "正規化アルゴリズム": .string(stamp.canonicalization),
            "ダイジェストアルゴリズム": text(stamp.digestAlgorithm?.description), "ハッシュ値": base64(stamp.expected),
            "計算値": base64(stamp.computed), "TSA証明書情報": .array(stamp.certificates.map(certificate)),
            // The reference names this member and not what it holds; the algorithms of the SignerInfo are our choice.
            "TSAの署名情報": [
                "ダイジェストアルゴリズム": text(stamp.signerDigestAlgorithm?.description),
                "署名アルゴリズム": text(stamp.signatureAlgorithm?.description),
            ],
        ]
    }

    private static func certificate(_ detail: CertificateDetail) -> JSONValue {
        let certificate = detail.certificate
        let purposes = (try? certificate.extendedKeyUsage) ?? []
        return [
            "状態": .string(detail.status.rawValue), "取得元": .string(detail.source.rawValue),
            "シリアル番号": .string(certificate.serialHex), "発行者": .string(certificate.issuer.description),
            "サブジェクト": .string(certificate.subject.description),
            "有効期間の開始": .string(certificate.notBefore.rfc3339), "有効期間の終了": .string(certificate.notAfter.rfc3339),
            "isCa": .bool((try? certificate.isAuthority) ?? false),
            "hcRole": .array(detail.roles.map(JSONValue.string)),
            "拡張キー使用法": .array(purposes.map { .string($0.description) }),
            "失効情報": .array(detail.revocations.map { revocation($0, of: certificate) }),
        ]
    }

    private static func revocation(_ detail: RevocationDetail, of certificate: Certificate) -> JSONValue {
        let entry: JSONValue? = detail.entry.map {
            [
                "シリアル番号": .string(certificate.serialHex), "失効日": .string($0.date.rfc3339),
                "理由": text($0.reason?.name),
            ]
        }
        return [
            "種類": .string(detail.kind.rawValue), "取得元": .string(detail.source.rawValue),
            "発行者": .string(detail.issuer.description), "有効開始日": .string(detail.thisUpdate.rfc3339),
            "次の更新予定": text(detail.nextUpdate?.rfc3339), "失効リスト": .array(entry.map { [$0] } ?? []),
        ]
    }

    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

    private static func base64(_ bytes: [UInt8]?) -> JSONValue {
        text(bytes.map { Data($0).base64EncodedString() })
    }
}
