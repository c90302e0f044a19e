import HealthcarePKI
package import Simulation

extension Facility: Packed {
    package func pack(into writer: inout PackWriter) {
        for text in [
            id.rawValue, kind.rawValue, name, kana, romanisedName, postalCode, address, telephone, contact.name,
            contact.kana, contact.department, contact.email,
        ] {
            text.pack(into: &writer)
        }
        codes.pack(into: &writer)
        formerCodes.map(\.digits).pack(into: &writer)
        beds.pack(into: &writer)
        isStopped.pack(into: &writer)
        stopReason.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        id = try ID(from: &reader)
        kind = try Kind(from: &reader)
        name = try String(from: &reader)
        kana = try String(from: &reader)
        romanisedName = try String(from: &reader)
        postalCode = try String(from: &reader)
        address = try String(from: &reader)
        telephone = try String(from: &reader)
        contact = Contact(
            name: try String(from: &reader),
            kana: try String(from: &reader),
            department: try String(from: &reader),
            email: try String(from: &reader)
        )
        codes = try [Code](from: &reader)
        var former: [InstitutionCode] = []
        for digits in try [String](from: &reader) { former.append(try InstitutionCode(packed: digits)) }
        formerCodes = former
        beds = try Int?(from: &reader)
        isStopped = try Bool(from: &reader)
        stopReason = try StopReason?(from: &reader)
    }
}

extension Facility.Kind: Packed {}
extension Facility.StopReason: Packed {}

extension Facility.Code: Packed {
    package func pack(into writer: inout PackWriter) {
        code.digits.pack(into: &writer)
        isProvisional.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        self.init(
            try InstitutionCode(packed: try String(from: &reader)),
            isProvisional: try Bool(from: &reader)
        )
    }
}

extension InstitutionCode {
    init(packed digits: String) throws(PackError) {
        guard let code = try? InstitutionCode(digits) else { throw PackError() }
        self = code
    }
}
