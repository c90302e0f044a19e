/// Something that works here but will not work everywhere: a habit of a client that is told, not refused.
package struct LintRule: Hashable, Codable, Sendable {
    /// `room.habit`, e.g. `csc.base64url`.
    package let id: String
    /// What is wrong and what to do instead, in one Japanese sentence.
    package let japanese: String
    /// The same in one English sentence.
    package let english: String

    package init(_ id: String, japanese: String, english: String) {
        self.id = id
        self.japanese = japanese
        self.english = english
    }
}
