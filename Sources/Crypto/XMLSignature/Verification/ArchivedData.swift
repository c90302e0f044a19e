/// What an archive time stamp stamps: the referenced octets, the signature's own parts, and the unsigned properties that
/// stand before it; at last the objects that hold other things.
struct ArchivedData {
    let parts: SignatureParts
    let index: IdentifierIndex

    func octets(before stamp: Element) -> [UInt8]? {
        guard let form = TimeStampCheck.canonicalization(of: stamp) else { return nil }
        var octets: [UInt8] = []
        for reference in parts.references {
            guard let target = ReferenceTarget(reference, index).element,
                let own = ReferenceTransforms(reference).canonicalization,
                let part = own.octets(of: target)
            else { return nil }
            octets += part
        }
        let own = [parts.signedInfo, parts.signatureValue, parts.keyInfo].compactMap { $0 }
        for element in own + parts.unsignedProperties.prefix(while: { $0 != stamp }) + otherObjects {
            guard let part = form.octets(of: element) else { return nil }
            octets += part
        }
        return octets
    }

    /// The objects before the one with the properties.
    private var otherObjects: [Element] {
        Array(
            parts.signature.children("Object", in: Namespace.signature)
                .prefix { $0.child("QualifyingProperties", in: Namespace.xades) == nil }
        )
    }
}
