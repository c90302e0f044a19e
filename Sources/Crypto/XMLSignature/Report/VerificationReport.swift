package import Foundation

/// What the verification of a document gives.
package struct VerificationReport: Hashable, Sendable {
    package let documentKind: DocumentKind
    /// The instant as of which it was verified.
    package let time: Date
    /// About the document as a whole.
    package let structure: [Finding]
    /// In document order.
    package let signatures: [SignatureReport]

    package var verdict: Verdict {
        Verdict(ofAll: structure.map(\.verdict) + signatures.map(\.verdict))
    }

    package var findings: [Finding] { structure + signatures.flatMap(\.findings) }
}
