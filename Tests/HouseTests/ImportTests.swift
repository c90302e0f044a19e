import TestSupport
import Testing

/// Every import is held against the edge table of ARCHITECTURE.md.
struct ImportTests {
    /// What comes with the toolchain and the system's C library.
    static let toolchain: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "RegexBuilder", "Swift", "Synchronization", "System",
    ]

    let house: House

    init() throws {
        house = try House()
    }

    static func forbiddenImports(of source: SwiftSource, in room: Room) -> Set<String> {
        source.imports.subtracting(toolchain).subtracting(room.ours).subtracting(room.outside)
    }

    @Test func `every file lies in a room of the table`() {
        let homeless = house.sources.filter { house.room(of: $0) == nil }.map(\.path)
        #expect(homeless == [])
    }

    @Test func `every import is allowed by its room's row`() {
        let forbidden = house.sources.flatMap { source in
            house.room(of: source).map { room in
                Self.forbiddenImports(of: source, in: room).map { "\(source.path) imports \($0)" }
            } ?? []
        }
        #expect(forbidden == [])
    }

    @Test func `a C module is imported by one target`() {
        let modules = Set(house.table.rooms.filter { $0.floor == 1 }.map(\.target))
        for module in modules {
            let importers = Set(
                house.sources.filter { $0.imports.contains(module) }.compactMap { house.room(of: $0)?.target }
            )
            #expect(importers.count <= 1, "\(module) is imported by \(importers.sorted())")
        }
    }

    @Test func `Package.swift declares no edge that the table forbids`() throws {
        let manifest = try PackageManifest(
            text: Repository.text(of: "Package.swift"),
            targets: Set(house.table.rooms.map(\.target))
        )
        for room in house.table.rooms where room.isBuilt {
            let declared = try #require(manifest.dependencies[room.target], "\(room.target) is not in Package.swift")
            #expect(declared.subtracting(room.ours) == [], "\(room.target) may not depend on these")
            #expect(manifest.folders[room.target] == room.folder)
        }
        #expect(Set(manifest.dependencies.keys) == Set(house.table.rooms.filter(\.isBuilt).map(\.target)))
    }

    @Test func `a room is marked as not built as long as it has no files, and no longer`() {
        for room in house.table.rooms where room.floor > 1 {
            let hasFiles = house.sources.contains { $0.path.hasPrefix(room.folder + "/") }
            #expect(hasFiles == room.isBuilt, "\(room.target) in \(room.folder)")
        }
    }

    @Test func `finds an import that the row does not allow`() {
        let room = Room(floor: 2, folder: "Sources/A", target: "A", ours: ["B"], outside: ["NIOCore"], isBuilt: true)
        let source = SwiftSource(
            path: "Sources/A/A.swift",
            text: """
                import Foundation
                package import B
                import struct NIOCore.ByteBuffer
                @preconcurrency import Forbidden
                // import Commented
                let text = "import Quoted"
                """
        )
        #expect(Self.forbiddenImports(of: source, in: room) == ["Forbidden"])
    }
}
