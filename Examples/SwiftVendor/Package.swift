// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "SwiftVendor",
    platforms: [.macOS(.v15)],
    dependencies: [
        // A vendor's package names the repository and a version here.
        .package(name: "hpki-sim", path: "../..")
    ],
    targets: [
        .target(name: "SwiftVendor"),
        .testTarget(
            name: "SwiftVendorTests",
            dependencies: [
                "SwiftVendor", .product(name: "HPKISimulator", package: "hpki-sim"),
                .product(name: "HPKISimulatorTesting", package: "hpki-sim"),
            ]
        ),
    ]
)
