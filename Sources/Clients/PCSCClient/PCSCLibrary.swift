import CPCSCLite

/// libpcsclite, loaded when it is first needed, so that a program without cards runs without it.
///
/// The library reads `PCSCLITE_CSOCK_NAME` once per process: what it is at the first call counts for all.
package struct PCSCLibrary: Sendable {
    /// The library could not be loaded.
    package struct NotFound: Error, Hashable, CustomStringConvertible {
        package let names: [String]

        package var description: String {
            "none of \(names.joined(separator: ", ")) could be loaded: install libpcsclite1"
        }
    }

    #if os(macOS)
    package static let usualNames = ["/System/Library/Frameworks/PCSC.framework/PCSC"]
    #else
    package static let usualNames = ["libpcsclite.so.1", "libpcsclite.so"]
    #endif

    // Unchecked is not needed, but a promise is: the functions are constants, and libpcsclite locks its own state.
    nonisolated(unsafe) let functions: shim_pcsc

    /// - Parameter names: tried in order, as `dlopen` takes them.
    package init(_ names: [String] = Self.usualNames) throws(NotFound) {
        var functions = shim_pcsc()
        guard names.contains(where: { shim_load($0, &functions) != 0 }) else { throw NotFound(names: names) }
        self.functions = functions
    }

    package var terminals: PCSCTerminals { PCSCTerminals(library: self) }
}
