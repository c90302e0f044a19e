/// Bytes inside a state: as they are beside a snapshot's JSON, as base64 anywhere else.
package struct PackedBytes: Codable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(from decoder: any Decoder) throws {
        if let decoder = decoder as? JSONDecoding, let attachments = decoder.attachments {
            let index = try decoder.decode(Int.self)
            guard attachments.parts.indices.contains(index) else { throw decoder.corrupted("no attachment \(index)") }
            bytes = attachments.parts[index]
        } else {
            bytes = try decoder.singleValueContainer().decode([UInt8].self)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if let encoder = encoder as? JSONEncoding, let attachments = encoder.attachments {
            encoder.encode(attachments.add(bytes))
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(bytes)
        }
    }

    package init(_ write: (inout PackWriter) -> Void) {
        var writer = PackWriter()
        write(&writer)
        bytes = writer.bytes
    }

    package func read<Value>(_ body: (inout PackReader) throws(PackError) -> Value) throws(PackError) -> Value {
        let result = bytes.withUnsafeBytes { content in
            Result { () throws(PackError) in
                var reader = PackReader(content)
                let value = try body(&reader)
                guard reader.isAtEnd else { throw PackError() }
                return value
            }
        }
        return try result.get()
    }
}
