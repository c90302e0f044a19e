/// Where in a file the signature goes.
struct SignaturePlace: Sendable {
    private let before: [UInt8]
    private let after: [UInt8]

    init(in document: PrescriptionDocument) throws(DocumentError) {
        let path = document.kind.signPath
        guard !document.isSigned else {
            throw DocumentError(.alreadySigned, "the document is already signed: take the signature out first")
        }
        let scanner = MarkupScanner(document.bytes)
        let name = document.kind.signElement
        let (opening, closing, replaced): (String, String, Range<Int>)
        if let place = try scanner.element(path) {
            let isInside = document.bytes[place.content].allSatisfy { [0x20, 0x09, 0x0a, 0x0d].contains($0) }
            guard isInside else { throw DocumentError(.alreadySigned, "\(name) is not empty") }
            (opening, closing, replaced) = ("<\(name)>", "</\(name)>", place.whole)
        } else if let parent = try scanner.element(Array(path.dropLast())), !parent.isEmptyTag {
            let end = parent.content.upperBound
            (opening, closing, replaced) = ("<\(name)>", "</\(name)>", end..<end)
        } else {
            throw DocumentError(.missingElement, "no place for the signature: \(path.joined(separator: "/"))")
        }
        before = document.bytes[..<replaced.lowerBound] + Array(opening.utf8)
        after = Array(closing.utf8) + document.bytes[replaced.upperBound...]
    }

    func filled(with signature: String) -> [UInt8] { before + Array(signature.utf8) + after }
}
