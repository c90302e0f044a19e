import OpenSSL
import Simulation
import WebFront

/// What clients in the field do that is served here, and told (csc-api.md, sections 8 to 10).
enum Habits {
    static let base64URL = LintRule(
        "csc.base64url",
        japanese: "JSONのハッシュ値はbase64で送ってください(base64urlは認可リクエストの照会文字列だけです)。",
        english: "Send hashes in JSON as base64; base64url belongs into the query of the authorization request."
    )
    static let snakeCase = LintRule(
        "csc.snake-case",
        japanese: "CSCのメンバー名はcamelCaseで送ってください。",
        english: "Send the members of the CSC API in camelCase, as the standard spells them."
    )
    static let impliedHashAlgorithm = LintRule(
        "csc.implied-hash-algorithm",
        japanese: "signAlgoがハッシュアルゴリズムを含むため、ハッシュアルゴリズムの指定は無視されました。",
        english: "signAlgo implies the hash algorithm: the one that was sent besides was ignored."
    )
    static let unboundToken = LintRule(
        "csc.unbound-token",
        japanese: "クライアント証明書に紐づかないトークンです。mTLSのトークンエンドポイントで取得してください。",
        english:
            "The token is bound to no client certificate: take it from the token endpoint behind mutual TLS (RFC 8705)."
    )
    static let missingCharset = LintRule(
        "csc.missing-charset",
        japanese: "Content-Typeにcharsetがありません。application/json;charset=UTF-8で送ってください。",
        english: "The Content-Type names no charset: send application/json;charset=UTF-8, as the service does."
    )
    static let fastPolling = LintRule(
        "csc.fast-polling",
        japanese: "Retry-Afterより短い間隔で問い合わせています。",
        english: "Poll no faster than Retry-After says."
    )

    /// The habits that a request shows before its body is read.
    static func ofHead(contentType: String?, isBound: Bool) -> [LintRule] {
        let hasCharset = contentType?.lowercased().contains("charset=") ?? true
        return (isBound ? [] : [unboundToken]) + (hasCharset ? [] : [missingCharset])
    }

    /// Spellings of the EUDI Swift client (csc-api.md, 10.2).
    private static let spellings = [
        "sign_algo_params": "signAlgoParams", "client_data": "clientData", "auth_info": "authInfo",
        "only_valid": "onlyValid", "user_id": "userID", "credential_id": "credentialID", "cert_info": "certInfo",
        "credential_info": "credentialInfo", "num_signatures": "numSignatures", "auth_data": "authData",
        "sign_algo": "signAlgo", "hash_algorithm_oid": "hashAlgorithmOID", "operation_mode": "operationMode",
    ]

    /// The object in the standard's spelling, and the habits that it shows.
    static func normalise(_ object: [String: JSONValue]) -> ([String: JSONValue], [LintRule]) {
        var (object, habits) = (object, [LintRule]())
        for (snake, camel) in spellings where object[snake] != nil && object[camel] == nil {
            object[camel] = object.removeValue(forKey: snake)
            if !habits.contains(snakeCase) { habits.append(snakeCase) }
        }
        let isURL = object["hashes"]?.array?.contains { value in
            value.string.map { Base64.decode($0) == nil && Base64URL.decode($0) != nil } ?? false
        }
        if isURL ?? false { habits.append(base64URL) }
        if object["hashAlgorithmOID"] != nil,
            case .rsaWith? = object["signAlgo"]?.string.flatMap({ SigningAlgorithm(oid: $0) })
        {
            habits.append(impliedHashAlgorithm)
        }
        return (object, habits)
    }
}
