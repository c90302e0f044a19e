/// A DF that is selected by its name, and the EFs in it.
package struct ApplicationFile: Hashable, Sendable {
    /// 5 to 16 bytes.
    package let aid: [UInt8]
    package let files: [ElementaryFile]

    package init(aid: [UInt8], files: [ElementaryFile]) {
        self.aid = aid
        self.files = files
    }

    package func file(_ fid: UInt16) -> ElementaryFile? { files.first { $0.fid == fid } }
    package func file(sfi: UInt8) -> ElementaryFile? { files.first { $0.sfi == sfi } }

    /// What `SELECT` answers: `6F L1 84 L2 <AID>`.
    package var controlInformation: [UInt8] { BERTLV(0x6F, BERTLV(0x84, aid).bytes).bytes }
}
