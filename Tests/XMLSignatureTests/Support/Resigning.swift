import Foundation
import OpenSSL

@testable import XMLSignature

/// Signs documents again after a test has changed them.
enum Resigning {
    /// All digests and the signature value made anew, as the file now declares them.
    static func complete(_ text: String, key: String = "signer") throws -> String {
        var text = text
        let count = try parts(text).references.count
        for number in 0..<count {
            let parts = try parts(text)
            let reference = parts.references[number]
            let index = IdentifierIndex(try PrescriptionDocument(Array(text.utf8)).root)
            guard let target = ReferenceTarget(reference, index).element,
                let octets = ReferenceTransforms(reference).canonicalization?.octets(of: target),
                let old = reference.child("DigestValue", in: Namespace.signature)?.text
            else { continue }
            text = text.replacingOccurrences(of: old, with: Base64.encode(DigestAlgorithm.sha256.hash(octets)))
        }
        return try value(text, key: key)
    }

    /// The signature value alone, over the SignedInfo as it is.
    static func value(
        _ text: String,
        key: String = "signer",
        canonical: ((Element) -> [UInt8]?)? = nil
    ) throws -> String {
        let parts = try parts(text)
        guard let info = parts.signedInfo, let old = parts.signatureValue?.text,
            let method = info.child("CanonicalizationMethod", in: Namespace.signature),
            let octets = try (canonical ?? form(method).octets)(info)
        else { return text }
        let value = try Fixtures.key(key).signature(message: octets, algorithm: .sha256)
        return text.replacingOccurrences(of: ">\(old)</", with: ">\(Base64Lines.wrapped(Base64.encode(value)))</")
    }

    private static func form(_ method: Element) throws -> Canonicalization {
        Canonicalization.named(method) ?? .exclusive
    }

    static func parts(_ text: String) throws -> SignatureParts {
        SignatureParts(try PrescriptionDocument(Array(text.utf8)).signatures[0])
    }
}
