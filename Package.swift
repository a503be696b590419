// swift-tools-version: 6.2
// The floor map. Folders carry the number of their layer; imports run downwards only (Tests/ArchitectureTests proves it).
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library of Debian: a modulemap and a shim header, nothing else.
func system(_ name: String, _ apt: String) -> Target {
    .systemLibrary(name: name, path: "Modules/0-System/\(name)", providers: [.apt([apt])])
}

/// `beside`: data and documents that stand beside the sources (CData carries the data into the executables).
func module(_ layer: String, _ name: String, _ dependencies: [Target.Dependency] = [], beside: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Modules/\(layer)/\(name)", exclude: beside, swiftSettings: strict)
}

func daemon(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Daemons/\(name)", swiftSettings: strict)
}

/// Tests mirror the tree; data stands in their `Fixtures` folder and is read from there. `beside`: further folders of data.
func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: Bool = false, beside: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: (fixtures ? ["Fixtures"] : []) + beside,
        swiftSettings: strict)
}

/// Built by `Deploy/fuzz.sh` alone, since it links only with the fuzzer's runtime.
let fuzzer: [Target] =
    Context.environment["HUIBAO_FUZZER"] == nil
    ? []
    : [.executableTarget(name: "huibao-fuzzer", dependencies: ["ReadingLaws"], path: "Tests/Fuzzer", exclude: ["words.dict"], swiftSettings: strict)]

let package = Package(
    name: "huibao",
    products: [
        .executable(name: "huibao", targets: ["huibao"]),
        .executable(name: "huibao-aggregator", targets: ["huibao-aggregator"]),
        .executable(name: "huibao-ingest", targets: ["huibao-ingest"]),
        .executable(name: "huibao-extractor", targets: ["huibao-extractor"]),
    ],
    targets: [
        // 0 C libraries of the system, and the built-in data
        system("CZeroMQ", "libzmq3-dev"),
        system("CSQLite", "libsqlite3-dev"),
        system("CUchardet", "libuchardet-dev"),
        system("CCrypto", "libssl-dev"),
        system("CXLSXWriter", "libxlsxwriter-dev"),
        system("CArchive", "libarchive-dev"),
        system("CExpat", "libexpat1-dev"),
        system("CMicroHTTPD", "libmicrohttpd-dev"),
        system("CZstd", "libzstd-dev"),
        .target(name: "CPlatform", path: "Modules/0-System/CPlatform"),
        .target(name: "CData", path: "Modules/0-System/CData"),
        .target(name: "CAllocations", path: "Modules/0-System/CAllocations"),
        // 1 what everybody may use
        module("1-Base", "Base"),
        // 2 safe wrappers: pointers never leave here
        module("2-Wrappers", "ZeroMQ", ["Base", "CZeroMQ"]),
        module("2-Wrappers", "SQLite", ["Base", "CSQLite"]),
        module("2-Wrappers", "Encoding", ["Base", "CUchardet"]),
        module("2-Wrappers", "Digest", ["Base", "CCrypto"]),
        module("2-Wrappers", "Compression", ["Base", "CZstd"]),
        module("2-Wrappers", "Platform", ["Base", "CPlatform"]),
        module("2-Wrappers", "Allocations", ["CAllocations"]),
        module("2-Wrappers", "Spreadsheet", ["Base", "CXLSXWriter", "CArchive", "CExpat"]),
        module("2-Wrappers", "HTTPServer", ["Base", "CMicroHTTPD"]),
        // 3 the words that all parts share
        module("3-Shared", "Text", ["Base"]),
        module("3-Shared", "Protocol", ["Base", "Text"], beside: ["PROTOCOL.md", "Schemas", "Samples"]),
        // 4 the work itself; siblings do not import each other without need
        module("4-Domain", "Ingest", ["Base", "Text", "Encoding"]),
        module("4-Domain", "Extraction", ["Base", "Text", "CData"], beside: ["Data"]),
        module("4-Domain", "Dialog", ["Base", "Protocol"]),
        module("4-Domain", "Aggregation", ["Base", "Text"]),
        module("4-Domain", "Assessment", ["Base", "Text", "Aggregation"]),
        module("4-Domain", "Ledger", ["Base", "Text", "Protocol", "SQLite", "Digest", "Compression", "Platform", "Aggregation"]),
        module("4-Domain", "Export", ["Base", "Text", "Aggregation", "Assessment", "Checks", "Spreadsheet", "SQLite", "Digest"]),
        module("4-Domain", "ReportGenerator", ["Base", "Text"]),
        module("4-Domain", "Checks", ["Base", "Text"]),
        // 5 loops, threads, configuration
        module("5-Runtime", "Runtime", ["Base", "Platform", "ZeroMQ", "Protocol", "Text", "Dialog"]),
        module("5-Runtime", "Workers", ["Base", "Text", "Protocol", "Ingest", "Extraction", "Dialog", "Runtime", "ZeroMQ", "Digest", "Platform"]),
        module("5-Runtime", "AggregatorService", ["Base", "Text", "Protocol", "Dialog", "Ledger", "Aggregation", "Runtime", "ZeroMQ", "SQLite", "HTTPServer", "CData", "Extraction", "Digest", "Platform"], beside: ["Page"]),
        module("5-Runtime", "CommandLineTool", ["Base", "Text", "Protocol", "Ingest", "Extraction", "Aggregation", "Assessment", "Encoding", "Checks", "Export", "Spreadsheet", "ReportGenerator", "Dialog", "Runtime", "ZeroMQ", "SQLite", "Digest", "Platform", "Allocations"]),
        // 6 wiring only
        daemon("huibao", ["CommandLineTool"]),
        daemon("huibao-aggregator", ["AggregatorService", "Runtime"]),
        daemon("huibao-ingest", ["Workers", "Runtime"]),
        daemon("huibao-extractor", ["Workers", "Runtime"]),
        // tests mirror the tree
        .target(name: "TestSupport", dependencies: ["Base"], path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "ReadingLaws", dependencies: ["Text", "Ingest", "Extraction"], path: "Tests/ReadingLaws", swiftSettings: strict),
        .executableTarget(
            name: "ledger-writer", dependencies: ["Base", "Ledger", "Protocol"], path: "Tests/LedgerWriter", swiftSettings: strict),
        tests("ArchitectureTests", []),
        tests("BaseTests", ["Base"]),
        tests("ZeroMQTests", ["Base", "ZeroMQ"]),
        tests("SQLiteTests", ["Base", "SQLite"]),
        tests("CompressionTests", ["Base", "Compression"]),
        tests("SpreadsheetTests", ["Base", "Spreadsheet", "TestSupport"]),
        tests("HTTPServerTests", ["Base", "HTTPServer", "Platform", "TestSupport"]),
        tests("PlatformTests", ["Base", "Platform", "Digest", "TestSupport"]),
        tests("TextTests", ["Base", "Text"]),
        tests("ProtocolTests", ["Base", "Text", "Protocol", "TestSupport"], fixtures: true),
        tests("IngestTests", ["Base", "Text", "Encoding", "Ingest"], fixtures: true),
        tests("ExtractionTests", ["Base", "Text", "Ingest", "Extraction", "ReadingLaws", "ReportGenerator", "Allocations"], fixtures: true, beside: ["Reference"]),
        tests("DialogTests", ["Base", "Protocol", "Dialog"]),
        tests("AggregationTests", ["Base", "Text", "Aggregation"]),
        tests("AssessmentTests", ["Base", "Text", "Aggregation", "Assessment"]),
        tests("LedgerTests", ["Base", "Text", "Protocol", "SQLite", "Aggregation", "Ledger", "Digest", "TestSupport", "ledger-writer"]),
        tests("ExportTests", ["Base", "Text", "Aggregation", "Assessment", "Checks", "Spreadsheet", "Export", "TestSupport"], fixtures: true),
        tests("ChecksTests", ["Base", "Text", "Checks", "Encoding", "Ingest", "Extraction", "ReportGenerator", "TestSupport"], fixtures: true),
        tests("ReportGeneratorTests", ["Base", "Text", "ReportGenerator"]),
        tests("RuntimeTests", ["Base", "Protocol", "Dialog", "Runtime", "ZeroMQ", "Platform", "TestSupport"]),
        tests("AggregatorServiceTests", ["Base", "Protocol", "Dialog", "Ledger", "Platform", "AggregatorService", "TestSupport", "Runtime"]),
        tests("WorkersTests", ["Base", "Text", "Protocol", "Dialog", "Runtime", "Workers", "ZeroMQ", "Platform", "TestSupport"]),
        tests(
            "CommandLineToolTests",
            ["Base", "Text", "Protocol", "Dialog", "CommandLineTool", "Aggregation", "Export", "Extraction", "Platform", "Runtime", "Spreadsheet", "TestSupport"],
            fixtures: true),
        tests(
            "EndToEndTests",
            ["Base", "Compression", "Text", "Encoding", "Aggregation", "Ingest", "Extraction", "ReportGenerator", "Protocol", "ZeroMQ", "TestSupport"],
            fixtures: true),
    ] + fuzzer
)
