import Foundation
import Glibc
import HealthcarePKI
import OpenSSL
import TestSupport
import Testing

@Suite struct KeyCacheTests {
    private static func requests(_ count: Int) throws -> [KeyRequest] {
        try (0..<count).map { try #require(KeyRequest(label: "test.\($0)", kind: .ec(.p256))) }
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? Int) ?? -1
    }

    @Test func `makes folder and keys closed to others, and finds them again`() throws {
        let home = try TemporaryDirectory()
        let folder = home.url.appending(path: "cache/hpki-sim/keys-v1")
        let requests = try Self.requests(3)
        let first = try KeyCache(directory: folder)
        try first.prepare(requests)
        #expect(try mode(home.path("cache/hpki-sim/keys-v1")) == 0o700)
        #expect(try mode(home.path("cache/hpki-sim")) == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["lock", "test.0.ec-p256.pk8", "test.1.ec-p256.pk8", "test.2.ec-p256.pk8"])
        for file in files { #expect(try mode(folder.appending(path: file).path) == 0o600) }
        let second = try KeyCache(directory: folder)
        for request in requests {
            #expect(try first.key(request).publicKey == second.key(request).publicKey)
            #expect(try first.key(request) === first.key(request))
        }
    }

    @Test func `label and kind make the key`() throws {
        let home = try TemporaryDirectory()
        let cache = try KeyCache(directory: home.url)
        let small = try cache.key(try #require(KeyRequest(label: "a", kind: .ec(.p256))))
        let large = try cache.key(try #require(KeyRequest(label: "a", kind: .ec(.p384))))
        #expect(small.kind == .ec(.p256))
        #expect(large.kind == .ec(.p384))
    }

    @Test(arguments: ["", ".", ".hidden", "../escape", "a/b", "A", "ä", "a b", String(repeating: "a", count: 101)])
    func `a label that is no safe file name is no label`(label: String) {
        #expect(KeyRequest(label: label, kind: .ec(.p256)) == nil)
    }

    @Test func `starts at once share one set of keys`() async throws {
        let home = try TemporaryDirectory()
        let folder = home.url.appending(path: "keys-v1")
        let requests = try Self.requests(12)
        let sets = try await withThrowingTaskGroup(of: [PublicKey].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let cache = try KeyCache(directory: folder)
                    try cache.prepare(requests)
                    return try requests.map { try cache.key($0).publicKey }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sets.count == 8)
        #expect(Set(sets).count == 1)
        #expect(Set(sets[0]).count == 12)
    }

    @Test func `what a killed writer left behind is cleared away`() throws {
        let home = try TemporaryDirectory()
        try home.write("half a key", to: ".new-test.0.ec-p256.pk8")
        let cache = try KeyCache(directory: home.url)
        try cache.prepare(try Self.requests(1))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: home.path).sorted() == ["lock", "test.0.ec-p256.pk8"]
        )
    }

    @Test func `a damaged file is named, not replaced`() throws {
        let home = try TemporaryDirectory()
        let path = try home.write("not a key", to: "test.0.ec-p256.pk8")
        chmod(path, 0o600)
        let cache = try KeyCache(directory: home.url)
        #expect(throws: KeyCacheError.damagedKey(path: path)) { try cache.key(try Self.requests(1)[0]) }
        #expect(throws: KeyCacheError.damagedKey(path: path)) { try cache.prepare(try Self.requests(1)) }
        // A key of another kind than the name says is as bad.
        try home.write(try PrivateKey.generate(.ec(.p384)).pkcs8DER(), to: "test.0.ec-p256.pk8")
        #expect(throws: KeyCacheError.damagedKey(path: path)) { try cache.key(try Self.requests(1)[0]) }
        #expect(KeyCacheError.damagedKey(path: path).description.contains("remove it"))
    }

    @Test func `a folder or a file that others can read is refused`() throws {
        let home = try TemporaryDirectory()
        chmod(home.path, 0o750)
        #expect(throws: KeyCacheError.openToOthers(path: home.url.path, mode: 0o750)) {
            try KeyCache(directory: home.url)
        }
        chmod(home.path, 0o700)
        let cache = try KeyCache(directory: home.url)
        try cache.prepare(try Self.requests(1))
        let file = home.path("test.0.ec-p256.pk8")
        chmod(file, 0o604)
        let fresh = try KeyCache(directory: home.url)
        #expect(throws: KeyCacheError.openToOthers(path: file, mode: 0o604)) { try fresh.key(try Self.requests(1)[0]) }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
    func `a folder of somebody else is refused`() throws {
        let home = try TemporaryDirectory()
        #expect(chown(home.path, 12_345, 12_345) == 0)
        #expect(throws: KeyCacheError.foreignOwner(path: home.url.path, owner: 12_345)) {
            try KeyCache(directory: home.url)
        }
    }

    @Test func `symbolic links are refused, for the folder and for a file`() throws {
        let home = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            at: home.url.appending(path: "real"),
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        let link = home.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: home.url.appending(path: "real"))
        #expect(throws: KeyCacheError.symbolicLink(path: link.path)) { try KeyCache(directory: link) }
        let real = home.url.appending(path: "real")
        try FileManager.default.createSymbolicLink(
            at: real.appending(path: "test.0.ec-p256.pk8"),
            withDestinationURL: home.url.appending(path: "elsewhere")
        )
        let cache = try KeyCache(directory: real)
        #expect(throws: KeyCacheError.symbolicLink(path: real.appending(path: "test.0.ec-p256.pk8").path)) {
            try cache.key(try Self.requests(1)[0])
        }
    }

    @Test func `a file in the folder's place, and a folder that cannot be made, are said plainly`() throws {
        let home = try TemporaryDirectory()
        let file = URL(filePath: try home.write("", to: "file"))
        #expect(throws: KeyCacheError.notADirectory(path: file.path)) { try KeyCache(directory: file) }
        let below = file.appending(path: "below")
        let error = #expect(throws: KeyCacheError.self) { try KeyCache(directory: below) }
        #expect(error?.description == "the key folder cannot be used: \(below.path): Not a directory")
    }
}
