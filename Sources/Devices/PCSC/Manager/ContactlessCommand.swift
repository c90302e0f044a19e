/// What a contactless reader answers by itself (PC/SC part 3, section 3.2.2.1.3, Get Data).
enum ContactlessCommand {
    /// - Returns: nil for what is the card's business.
    static func answer(to command: [UInt8], identifier: [UInt8]) -> [UInt8]? {
        guard command.starts(with: [0xFF, 0xCA]), command.count >= 4 else { return nil }
        // P1 01 asks for the historical bytes of the ATS, which a Type B card does not have.
        guard command[2] == 0, command[3] == 0 else { return [0x6A, 0x81] }
        guard command.count == 5 else { return [0x67, 0x00] }
        let wanted = Int(command[4])
        guard wanted == 0 || wanted >= identifier.count else {
            return [0x6C, UInt8(truncatingIfNeeded: identifier.count)]
        }
        return identifier + [0x90, 0x00]
    }
}
