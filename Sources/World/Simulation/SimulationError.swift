/// Why the simulation cannot be opened, or cannot take a command; one line that says what, where, and the way out.
///
/// Equal when the codes are.
package struct SimulationError: Error, Sendable {
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Domains that cannot live together: a mistake in the program's composition.
        case registration
        /// The state directory has other things in it.
        case foreignDirectory
        /// Another process has the state directory open.
        case directoryInUse
        /// The state directory was written by a newer version.
        case newerDirectory
        /// The state directory cannot be made or written.
        case unwritableDirectory
        /// No space left.
        case storageFull
        case storageReadOnly
        /// The database is no database, or its content contradicts itself.
        case storageDamaged
        /// Any other failure of the storage.
        case storageFailed
        /// The simulation was shut down.
        case closed
        /// `reset` before there is an initial world.
        case notEstablished
        /// A domain made an event that cannot be written as JSON and read back.
        case unencodableEvent
        /// A clock command that makes no sense.
        case invalidClock
    }

    package let code: Code
    package let message: String
    /// The process that has the directory, for `directoryInUse`, where it is known.
    package let processID: Int?

    init(_ code: Code, _ message: String, processID: Int? = nil) {
        self.code = code
        self.message = message
        self.processID = processID
    }
}

extension SimulationError: Equatable {
    package static func == (lhs: SimulationError, rhs: SimulationError) -> Bool { lhs.code == rhs.code }
}

extension SimulationError: CustomStringConvertible {
    package var description: String { message }
}
