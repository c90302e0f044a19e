package import Simulation

/// What a reader bus can be told to do differently.
package struct ReaderBusSettings: Sendable {
    /// After the last program has let go of a card, the service cuts its power, and the card forgets what was verified.
    /// pcscd does so after 0.4 to 0.8 s with readers that it polls and 5 to 10 s with readers that tell by themselves
    /// (pcsc-lite.md, section 1.7); nil never does.
    package var idlePowerOff: Duration? = .seconds(5)
    /// As pcscd counts them (pcsc-lite.md, section 1.7).
    package var maximumContexts = 200
    package var maximumHandlesPerContext = 200
    /// Asked at the points of ``ReaderFault``.
    package var faults: FaultPlan?
    package var time = TimeSource.system
    /// Sees everything that passes and happens at the readers, after it has; must return at once.
    package var onHappening: (@Sendable (ReaderHappening) -> Void)?
    /// Hears what happens at the readers by itself; must return at once.
    package var onEvent: (@Sendable (ReaderBusEvent) -> Void)?

    package init() {}
}
