/// The transforms of a reference: one canonicalisation, or none, which means the inclusive one.
struct ReferenceTransforms {
    let algorithms: [String]
    /// nil when a transform is not a canonicalisation, or there is more than one.
    let canonicalization: Canonicalization?

    init(_ reference: Element) {
        let transforms = reference.children("Transforms", in: Namespace.signature)
            .flatMap { $0.children("Transform", in: Namespace.signature) }
        algorithms = transforms.map { $0.attribute("Algorithm") ?? "" }
        switch transforms.count {
        case 0: canonicalization = .inclusive
        case 1:
            // A reference by id leaves comments out, whatever the form says (xmldsig-core1, 4.4.3.3).
            var form = Canonicalization.named(transforms[0])
            form?.keepsComments = false
            canonicalization = form
        default: canonicalization = nil
        }
    }
}
