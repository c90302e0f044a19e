// swift-tools-version: 6.2
//
// The rooms that touch C or share state between threads, with their tests and nothing else: what the sanitizers run. As
// a package of its own it leaves out two thirds of the dependencies, which would be built again for each sanitizer.
// `.ci/run` lays it beside links to Sources and Tests.

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ floor: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(floor)/\(name)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport", "VendorDouble"], swiftSettings: strict)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "hpki-sim-sanitized",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "openssl"),
        room("Crypto", "OpenSSL", ["COpenSSL"]),
        room("Crypto", "NIOOpenSSL", ["OpenSSL", nioCore, nioTLS]),
        room("World", "Simulation", [grdb, logging]),
        .systemLibrary(name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0"),
        room("Crypto", "XMLSignature", ["OpenSSL", "CLibXML2"]),
        room("Clients", "VendorDouble", ["XMLSignature", "NIOOpenSSL", "OpenSSL", nioCore, nioPosix, nioHTTP1]),
        .target(
            name: "TestSupport",
            dependencies: ["NIOOpenSSL", "OpenSSL", nioCore, nioPosix, nioHTTP1, subprocess],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        tests("OpenSSLTests", ["OpenSSL"]),
        tests("NIOOpenSSLTests", ["NIOOpenSSL", "OpenSSL", nioCore, nioPosix]),
        tests("SimulationTests", ["Simulation", grdb]),
    ]
)
