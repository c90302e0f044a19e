import Foundation
import OpenSSL
import XMLSignature

/// The certificates and revocation lists of a folder, PEM or DER: the self-signed ones are trusted.
struct TrustFolder {
    let anchors: [Certificate]
    let certificates: [Certificate]
    let revocationLists: [RevocationList]

    private static let suffixes = ["pem", "cer", "crt", "der", "crl"]

    /// - Throws: ``CommandFailure`` (65) for a folder without a self-signed certificate, or a file that cannot be read.
    init(_ path: String) throws {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw CommandFailure(.unusableInput, "\(path) cannot be read: \(error.localizedDescription)")
        }
        var (certificates, lists) = ([Certificate](), [RevocationList]())
        for file in files.sorted(by: { $0.path < $1.path })
        where Self.suffixes.contains(file.pathExtension.lowercased()) {
            do {
                let bytes = try [UInt8](Data(contentsOf: file))
                let isPEM = bytes.starts(with: Array("-----BEGIN".utf8))
                if file.pathExtension.lowercased() == "crl" {
                    lists.append(
                        try isPEM
                            ? RevocationList(pem: String(decoding: bytes, as: UTF8.self))
                            : RevocationList(derEncoded: bytes)
                    )
                } else {
                    certificates +=
                        try isPEM
                        ? Certificate.chain(pem: String(decoding: bytes, as: UTF8.self))
                        : [Certificate(derEncoded: bytes)]
                }
            } catch {
                throw CommandFailure(.unusableInput, "\(file.path): neither a certificate nor a revocation list")
            }
        }
        anchors = certificates.filter { $0.subject == $0.issuer }
        self.certificates = certificates.filter { $0.subject != $0.issuer }
        revocationLists = lists
        guard !anchors.isEmpty else {
            throw CommandFailure(.unusableInput, "\(path) holds no self-signed certificate: nothing would be trusted")
        }
    }
}
