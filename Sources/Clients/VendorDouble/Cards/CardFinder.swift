import ISO7816

/// Finds the card that is to sign among the readers.
struct CardFinder: Sendable {
    let terminals: any CardTerminals
    /// A reader by its place in the list, from 0; nil for the only one with a fitting card.
    let reader: Int?
    let patience: Patience

    /// How often a card that others hold is asked for, and how long between.
    private static let sharingTries = 5
    private static let sharingInterval = Duration.milliseconds(200)

    /// The one card that fits, connected.
    func card(
        select: (CardSession) async throws(CardSigningFailure) -> Bool,
        other: (CardSession) async throws(CardSigningFailure) -> CardSigningFailure
    ) async throws(CardSigningFailure) -> CardSession {
        var found: [CardSession] = []
        var failures = Failures()
        for status in try await readers() where status.atr != nil {
            do throws(CardSigningFailure) {
                let session = try await connect(status.reader)
                do throws(CardSigningFailure) {
                    if try await select(session) {
                        found.append(session)
                    } else {
                        failures.strange = try await other(session)
                        await session.close()
                    }
                } catch {
                    await session.close()
                    throw error
                }
            } catch {
                failures.broken = failures.broken ?? error
            }
        }
        if found.count == 1 { return found[0] }
        for session in found { await session.close() }
        if found.count > 1 { throw .severalCards(found.map(\.channel.reader)) }
        throw failures.worst
    }

    /// A card that could not be asked weighs more than one of another kind, and that more than an empty reader.
    private struct Failures {
        var broken: CardSigningFailure?
        var strange: CardSigningFailure?

        var worst: CardSigningFailure { broken ?? strange ?? .reader(.noSmartcard) }
    }

    private func readers() async throws(CardSigningFailure) -> [CardReaderStatus] {
        let all: [CardReaderStatus]
        do { all = try await terminals.readers() } catch { throw .reader(error) }
        if all.isEmpty { throw .reader(.noReadersAvailable) }
        guard let reader else { return all }
        guard all.indices.contains(reader) else { throw .reader(.unknownReader) }
        return [all[reader]]
    }

    private func connect(_ reader: String) async throws(CardSigningFailure) -> CardSession {
        for attempt in 1... {
            do throws(PCSCError) {
                return CardSession(
                    channel: try await terminals.connect(reader, sharing: .shared, protocols: .any)
                )
            } catch .sharingViolation where attempt < Self.sharingTries {
                await patience.pause(Self.sharingInterval)
            } catch .unknownReader {
                throw .reader(.readerUnavailable)
            } catch {
                throw .reader(error)
            }
        }
        throw .reader(.sharingViolation)
    }
}
