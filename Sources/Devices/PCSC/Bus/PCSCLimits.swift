/// Sizes that pcsc-lite's headers fix (pcsc-lite.md, section 1.2).
enum PCSCLimits {
    /// MAX_READERNAME, with the NUL.
    static let readerName = 128
    /// MAX_BUFFER_SIZE, of attributes.
    static let attribute = 264
    /// MAX_BUFFER_SIZE_EXTENDED: 4 + 3 + 65536 + 3 + 2, of commands and answers.
    static let largestMessage = 65548
}
