import Foundation
import GRDB

extension SimulationError {
    /// Says a failure of the database in our words.
    static func storage(_ url: URL, _ error: any Error) -> SimulationError {
        if let error = error as? SimulationError { return error }
        let (path, place) = (url.path, url.deletingLastPathComponent().path)
        guard let error = error as? DatabaseError else {
            return SimulationError(.storageDamaged, "\(path): \(error)")
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            return SimulationError(.storageFull, "no space left for \(path): make room and try again")
        case .SQLITE_READONLY:
            return SimulationError(.storageReadOnly, "\(path) is read-only: make \(place) writable")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            let reason = error.message ?? "no database"
            return SimulationError(.storageDamaged, "\(path) is damaged (\(reason)): delete \(place) and start anew")
        case .SQLITE_CANTOPEN, .SQLITE_PERM:
            return SimulationError(.unwritableDirectory, "\(path) cannot be opened: make \(place) writable")
        default:
            return SimulationError(.storageFailed, "\(path): \(error.message ?? "\(error.resultCode)")")
        }
    }

    static func storage<Value>(_ url: URL, _ body: () throws -> Value) throws(SimulationError) -> Value {
        do {
            return try body()
        } catch {
            throw storage(url, error)
        }
    }

    static func newer(_ directory: URL) -> SimulationError {
        SimulationError(
            .newerDirectory,
            "\(directory.path) was written by a newer hpki-sim: use that version, or another directory (--state)"
        )
    }
}
