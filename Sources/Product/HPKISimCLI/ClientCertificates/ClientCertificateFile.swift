import ClientCertificateDesk
import Foundation

/// A file that the user takes for a .p12.
enum ClientCertificateFile {
    /// At most one byte more than the largest .p12 may have: that tells a file that is too large without reading it all.
    static func bytes(_ path: String) throws -> [UInt8] {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
            throw CommandFailure(.unusableInput, "\(path) is a directory: name the .p12 file in it")
        }
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return try [UInt8](handle.read(upToCount: FileContent.largest + 1) ?? Data())
        } catch {
            throw CommandFailure(.unusableInput, "\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
