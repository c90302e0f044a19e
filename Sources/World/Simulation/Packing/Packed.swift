package import Foundation

/// A value that can be kept as a few bytes: what a large world has a hundred thousand of.
///
/// The bytes carry no names: whoever changes their order raises the `stateVersion` of the domain that keeps them.
package protocol Packed {
    func pack(into writer: inout PackWriter)
    init(from reader: inout PackReader) throws(PackError)
}

/// Bytes that are no packed value of the wanted type.
package struct PackError: Error, Sendable, Equatable {
    package init() {}
}

extension String: Packed {
    package func pack(into writer: inout PackWriter) { writer.append(utf8) }
    package init(from reader: inout PackReader) throws(PackError) {
        self = String(decoding: try reader.bytes(), as: UTF8.self)
    }
}

extension Int: Packed {
    package func pack(into writer: inout PackWriter) { writer.append(number: UInt64(bitPattern: Int64(self))) }
    package init(from reader: inout PackReader) throws(PackError) {
        self = Int(Int64(bitPattern: try reader.number()))
    }
}

extension Bool: Packed {
    package func pack(into writer: inout PackWriter) { writer.append(number: self ? 1 : 0) }
    package init(from reader: inout PackReader) throws(PackError) { self = try reader.number() != 0 }
}

/// Bit by bit the same instant.
extension Date: Packed {
    package func pack(into writer: inout PackWriter) {
        writer.append(fixed: timeIntervalSinceReferenceDate.bitPattern)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        self.init(timeIntervalSinceReferenceDate: Double(bitPattern: try reader.fixed()))
    }
}

extension Optional: Packed where Wrapped: Packed {
    package func pack(into writer: inout PackWriter) {
        (self != nil).pack(into: &writer)
        self?.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
    }
}

extension Array: Packed where Element: Packed {
    package func pack(into writer: inout PackWriter) {
        writer.append(number: UInt64(count))
        for element in self { element.pack(into: &writer) }
    }

    package init(from reader: inout PackReader) throws(PackError) {
        let count = try reader.number()
        self = []
        for _ in 0..<count { append(try Element(from: &reader)) }
    }
}

/// An enumeration of words.
extension Packed where Self: RawRepresentable<String> {
    package func pack(into writer: inout PackWriter) { rawValue.pack(into: &writer) }

    package init(from reader: inout PackReader) throws(PackError) {
        guard let value = Self(rawValue: try String(from: &reader)) else { throw PackError() }
        self = value
    }
}
