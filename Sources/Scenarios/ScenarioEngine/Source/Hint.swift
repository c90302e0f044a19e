import Simulation

/// The end of a message about a name that does not exist.
enum Hint {
    /// `: did you mean "title"?`, or the names that there are, where none is near and they are few.
    static func nearest(_ name: String, among known: some Collection<String>) -> String {
        if let nearest = name.nearest(among: known) { return ": did you mean \"\(nearest)\"?" }
        return known.count > 20 ? "" : "; there are: " + known.sorted().joined(separator: ", ")
    }
}
