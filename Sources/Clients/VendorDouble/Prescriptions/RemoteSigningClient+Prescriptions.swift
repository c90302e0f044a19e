import OpenSSL
package import XMLSignature

extension RemoteSigningClient {
    /// Signs prescriptions or dispensing records, as many in one authorization as the credential allows.
    ///
    /// What is done is delivered at once: when a later call fails, the earlier documents stay signed and only the rest is
    /// to be signed again. A call is made once; no document is sent to be signed twice by one call of this method.
    ///
    /// - Parameters:
    ///   - documents: not signed yet.
    ///   - deliver: takes a document's number and its signed file, which has been verified.
    /// - Returns: why the rest is not signed; nil when everything is.
    package func sign(
        _ documents: [PrescriptionDocument],
        with credential: SigningCredential,
        _ options: PrescriptionOptions,
        deliver: (Int, [UInt8]) throws -> Void
    ) async -> (any Error)? {
        do {
            try require(credential)
            let whole = max(credential.multisign, 1)
            for start in stride(from: 0, to: documents.count, by: whole) {
                let numbers = Array(start..<min(start + whole, documents.count))
                try await sign(numbers, of: documents, with: credential, options, deliver)
            }
            return nil
        } catch {
            return error
        }
    }

    /// One authorization, in as many calls as it takes.
    private func sign(
        _ numbers: [Int],
        of documents: [PrescriptionDocument],
        with credential: SigningCredential,
        _ options: PrescriptionOptions,
        _ deliver: (Int, [UInt8]) throws -> Void
    ) async throws {
        let items = try numbers.map { number in
            try PrescriptionItem(
                number: number,
                document: documents[number],
                certificate: credential.certificate,
                options
            )
        }
        var sad: String?
        for start in stride(from: 0, to: items.count, by: max(options.perCall, 1)) {
            let part = Array(items[start..<min(start + max(options.perCall, 1), items.count)])
            let hashes = part.map(\.digest)
            let next: String
            if let sad {
                next = try await extend(sad, for: hashes, with: credential)
            } else {
                next = try await authorize(hashes, with: credential, count: items.count)
            }
            sad = next
            for (item, file) in zip(part, try await files(part, next, credential)) { try deliver(item.number, file) }
        }
    }

    private func files(
        _ items: [PrescriptionItem],
        _ sad: String,
        _ credential: SigningCredential
    ) async throws -> [[UInt8]] {
        let hashes = items.map(\.digest)
        guard items.first?.prepared == nil else {
            let values = try await signHash(hashes, sad, with: credential)
            return try zip(items, values).map { item, value in
                try item.prepared?.assemble(item.document, signatureValue: value) ?? []
            }
        }
        let elements = try await signDoc(hashes, sad, with: credential, kind: items.first?.document.kind)
        let instant = settings.instant()
        return try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for (index, item) in items.enumerated() {
                group.addTask {
                    let file = try item.document.inserting(signatureElement: elements[index])
                    let check = SignedPrescriptionCheck(file: file, certificate: credential.certificate)
                    if let indication = check.failure(at: instant) {
                        throw VendorFailure(CSCMethod.signDoc.call, .signatures(.document(index: index, indication)))
                    }
                    return (index, file)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private var settings: VendorSettings { session.settings }

    /// Signature elements for documents of which only the digests are sent.
    ///
    /// - Returns: one element for each hash, as it came.
    private func signDoc(
        _ hashes: [[UInt8]],
        _ sad: String,
        with credential: SigningCredential,
        kind: DocumentKind?
    ) async throws(VendorFailure) -> [String] {
        let scheme = try SignAlgo(SignatureAlgorithm(digest: .sha256), for: credential)
        let body = SignDocRequest(
            credentialID: credential.id,
            SAD: sad,
            documentDigests: [
                DocumentDigests(
                    hashes: hashes.map(Base64.encode),
                    hashAlgorithmOID: DigestAlgorithm.sha256.oid.description,
                    signAlgo: scheme.oid,
                    signed_props: kind.map {
                        [SignedProperty(attribute_name: "DocumentKind", attribute_value: $0.rawValue)]
                    }
                )
            ]
        )
        let answer = try await session.call(.signDoc, body)
        let texts = try answer.json(SignatureObjectsAnswer.self, call: CSCMethod.signDoc.call).SignatureObject
        guard texts.count == hashes.count else {
            let fault = SignatureFault.count(expected: hashes.count, received: texts.count)
            throw VendorFailure(CSCMethod.signDoc.call, .signatures(fault))
        }
        var elements: [String] = []
        for (index, text) in texts.enumerated() {
            guard let bytes = Base64.decode(text) else {
                throw VendorFailure(CSCMethod.signDoc.call, .signatures(.notBase64(index: index)))
            }
            elements.append(String(decoding: bytes, as: UTF8.self))
        }
        return elements
    }
}
