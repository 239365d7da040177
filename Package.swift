// swift-tools-version: 6.2
// Targets stand in layer order: each may import only what is above it here. Tests/ArchitectureTests checks the imports.
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
// Where no unsafe code belongs, the compiler proves that there is none.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "clause6",
  products: [
    .executable(name: "clause6", targets: ["Main"]),
    .library(name: "Clause6", targets: ["Clause6"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    // Lets Swift see libpq-fe.h.
    .systemLibrary(
      name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    // Lets Swift see OpenSSL's digests, keys and random numbers; libpq brings the library along anyway.
    .systemLibrary(
      name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    // Reads YAML: a mapping is one.
    .systemLibrary(
      name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // Tells the encoding of a text file that does not say it.
    .systemLibrary(
      name: "CLibuchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"]), .brew(["uchardet"])]),
    // Opens workbooks, which are archives of XML.
    .systemLibrary(
      name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    // Reads JSON in a stream, with numbers as they stand.
    .systemLibrary(name: "CLibyajl", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"]), .brew(["yajl"])]),
    // The three below are loaded when they are first needed, and not linked: Sources/CLoaded/loaded.h.
    // Sends mails and webhooks.
    .systemLibrary(name: "CLibcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    // Matches the regular expressions of mappings in bounded time.
    .systemLibrary(name: "CLibpcre2", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    // Writes workbooks in constant memory.
    .systemLibrary(name: "CLibxlsxwriter", providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    // Sends SQL; brings back rows, errors, copies and notifications.
    .target(name: "Postgres", dependencies: ["CLibpq", logging], swiftSettings: strict),
    // Holds the SQL folder as Swift values.
    .target(name: "Schema", path: "SQL", swiftSettings: safe, plugins: ["EmbedSQL"]),
    // Creates, starts, stops and finds the private server a newcomer gets by default.
    .target(name: "LocalPostgres", dependencies: ["Postgres"], swiftSettings: strict),
    // Base64, hexadecimal digits, SHA-256 and numbers as bytes, for all below.
    .target(name: "Bytes", dependencies: ["CLibcrypto"], swiftSettings: strict),
    // Trees of hashes, signatures and notes, with which a log proves itself; no word of the domain.
    .target(name: "Proof", dependencies: ["Bytes", "CLibcrypto"], swiftSettings: strict),
    // Hands mails and webhooks over, and says what became of them; no word of the domain.
    .target(name: "Transport", dependencies: ["Bytes", "CLibcrypto", "CLibcurl"], swiftSettings: strict),
    // What a vendor-risk manager can do, each act one function on a connection.
    .target(
      name: "Clause6",
      dependencies: [
        "Bytes", "Postgres", "Proof", "Schema", "Transport", "CExpat", "CLibcrypto", "CLibpcre2", "CLibuchardet",
        "CLibyajl", "CLibyaml", "CLibzip", logging,
      ],
      swiftSettings: strict),
    // Writes answers as documents that people read, print and pass on.
    .target(
      name: "Documents", dependencies: ["Bytes", "Clause6", "Postgres", "CLibxlsxwriter"],
      swiftSettings: strict),
    // Turns arguments into those acts and results into text.
    .target(
      name: "Commands",
      dependencies: [
        "Clause6", "Documents", "LocalPostgres", "Postgres", "Proof", "Schema", "Transport", argumentParser, logging,
      ],
      swiftSettings: strict),
    // Starts Commands.
    .executableTarget(name: "Main", dependencies: ["Commands"], swiftSettings: safe),
    // The performance figures, each beside its floor.
    .executableTarget(name: "Benchmark", dependencies: ["Clause6", "Postgres"], swiftSettings: strict),
    // Tries the readers of files and cells on inputs that nobody writes.
    .executableTarget(
      name: "Fuzz", dependencies: ["Bytes", "Clause6", "CLibzip", "Postgres", "Proof", "Transport"],
      swiftSettings: strict),

    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["EmbedSQLTool"], path: "Sources/EmbedSQL"),
    .executableTarget(name: "EmbedSQLTool", swiftSettings: strict),

    // Gives tests a server, a database each, and a way to replay command lines.
    .target(
      name: "TestSupport", dependencies: ["Clause6", "Postgres", "Schema", "LocalPostgres"], path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport", logging], swiftSettings: strict),
    .testTarget(
      name: "SchemaTests", dependencies: ["Schema", "Clause6", "Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(name: "ProofTests", dependencies: ["Bytes", "Proof", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TransportTests", dependencies: ["Bytes", "Transport", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LocalPostgresTests", dependencies: ["LocalPostgres", "Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "Clause6Tests",
      dependencies: ["Bytes", "Clause6", "CLibzip", "Fuzz", "Postgres", "Schema", "TestSupport", "Transport"],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Bytes", "Clause6", "Documents", "Postgres", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "CommandsTests", dependencies: ["Clause6", "Commands", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["Schema"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
