// swift-tools-version: 6.2

import PackageDescription

/// One list for every target: the strictest settings that our dependencies can live with.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target in `Sources/<floor>/<name>`; the floors and what may import what stand in ARCHITECTURE.md.
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
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "hpki-sim",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "HPKISimulator", targets: ["HPKISimulator"]),
        .library(name: "HPKISimulatorTesting", targets: ["HPKISimulatorTesting"]),
        .executable(name: "hpki-sim", targets: ["HPKISimCLI"]),
    ],
    dependencies: [
        // Only `Hummingbird` and `HummingbirdCore`: its TLS, HTTP2 and Testing products bring BoringSSL into the build.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 1: System
        .systemLibrary(
            name: "COpenSSL",
            path: "Sources/System/COpenSSL",
            pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CLibXML2",
            path: "Sources/System/CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        // Declares what it needs by itself, and is looked up at run time: no package, no linking.
        .systemLibrary(name: "CPCSCLite", path: "Sources/System/CPCSCLite"),

        // Floor 2: Crypto
        room("Crypto", "OpenSSL", ["COpenSSL"]),
        room("Crypto", "NIOOpenSSL", ["OpenSSL", nioCore, nioTLS]),
        room("Crypto", "HealthcarePKI", ["OpenSSL", yams]),
        room("Crypto", "XMLSignature", ["OpenSSL", "CLibXML2"]),
        room("Crypto", "ISO7816", []),

        // Floor 3: World
        room("World", "Simulation", [grdb, logging]),
        room("World", "Registry", ["Simulation", "HealthcarePKI", "OpenSSL"]),

        // Floor 4: Devices
        room("Devices", "Cards", ["ISO7816", "OpenSSL"]),
        room("Devices", "PCSC", ["ISO7816", "Simulation", nioCore, nioPosix]),

        // Floor 5: Services (each: Rules, pure; Routes, thin; they never import each other)
        room(
            "Services",
            "WebFront",
            [
                "NIOOpenSSL", "OpenSSL", "Simulation", hummingbird, hummingbirdCore, mustache, httpTypes, logging,
                nioCore,
            ]
                + [nioPosix, nioHTTP1, nioTLS]
        ),
        room(
            "Services",
            "SigningService",
            [
                "WebFront", "Registry", "Simulation", "HealthcarePKI", "XMLSignature", "OpenSSL", hummingbird,
                httpTypes, logging,
            ]
        ),
        room(
            "Services",
            "IdentityProvider",
            ["WebFront", "Registry", "Simulation", "OpenSSL", hummingbird, httpTypes]
        ),
        room(
            "Services",
            "TrustServices",
            ["WebFront", "Registry", "Simulation", "HealthcarePKI", "OpenSSL", hummingbird, httpTypes]
        ),

        room(
            "Services",
            "ClientCertificateDesk",
            ["WebFront", "Registry", "Simulation", "HealthcarePKI", "OpenSSL", hummingbird, httpTypes, nioCore]
        ),

        room(
            "Services",
            "PrescriptionReceiver",
            ["WebFront", "Simulation", "XMLSignature", "OpenSSL", hummingbird, httpTypes]
        ),

        // Floor 6: Clients
        room(
            "Clients",
            "VendorDouble",
            ["XMLSignature", "NIOOpenSSL", "OpenSSL", "ISO7816", nioCore, nioPosix, nioHTTP1]
        ),

        room("Clients", "PCSCClient", ["ISO7816", "CPCSCLite"]),

        // Floor 7: Scenarios
        room(
            "Scenarios",
            "ScenarioEngine",
            [
                "VendorDouble", "Simulation", "NIOOpenSSL", "OpenSSL", "XMLSignature", "HealthcarePKI", "ISO7816", yams,
                subprocess, nioCore, nioPosix,
            ]
        ),

        // Floor 8: Product
        .target(
            name: "CertificateFiles",
            path: "Certs",
            resources: [.embedInCode("hierarchy.yaml")],
            swiftSettings: strict
        ),
        .target(
            name: "ScenarioFiles",
            path: "Scenarios",
            exclude: ["scenario.schema.json", "documents/guide.html"],
            resources: [
                .embedInCode("documents/prescription.xml"), .embedInCode("catalogue.tsv"), .copy("documents/guide.pdf"),
                .copy("desk"), .copy("tls"), .copy("login"), .copy("trust"), .copy("signing"), .copy("network"),
                .copy("account"), .copy("card"),
            ],
            swiftSettings: strict
        ),
        room(
            "Product",
            "HPKISimulator",
            [
                "CertificateFiles", "ScenarioFiles", "ScenarioEngine", "VendorDouble", "SigningService",
                "IdentityProvider", "TrustServices", "ClientCertificateDesk", "PrescriptionReceiver",
                "WebFront", "XMLSignature", "Registry",
                "Simulation", "HealthcarePKI", "NIOOpenSSL", "OpenSSL", "Cards", "PCSC", "ISO7816", hummingbird,
                lifecycle, logging,
            ]
        ),
        room("Product", "HPKISimulatorTesting", ["HPKISimulator"]),
        .executableTarget(
            name: "HPKISimCLI",
            dependencies: [
                "HPKISimulator", "ScenarioEngine", "ScenarioFiles", "VendorDouble", "PCSCClient", "ISO7816",
                "XMLSignature", "HealthcarePKI", "Simulation", "OpenSSL", "ClientCertificateDesk", "Registry",
                "CertificateFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), lifecycle, logging,
            ],
            path: "Sources/Product/HPKISimCLI",
            swiftSettings: strict
        ),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "NIOOpenSSL", "OpenSSL", "PCSC", "ISO7816", nioCore, nioPosix, nioHTTP1, subprocess,
            ],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "PCSCProbe",
            dependencies: ["PCSC", "PCSCClient", "ISO7816", "ScenarioEngine", "ScenarioFiles", "TestSupport"],
            path: "Tests/Probe",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "FacilityMaker",
            dependencies: [
                "HPKISimulator", "Registry", "Simulation", "HealthcarePKI", "OpenSSL", "CertificateFiles",
            ],
            path: "Tests/Bench/FacilityMaker",
            swiftSettings: strict
        ),
        tests("HouseTests", [nioCore, nioPosix]),
        tests("OpenSSLTests", ["OpenSSL"]),
        tests("NIOOpenSSLTests", ["NIOOpenSSL", "OpenSSL", nioCore, nioPosix]),
        tests("HealthcarePKITests", ["HealthcarePKI", "OpenSSL", "CertificateFiles"]),
        tests(
            "XMLSignatureTests",
            ["XMLSignature", "HealthcarePKI", "OpenSSL", "CertificateFiles", "ScenarioFiles"]
        ),
        tests("SimulationTests", ["Simulation", grdb]),
        tests("RegistryTests", ["Registry", "Simulation", "HealthcarePKI", "OpenSSL", "CertificateFiles", grdb]),
        tests("ISO7816Tests", ["ISO7816"]),
        tests("CardsTests", ["Cards", "ISO7816", "OpenSSL"]),
        tests("PCSCTests", ["PCSC", "ISO7816", "Simulation", nioCore, nioPosix]),
        tests("WebFrontTests", ["WebFront", "NIOOpenSSL", "OpenSSL", "Simulation", hummingbird, httpTypes, nioCore]),
        tests("SigningServiceTests", ["SigningService", "WebFront", "Registry", "Simulation", "OpenSSL"]),
        tests(
            "ClientCertificateDeskTests",
            ["ClientCertificateDesk", "Registry", "Simulation", "HealthcarePKI", "OpenSSL", "CertificateFiles"]
        ),
        tests(
            "IdentityProviderTests",
            [
                "IdentityProvider", "WebFront", "Registry", "Simulation", "OpenSSL", "NIOOpenSSL", hummingbird,
                hummingbirdCore,
            ]
                + [httpTypes, logging, nioCore]
        ),
        tests(
            "HPKISimulatorTests",
            [
                "HPKISimulator", "ClientCertificateDesk", "ScenarioFiles", "XMLSignature", "SigningService", "Registry",
                "Simulation", "WebFront", "NIOOpenSSL", "OpenSSL", nioCore, nioPosix, httpTypes,
            ]
        ),
        tests(
            "VendorDoubleTests",
            [
                "HPKISimulator", "ScenarioFiles", "XMLSignature", "SigningService", "Registry", "Simulation", "OpenSSL",
                nioCore, nioPosix, nioHTTP1,
            ]
        ),
        tests(
            "ScenarioEngineTests",
            ["ScenarioEngine", "ScenarioFiles", "HPKISimulator", "Simulation"]
        ),
        // The stranger's package of Examples/SwiftVendor once more, in this build: a build of its own takes many minutes.
        .testTarget(
            name: "SwiftVendorExample",
            dependencies: ["HPKISimulator", "HPKISimulatorTesting"],
            path: "Examples/SwiftVendor",
            exclude: ["Package.swift"],
            sources: ["Sources", "Tests"],
            swiftSettings: strict
        ),
        tests("HPKISimulatorTestingTests", ["HPKISimulatorTesting", "HPKISimulator", "OpenSSL"]),
        tests(
            "HPKISimCLITests",
            ["HPKISimCLI", "HPKISimulator", "ScenarioFiles", "Simulation", "NIOOpenSSL", "OpenSSL", nioCore, nioPosix]
        ),
        .testTarget(
            name: "Peers",
            dependencies: [
                "HPKISimulator", "TestSupport", "VendorDouble", "OpenSSL", "HealthcarePKI", "CertificateFiles",
                "ScenarioFiles", "ScenarioEngine", "Simulation", "XMLSignature", "NIOOpenSSL", "WebFront", "PCSC",
                "PCSCProbe", "PCSCClient", "HPKISimulatorTesting", "ISO7816", hummingbird,
                hummingbirdCore, logging, nioCore, nioPosix,
            ],
            path: "Tests/Peers",
            exclude: ["Java", "Python"],
            swiftSettings: strict
        ),
    ]
)
