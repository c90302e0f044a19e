/// An X.501 name as it stands in certificates: its relative names in wire order, and its DER.
///
/// Two names are equal when their DER is; so the string types count.
package struct DistinguishedName: Sendable {
    /// The relative names in wire order, country first. Each is a set that has one attribute nearly always.
    package let relativeNames: [[NameAttribute]]
    /// The encoded `Name`.
    package let derEncoded: [UInt8]

    /// A name with one attribute in each relative name.
    package init(_ attributes: [NameAttribute]) {
        self.init(relativeNames: attributes.map { [$0] })
    }

    package init(relativeNames: [[NameAttribute]]) {
        self.relativeNames = relativeNames
        derEncoded = DER.sequence(of: relativeNames.map { DER.set(of: $0.map(\.derEncoded)) })
    }

    /// From an encoded `Name`.
    package init(derEncoded der: [UInt8]) throws(DERError) {
        var names: [[NameAttribute]] = []
        var sets = try DERReader.single(DERTag.sequence, der).reader
        while !sets.isAtEnd {
            var members = try sets.next(DERTag.set).reader
            var attributes: [NameAttribute] = []
            repeat { attributes.append(try NameAttribute(members.next(DERTag.sequence))) } while !members.isAtEnd
            names.append(attributes)
        }
        relativeNames = names
        derEncoded = der
    }

    /// All attributes in wire order.
    package var attributes: [NameAttribute] { Array(relativeNames.joined()) }

    /// The first value of this type.
    package func first(_ type: OID) -> String? {
        attributes.first { $0.type == type }?.value
    }
}

extension DistinguishedName: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.derEncoded == right.derEncoded }

    package func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension DistinguishedName: CustomStringConvertible {
    /// The string form of RFC 4514: the last relative name first, such as `CN=Taro,O=Clinic,C=JP`.
    package var description: String {
        relativeNames.reversed()
            .map { $0.map(\.description).joined(separator: "+") }
            .joined(separator: ",")
    }
}
