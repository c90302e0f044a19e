/// The applications on a card, and which application and file are selected (ISO/IEC 7816-4, 7.1.1).
package struct CardFileSystem: Sendable {
    package let applications: [ApplicationFile]
    /// An index into ``applications``; nil at the MF.
    package private(set) var current: Int?
    package private(set) var file: ElementaryFile?

    package init(_ applications: [ApplicationFile]) {
        self.applications = applications
    }

    package var application: ApplicationFile? { current.map { applications[$0] } }

    package mutating func selectMasterFile() {
        current = nil
        file = nil
    }

    /// Selects by a whole or partial AID.
    ///
    /// - Parameter next: the next occurrence after the current application, where that one matches too.
    /// - Returns: false where none is left; the selection then stays as it was.
    package mutating func selectApplication(_ name: [UInt8], next: Bool) -> Bool {
        let begin = next && application?.aid.starts(with: name) == true ? (current ?? -1) + 1 : 0
        let found = applications.indices.dropFirst(begin).first { applications[$0].aid.starts(with: name) }
        guard !name.isEmpty, let found else { return false }
        current = found
        file = nil
        return true
    }

    /// - Returns: false where the current application has no such file.
    package mutating func selectFile(_ fid: UInt16) -> Bool {
        guard let found = application?.file(fid) else { return false }
        file = found
        return true
    }

    /// The file that a P1 or P2 of the form `100xxxxx` names; it becomes the current one.
    package mutating func selectFile(shortReference: UInt8) -> Bool {
        guard let found = application?.file(sfi: shortReference & 0x1F) else { return false }
        file = found
        return true
    }

    /// `READ BINARY` (INS B0) with an offset of 15 bits, or an SFI and an offset of 8.
    ///
    /// - Parameter mayRead: whether the security status opens a file.
    package mutating func readBinary(
        _ command: CommandAPDU,
        mayRead: (ElementaryFile) -> Bool
    ) -> ResponseAPDU {
        var offset = Int(command.p1) << 8 | Int(command.p2)
        if command.p1 & 0x80 != 0 {
            guard command.p1 & 0x60 == 0 else { return ResponseAPDU(.wrongParameters) }
            guard selectFile(shortReference: command.p1) else { return ResponseAPDU(.fileNotFound) }
            offset = Int(command.p2)
        }
        guard let file else { return ResponseAPDU(.noCurrentFile) }
        guard case .transparent(let content) = file.content else { return ResponseAPDU(.incompatibleFileStructure) }
        guard mayRead(file) else { return ResponseAPDU(.securityStatusNotSatisfied) }
        guard command.data.isEmpty, let length = command.expectedLength else { return ResponseAPDU(.wrongLength) }
        guard offset < content.count else { return ResponseAPDU(.wrongOffset) }
        return ResponseAPDU(Array(content.dropFirst(offset).prefix(length)))
    }
}
