/// One row of the edge table in ARCHITECTURE.md: a target, where it lies, and what its files may import.
struct Room: Equatable {
    let floor: Int
    /// Where its files lie, as a path in the package.
    let folder: String
    let target: String
    /// Our targets that it may import.
    let ours: Set<String>
    /// Modules of other packages that it may import.
    let outside: Set<String>
    /// False for a room that the house has a place for, but no files yet.
    let isBuilt: Bool
}
