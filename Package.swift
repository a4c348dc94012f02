// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// The targets, from row 0 up: a target imports only targets above its own line, as ARCHITECTURE.md
/// and scripts/layers.txt say.
let targets: [Target] = [
  .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
  .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
  .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
  .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
  .target(name: "CMemory"),
  .target(
    name: "CTerminal",
    cSettings: [
      .define("_XOPEN_SOURCE", to: "700"), .define("_DEFAULT_SOURCE"),
      .define("NCURSES_WIDECHAR", to: "1"),
    ],
    linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
  ),
  .target(name: "CExtractionModel", exclude: ["extraction.model", "lexicon"]),
  .target(name: "FHIR", dependencies: ["CJSON"]),
  .target(name: "FHIRPath", dependencies: ["FHIR"]),
  .target(name: "Terminal"),
  .target(name: "Search", dependencies: ["FHIR"]),
  .target(name: "Validation", dependencies: ["FHIR", "FHIRPath"]),
  .target(name: "ViewDefinitions", dependencies: ["FHIR", "FHIRPath"]),
  .target(name: "Extraction", dependencies: ["CExtractionModel", "FHIR"]),
  .target(name: "Timeline", dependencies: ["FHIR"]),
  .target(name: "Differences", dependencies: ["FHIR"]),
  .target(name: "SampleData", dependencies: ["FHIR"]),
  .target(name: "Worklists", dependencies: ["FHIR"]),
  .target(
    name: "Store",
    dependencies: [
      "CJSON", "CSQLite", "CZstd", "Extraction", "FHIR", "Search", "Timeline", grdb, heap,
      sqlite,
    ]
  ),
  .target(name: "TerminalCurses", dependencies: ["CTerminal", "Terminal"]),
  .target(
    name: "Exchange",
    dependencies: [
      "CZlib", "Differences", "Extraction", "FHIR", "FHIRPath", "Search", "Store", "Timeline",
      "Validation", "Worklists",
    ]
  ),
  .target(
    name: "TUI",
    dependencies: [
      "CMemory", "Differences", "Extraction", "FHIR", "Search", "Store", "Terminal", "Timeline",
      "Worklists", tomlKit,
    ]
  ),
  .executableTarget(
    name: "tarn",
    dependencies: [
      "Differences", "Exchange", "Extraction", "FHIR", "FHIRPath", "SampleData", "Search", "Store",
      "TUI",
      "Terminal", "TerminalCurses",
      "Timeline", "Validation", "ViewDefinitions", "Worklists", argumentParser,
    ]
  ),
  .executableTarget(name: "tarn-train", dependencies: ["Extraction"]),
  .target(name: "TestSupport", dependencies: ["FHIR", "Terminal"], path: "Tests/Support"),
  .executableTarget(
    name: "terminal-probe",
    dependencies: ["Terminal", "TerminalCurses"],
    path: "Tests/Probes/Terminal"
  ),
  .testTarget(name: "FHIRTests", dependencies: ["FHIR", "TestSupport"]),
  .testTarget(
    name: "FHIRPathTests",
    dependencies: ["FHIR", "FHIRPath", "TestSupport"],
    exclude: ["KnownFailures.txt"]
  ),
  .testTarget(
    name: "SampleDataTests",
    dependencies: ["FHIR", "SampleData", "TestSupport", "Validation"]
  ),
  .testTarget(
    name: "TUITests",
    dependencies: [
      "Differences", "Exchange", "Extraction", "FHIR", "FHIRPath", "Search", "Store", "Terminal",
      "TestSupport", "Timeline", "TUI", "Worklists", "tarn",
    ],
    exclude: ["Goldens", "Keys"]
  ),
  .testTarget(name: "WorklistsTests", dependencies: ["Exchange", "TestSupport", "Worklists"]),
  .testTarget(
    name: "TimelineTests",
    dependencies: ["FHIR", "TestSupport", "Timeline"],
    exclude: ["Goldens"]
  ),
  .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"]),
  .testTarget(
    name: "TerminalCursesTests",
    dependencies: ["Terminal", "TerminalCurses", "TestSupport", "terminal-probe"]
  ),
  .testTarget(
    name: "StoreTests",
    dependencies: ["FHIR", "Search", "Store", "TestSupport", "Timeline", grdb]
  ),
  .testTarget(
    name: "ExchangeTests",
    dependencies: [
      "Exchange", "Extraction", "FHIR", "Search", "Store", "TestSupport", "Validation",
    ],
    exclude: ["KnownDisagreements.txt"]
  ),
  .testTarget(name: "SearchTests", dependencies: ["FHIR", "Search", "TestSupport"]),
  .testTarget(
    name: "ViewDefinitionsTests",
    dependencies: ["FHIR", "TestSupport", "ViewDefinitions"]
  ),
  .testTarget(name: "ValidationTests", dependencies: ["FHIR", "TestSupport", "Validation"]),
  .testTarget(
    name: "ExtractionTests",
    dependencies: ["Extraction", "FHIR", "TestSupport", "tarn-train"],
    exclude: ["Gold", "floors.txt"]
  ),
  .testTarget(name: "DifferencesTests", dependencies: ["Differences", "FHIR", "TestSupport"]),
  .testTarget(name: "ArchitectureTests"),
  .testTarget(
    name: "AppTests",
    dependencies: [
      "Exchange", "FHIR", "Store", "Terminal", "TerminalCurses", "TestSupport", "tarn", grdb,
    ],
    exclude: ["Goldens"]
  ),
]

let package = Package(
  name: "tarn",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "tarn", targets: ["tarn"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}

/// What tests put whole corpora and thousands of screens through is optimised in debug builds too.
let engines = ["Extraction", "FHIR", "Terminal", "Timeline", "tarn-train"]
for target in package.targets where engines.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
