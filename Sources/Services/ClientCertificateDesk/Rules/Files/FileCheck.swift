import Foundation
import OpenSSL

/// Tells what is wrong with a .p12 file and its password: the rules of `hpki-sim p12 check`.
package enum FileCheck {
    /// [D] From then on an expiry is warned of.
    static let warningBeforeExpiry: TimeInterval = 30 * 86_400

    /// - Parameter bytes: the file, at most one byte more than ``FileContent/largest``.
    package static func check(_ bytes: [UInt8], password: String, _ knowledge: FileKnowledge) -> FileReport {
        let content = FileContent(bytes)
        guard content == .pkcs12, let protection = try? PKCS12Protection(derEncoded: bytes) else {
            return FileReport([.content(content)])
        }
        let file: PKCS12
        do throws(PKCS12ReadError) {
            file = try PKCS12(derEncoded: bytes, password: password)
        } catch {
            return FileReport([problem(error, bytes, password, knowledge)] + notes(protection), nil, protection)
        }
        guard let identity = file.identities.first(where: \.isConsistent) ?? file.identities.first else {
            return FileReport([.withoutKey], nil, protection)
        }
        var problems: [FileProblem] = identity.isConsistent ? [] : [.keyMismatch]
        if file.identities.count > 1 { problems.append(.severalIdentities(file.identities.count)) }
        let others = file.identities.map(\.certificate).filter { $0 != identity.certificate }
        problems += CertificateCheck(identity.certificate, chain: file.chain + others, knowledge).problems
        return FileReport(problems + notes(protection), identity.certificate, protection)
    }

    private static func notes(_ protection: PKCS12Protection) -> [FileProblem] {
        var notes: [FileProblem] = []
        if protection.usesAES {
            notes.append(.aesOnOldWindows)
        } else if protection.usesTripleDES {
            notes.append(.tripleDES)
        }
        if !protection.hasMAC { notes.append(.withoutMAC) }
        return notes
    }

    private static func problem(
        _ error: PKCS12ReadError,
        _ bytes: [UInt8],
        _ password: String,
        _ knowledge: FileKnowledge
    ) -> FileProblem {
        switch error {
        case .unsupportedEncryption(let name): return .unsupportedEncryption(name)
        // The outer form is right, and the MAC too.
        case .notPKCS12: return .withoutKey
        case .wrongPassword: break
        }
        if knowledge.server?.downloadPasswords.contains(password) == true { return .downloadPassword }
        let variant = PasswordVariant.allCases.first { variant in
            guard let meant = variant.meant(by: password) else { return false }
            do throws(PKCS12ReadError) {
                _ = try PKCS12(derEncoded: bytes, password: meant)
                return true
            } catch {
                return error != .wrongPassword
            }
        }
        return variant.map(FileProblem.passwordWrittenOtherwise) ?? .wrongPassword
    }
}
