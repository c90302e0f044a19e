package import Foundation

/// What a response says about one certificate (`SingleResponse`, RFC 6960, section 4.2.1).
package struct OCSPSingleResponse: Hashable, Sendable {
    package var id: OCSPCertificateID
    package var status: OCSPCertificateStatus
    /// When the status was known to be right; whole seconds, like all instants here.
    package var thisUpdate: Date
    /// Nil: newer information is available all the time.
    package var nextUpdate: Date?
    package var extensions: [CertificateExtension]

    package init(
        _ id: OCSPCertificateID,
        _ status: OCSPCertificateStatus,
        thisUpdate: Date,
        nextUpdate: Date?,
        extensions: [CertificateExtension] = []
    ) {
        self.id = id
        self.status = status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.extensions = extensions
    }

    init(_ value: DERValue) throws(DERError) {
        var fields = value.reader
        id = try OCSPCertificateID(fields.next(DERTag.sequence))
        status = try OCSPCertificateStatus(fields.next())
        thisUpdate = try fields.next(DERTag.generalizedTime).generalizedTime()
        var next = try fields.nextIfPresent(DERTag.contextConstructed(0))?.reader
        nextUpdate = try next?.next(DERTag.generalizedTime).generalizedTime()
        extensions = try fields.nextExtensions(1)
        try fields.expectEnd()
    }

    var derEncoded: [UInt8] {
        DER.sequence(
            id.derEncoded,
            status.derEncoded,
            DER.generalizedTime(thisUpdate),
            nextUpdate.map { DER.explicit(0, DER.generalizedTime($0)) } ?? [],
            extensions.explicit(1)
        )
    }
}
