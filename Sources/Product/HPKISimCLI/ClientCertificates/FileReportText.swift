import ClientCertificateDesk
import Foundation
import OpenSSL
import Simulation

/// A file's report as `p12 check` shows it.
struct FileReportText: Encodable {
    private let file: String
    private let report: FileReport

    init(file: String, report: FileReport) {
        self.file = file
        self.report = report
    }

    /// The first line says it all; the others are warnings and notes.
    var lines: [String] {
        let found = report.problems.map { problem in
            let advice = problem.severity == .unusable ? " \(problem.owner.japaneseAdvice)" : ""
            return "\(file): \(problem.severity.rawValue): \(problem.japanese)\(advice) (\(problem.english))"
        }
        guard report.isUsable, let certificate = report.certificate else { return found }
        let ciphers = report.protection?.ciphers.joined(separator: ", ") ?? ""
        let line =
            "\(file): 使えます (usable): \(certificate.subject), valid until \(certificate.notAfter.rfc3339), \(ciphers)"
        return [line] + found
    }

    private enum CodingKeys: String, CodingKey {
        case file, usable, findings, certificate, ciphers
    }

    private struct Finding: Encodable {
        let code: String
        let severity: String
        let owner: String
        let japanese: String
        let english: String
    }

    private struct CertificateEntry: Encodable {
        let subject: String
        let issuer: String
        let serialNumber: String
        let notBefore: String
        let notAfter: String
        let institutionCode: String?
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(file, forKey: .file)
        try members.encode(report.isUsable, forKey: .usable)
        try members.encode(
            report.problems.map {
                Finding(
                    code: $0.code,
                    severity: $0.severity.rawValue,
                    owner: $0.owner.rawValue,
                    japanese: $0.japanese,
                    english: $0.english
                )
            },
            forKey: .findings
        )
        try members.encodeIfPresent(report.protection?.ciphers, forKey: .ciphers)
        try members.encodeIfPresent(
            report.certificate.map {
                CertificateEntry(
                    subject: $0.subject.description,
                    issuer: $0.issuer.description,
                    serialNumber: $0.serialHex,
                    notBefore: $0.notBefore.rfc3339,
                    notAfter: $0.notAfter.rfc3339,
                    institutionCode: $0.subject.first(.organizationalUnitName)
                )
            },
            forKey: .certificate
        )
    }
}
