extension String {
    /// The candidate that differs least, for "did you mean"; `nil` if none is near.
    package func nearest(among candidates: some Sequence<String>) -> String? {
        let limit = Swift.max(2, count / 3)
        return candidates.map { (name: $0, distance: distance(to: $0)) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// Levenshtein's edit distance.
    private func distance(to other: String) -> Int {
        let (left, right) = (Array(self.prefix(100)), Array(other.prefix(100)))
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, candidate) in right.enumerated() {
                let substitution = previous[column] + (character == candidate ? 0 : 1)
                current.append(Swift.min(previous[column + 1] + 1, current[column] + 1, substitution))
            }
            previous = current
        }
        return previous[right.count]
    }
}
