package import ISO7816

/// Everything that a program can meet at a reader, one row after the other, through whatever carries it out: what the
/// reader bus says in this process and what libpcsclite says in another must be the same.
package struct CardRows {
    private let terminals: any CardTerminals
    private let operate: (OperatorHand) async throws -> Void
    private let say: (String) -> Void
    private var rows: [String] = [] {
        didSet { if let last = rows.last { say(last) } }
    }

    /// - Parameters:
    ///   - operate: has something done at the reader of the ``ServedBus`` that the terminals show.
    ///   - say: is told each row as it comes.
    package static func run(
        _ terminals: any CardTerminals,
        operate: @escaping (OperatorHand) async throws -> Void,
        say: @escaping (String) -> Void = { _ in }
    ) async throws -> [String] {
        var run = Self(terminals: terminals, operate: operate, say: say)
        try await run.connecting()
        try await run.sharing()
        try await run.happenings()
        try await run.failures()
        try await run.readers()
        return run.rows
    }

    private init(
        terminals: any CardTerminals,
        operate: @escaping (OperatorHand) async throws -> Void,
        say: @escaping (String) -> Void
    ) {
        self.terminals = terminals
        self.operate = operate
        self.say = say
    }

    // MARK: - Chapters

    private mutating func connecting() async throws {
        await list("at first")
        await connect("an unknown reader", to: "Nobody")
        await connect("no protocol", protocols: [])
        guard let channel = await connect("shared") else { return }
        await transmit("an echo", channel, [0x80, 0x01, 1, 2, 3])
        await transmit("a long answer", channel, [0x80, 0x02, 0xEA, 0x60])
        await transmit("an empty command", channel, [])
        await transmit("too long a command", channel, [UInt8](repeating: 0, count: 65549))
        await connect("another protocol than the chosen one", protocols: .t0)
        await note("no transaction") { () throws(PCSCError) in try await channel.endTransaction(.leave) }
        await note("disconnect") { () throws(PCSCError) in try await channel.disconnect(.leave) }
        await transmit("after the end", channel, [0x80, 0x01])
        await note("disconnect again") { () throws(PCSCError) in try await channel.disconnect(.leave) }
    }

    private mutating func sharing() async throws {
        guard let first = await connect("first"), let second = await connect("second") else { return }
        await connect("exclusive beside others", sharing: .exclusive)
        await note("begin") { () throws(PCSCError) in try await first.beginTransaction() }
        await note("begin again") { () throws(PCSCError) in try await first.beginTransaction() }
        await note("end") { () throws(PCSCError) in try await first.endTransaction(.leave) }
        await note("end with a reset") { () throws(PCSCError) in try await first.endTransaction(.reset) }
        await transmit("the owner after its reset", first, [0x80, 0x01])
        await transmit("the other after a reset", second, [0x80, 0x01])
        await reconnect("the owner", first)
        await reconnect("the other, with a reset", second, .reset)
        await transmit("the owner after another's reset", first, [0x80, 0x01])
        await note("the other leaves") { () throws(PCSCError) in try await second.disconnect(.leave) }
        await reconnect("exclusively, alone", first, sharing: .exclusive)
        await connect("beside an exclusive one")
        await note("the exclusive one leaves") { () throws(PCSCError) in try await first.disconnect(.unpower) }
    }

    private mutating func happenings() async throws {
        guard let channel = await connect("before the removal") else { return }
        try await operate(.remove)
        await transmit("after the removal", channel, [0x80, 0x01])
        await reconnect("to nothing", channel)
        await connect("an empty reader")
        await list("empty")
        await change("nothing happens", timeout: .milliseconds(50))
        try await operate(.insert)
        await transmit("after the insertion", channel, [0x80, 0x01])
        await note("begin after the insertion") { () throws(PCSCError) in try await channel.beginTransaction() }
        await reconnect("to the card that came back", channel)
        await transmit("after the reconnection", channel, [0x80, 0x01])
        try await operate(.reset)
        await transmit("after a reset by hand", channel, [0x80, 0x01])
        await reconnect("after a reset by hand", channel)
        await note("the end") { () throws(PCSCError) in try await channel.disconnect(.reset) }
        try await operate(.remove)
        let direct = await connect("directly, without a card", sharing: .direct, protocols: [])
        if let direct { await transmit("without a card", direct, [0x80, 0x01]) }
        await note("the direct one leaves") { () throws(PCSCError) in try await direct?.disconnect(.leave) }
        try await operate(.insert)
    }

    private mutating func failures() async throws {
        guard let channel = await connect("before the failures") else { return }
        await transmit("a card that falls silent", channel, [0x80, 0x06])
        await transmit("a card that works again", channel, [0x80, 0x01])
        await transmit("a card pulled in the middle", channel, [0x80, 0x05])
        await transmit("a card that was pulled", channel, [0x80, 0x01])
        await note("leave it") { () throws(PCSCError) in try await channel.disconnect(.leave) }
        try await operate(.insertMute)
        await list("mute")
        await connect("a mute card")
        try await operate(.remove)
        try await operate(.insert)
        try await operate(.breakReader)
        await connect("a broken reader")
        try await operate(.mendReader)
    }

    private mutating func readers() async throws {
        guard let channel = await connect("before the reader goes") else { return }
        try await operate(.detach)
        await transmit("without the reader", channel, [0x80, 0x01])
        await note("leave the reader") { () throws(PCSCError) in try await channel.disconnect(.reset) }
        await connect("a reader that is gone")
        await list("none")
        try await operate(.attach)
        try await operate(.insert)
        guard let again = await connect("the reader that is back") else { return }
        await transmit("a reader unplugged in the middle", again, [0x80, 0x07])
        await transmit("a reader that was unplugged", again, [0x80, 0x01])
        try await operate(.attach)
        try await operate(.insert)
        await list("at last")
    }

    // MARK: - Rows

    private mutating func note(_ what: String, _ body: () async throws(PCSCError) -> Void) async {
        do throws(PCSCError) {
            try await body()
            rows.append("\(what): done")
        } catch {
            rows.append("\(what): \(error)")
        }
    }

    private mutating func list(_ what: String) async {
        do throws(PCSCError) {
            let readers = try await terminals.readers()
            let texts = readers.map { "\($0.reader) \($0.atr.map { "\($0)" } ?? "empty") \($0.eventCount)" }
            rows.append("readers, \(what): \(texts)")
        } catch {
            rows.append("readers, \(what): \(error)")
        }
    }

    private mutating func change(_ what: String, timeout: Duration) async {
        let terminals = terminals
        await note("change, \(what)") { () throws(PCSCError) in
            _ = try await terminals.change(from: try await terminals.readers(), timeout: timeout)
        }
    }

    @discardableResult
    private mutating func connect(
        _ what: String,
        to reader: String = ServedBus.reader,
        sharing: CardSharing = .shared,
        protocols: CardProtocols = .any
    ) async -> (any CardChannel)? {
        do throws(PCSCError) {
            let channel = try await terminals.connect(reader, sharing: sharing, protocols: protocols)
            rows.append("connect, \(what): \(channel.reader) \(channel.atr)")
            return channel
        } catch {
            rows.append("connect, \(what): \(error)")
            return nil
        }
    }

    private mutating func reconnect(
        _ what: String,
        _ channel: any CardChannel,
        _ first: CardDisposition = .leave,
        sharing: CardSharing = .shared
    ) async {
        await note("reconnect, \(what)") { () throws(PCSCError) in
            try await channel.reconnect(sharing: sharing, protocols: .any, initialization: first)
        }
    }

    private mutating func transmit(_ what: String, _ channel: any CardChannel, _ command: [UInt8]) async {
        do throws(PCSCError) {
            let answer = try await channel.transmit(command)
            rows.append("transmit, \(what): \(answer.count) bytes \(answer.suffix(6))")
        } catch {
            rows.append("transmit, \(what): \(error)")
        }
    }
}
