/// From now on nothing of the client's is heard: whoever waits for its last word waits in vain.
struct StalledHandshake: Sendable {}
