package import Foundation
package import Logging

/// The simulated world: registered domains, one journal, one clock, one fault plan.
///
/// A command is decided and applied at once under one lock, and answered when its events are on disk; commands that come
/// meanwhile share the next transaction. What was answered survives `kill -9` at any moment.
///
/// ```swift
/// let simulation = try await Simulation.open(.init(storage: .ephemeral, domains: [Facilities.self]))
/// try await simulation.perform(.open(facility), in: Facilities.self, cause: .request("POST /desk/apply"), trace: trace)
/// let name = simulation.read(Facilities.self) { $0.facilities[id]?.name }
/// ```
package final class Simulation: Sendable {
    let world: Guarded<World>
    let store: Store
    let commits: CommitQueue
    let hub: JournalHub
    let clockSetting: Guarded<ClockSetting>
    let faultCounters: FaultCounters
    package let injectionPoints: [InjectionPoint]
    package let reservedOutcomes: [ReservedOutcome]
    let timeSource: TimeSource
    package let logger: Logger
    let dueChanged = Signal()
    let snapshots: SnapshotKeeper
    private let fields: JournalFields
    private let place: Guarded<StorePlace?>
    let phase = Guarded(Phase.open)
    let isTemporary: Bool

    enum Phase {
        case open
        case closed
    }

    /// What faults are drawn from: given, or kept from before, or random.
    package let seed: UInt64
    package let pace: Pace
    /// Requests, card commands, handshakes: in memory only.
    package let records: RecordLog
    /// Who acts upon events before anything is answered.
    package let followers = Followers()

    init(
        configuration: SimulationConfiguration,
        world: World,
        store: Store,
        place: StorePlace,
        snapshotSeq: Int,
        seed: UInt64
    ) {
        self.store = store
        self.place = Guarded(place)
        directory = place.database.deletingLastPathComponent()
        isTemporary = place.isTemporary
        self.seed = seed
        pace = configuration.pace
        injectionPoints = configuration.injectionPoints
        reservedOutcomes = configuration.reservedOutcomes
        timeSource = configuration.timeSource
        logger = configuration.logger
        fields = JournalFields(slots: world.slots)
        hub = JournalHub(committed: world.lastSeq)
        commits = CommitQueue(store: store)
        snapshots = SnapshotKeeper(lastSeq: snapshotSeq)
        faultCounters = FaultCounters(seed: seed)
        let setting = Guarded(world.slot(of: ClockDomain.self).state)
        let timeSource = configuration.timeSource
        clockSetting = setting
        records = RecordLog(capacity: 1000) {
            setting.withLock { $0 }.reading(real: timeSource.now().wholeMilliseconds)
        }
        let faults = world.slot(of: FaultDomain.self)
        faultCounters.follow(faults.state, through: faults.lastChange)
        self.world = Guarded(world)
    }

    package var clock: SimulationClock { SimulationClock(simulation: self) }
    package var journal: Journal { Journal(store: store, hub: hub, fields: fields) }
    package var faults: FaultPlan { FaultPlan(simulation: self) }
    package var blobs: BlobStore { BlobStore(simulation: self) }

    /// Waits for a nominal delay: real monotonic time x pace, never simulation time.
    package func pause(_ delay: Duration) async throws {
        let real = pace.scaled(delay)
        if real > .zero { try await timeSource.sleep(real) }
    }

    func realNow() -> Date { timeSource.now().wholeMilliseconds }
    func clockReading() -> Date { clockSetting.withLock { $0 }.reading(real: realNow()) }

    /// Where the state lies; everything in a temporary one is removed at the end.
    package let directory: URL

    /// Lets go of the directory, the temporary one with everything in it.
    func leavePlace() { place.withLock { $0 = nil } }
}

extension Date {
    /// Rounded down, so that a clock never shows what is still to come; the thousandth of a millisecond that is added is
    /// more than what multiplying can lose.
    var wholeMilliseconds: Date {
        Date(timeIntervalSinceReferenceDate: (timeIntervalSinceReferenceDate * 1000 + 0.001).rounded(.down) / 1000)
    }
}
