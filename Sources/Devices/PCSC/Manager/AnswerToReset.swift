import ISO7816

/// What an answer to reset says of transmission protocols (ISO/IEC 7816-3, section 8.2.3). Any bytes can be asked.
enum AnswerToReset {
    /// The protocols that can be chosen: what TA2 forces, else all that the TDi name, else T=0.
    static func protocols(_ atr: [UInt8]) -> CardProtocols {
        guard atr.count >= 2 else { return [] }
        var found: CardProtocols = []
        var present = atr[1] >> 4
        var position = 2
        for index in 1...8 {
            let hasTA = present & 1 != 0
            let hasTD = present & 8 != 0
            if index == 2, hasTA, position < atr.count { return chosen(atr[position] & 15) }
            position += (present & 7).nonzeroBitCount
            guard hasTD, position < atr.count else { break }
            found.formUnion(chosen(atr[position] & 15))
            present = atr[position] >> 4
            position += 1
        }
        return found.isEmpty ? .t0 : found
    }

    private static func chosen(_ number: UInt8) -> CardProtocols {
        switch number {
        case 0: .t0
        case 1: .t1
        default: []
        }
    }
}
