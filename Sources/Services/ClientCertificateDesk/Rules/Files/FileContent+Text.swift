extension FileContent {
    var code: String {
        switch self {
        case .pkcs12: "pkcs12"
        case .empty: "empty"
        case .tooLarge: "too-large"
        case .webPage: "web-page"
        case .guide: "guide"
        case .archive: "archive"
        case .pem: "pem"
        case .base64: "base64"
        case .certificate: "certificate-alone"
        case .truncated: "truncated"
        case .other: "not-pkcs12"
        }
    }

    var japanese: String {
        switch self {
        case .pkcs12: ".p12ファイルです。"
        case .empty: "ファイルが空です。もう一度ダウンロードしてください。"
        case .tooLarge: ".p12ファイルとしては大きすぎます。別のファイルです。"
        case .webPage: ".p12ではなくWebページ(エラー画面)が保存されています。もう一度ダウンロードしてください。"
        case .guide: ".p12ではなく、一緒にダウンロードされる「ご案内」のPDFです。"
        case .archive: ".p12ではなくZIPファイルです。展開してください。"
        case .pem: ".p12ではなくPEM形式のファイルです。"
        case .base64: "Base64のままの.p12です。デコードしてください。"
        case .certificate: "証明書だけのファイルです。秘密鍵が入っていません。"
        case .truncated(let has, let of): "ファイルが途中で切れています(\(of)バイト中\(has)バイト)。もう一度ダウンロードしてください。"
        case .other: ".p12ファイルではないか、壊れています。もう一度ダウンロードしてください。"
        }
    }

    var english: String {
        switch self {
        case .pkcs12: "a .p12 file"
        case .empty: "the file is empty: download it again"
        case .tooLarge: "larger than any .p12 file (1 MiB): this is another file"
        case .webPage: "no .p12 but a saved web page (an error page): download it again"
        case .guide: "no .p12 but a PDF, as the guide that is downloaded with it"
        case .archive: "no .p12 but a ZIP archive: unpack it"
        case .pem: "no .p12 but PEM text"
        case .base64: "a .p12 still in Base64: decode it"
        case .certificate: "a certificate alone, without its key"
        case .truncated(let has, let of): "truncated: \(has) of \(of) bytes are there: download it again"
        case .other: "no .p12 file, or a damaged one: download it again"
        }
    }
}
