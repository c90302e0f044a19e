package import HealthcarePKI
package import Registry

/// A facility's new institution code (desk rules CC-6, CC-7).
package struct CodeChange: Sendable, Equatable {
    package let facility: ID<Facility>
    package let old: InstitutionCode
    package let new: Facility.Code

    package init(facility: ID<Facility>, old: InstitutionCode, new: Facility.Code) {
        self.facility = facility
        self.old = old
        self.new = new
    }
}
