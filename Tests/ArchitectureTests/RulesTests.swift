import Testing

/// The rules must be able to fail: each is shown a small source that breaks it, and one that keeps it.
@Suite struct RulesTests {
    let layers = ["CZeroMQ": 0, "CData": 0, "Base": 1, "ZeroMQ": 2, "Text": 3, "Ledger": 4, "Dialog": 4, "Aggregation": 4, "Extraction": 4, "Runtime": 5]

    private func source(_ module: String, _ text: String) -> SourceFile {
        SourceFile(path: "Modules/4-Domain/\(module)/A.swift", text: text)
    }

    @Test func importsAreReadInAllTheirForms() {
        let file = source("Ledger", "// import Nothing\nimport Base\npublic import struct Text.Report\n@testable import ZeroMQ\nlet importance = 1")
        #expect(file.imports.map(\.module) == ["Base", "Text", "ZeroMQ"])
        #expect(file.imports.map(\.line) == [2, 3, 4])
        #expect(file.layer == 4 && file.module == "Ledger")
        #expect(SourceFile(path: "Daemons/huibao/main.swift", text: "").layer == 6)
        #expect(SourceFile(path: "Tests/BaseTests/A.swift", text: "").layer == nil)
    }

    @Test func upwardAndSidewardImportsAreBreaches() {
        #expect(Rules.layering(source("Ledger", "import Base\nimport Text\nimport Aggregation\nimport Glibc"), layers: layers) == [])
        #expect(Rules.layering(source("Ledger", "import Base\nimport Runtime"), layers: layers).map(\.line) == [2])
        #expect(Rules.layering(source("Ledger", "import Dialog"), layers: layers).count == 1)
        #expect(Rules.layering(source("Ledger", "import Alamofire"), layers: layers).count == 1)
    }

    @Test func cOutsideTheWrappersIsABreach() {
        #expect(Rules.cLibraries(source("Ledger", "import CZeroMQ"), layers: layers).count == 1)
        #expect(Rules.cLibraries(source("Dialog", "import CData"), layers: layers).count == 1)
        #expect(Rules.cLibraries(source("Extraction", "import CData"), layers: layers) == [])
        #expect(Rules.cLibraries(SourceFile(path: "Modules/2-Wrappers/ZeroMQ/A.swift", text: "import CZeroMQ"), layers: layers) == [])
    }

    @Test func pureModulesImportNoWrapperAndNoFoundation() {
        #expect(Rules.purity(source("Dialog", "import Base\nimport Text"), layers: layers) == [])
        for name in ["Foundation", "FoundationEssentials", "Glibc", "ZeroMQ"] {
            #expect(Rules.purity(source("Dialog", "import \(name)"), layers: layers).count == 1, "\(name)")
            #expect(Rules.purity(source("Ledger", "import \(name)"), layers: layers) == [], "\(name)")
        }
    }

    @Test func longSourcesAreBreachesUnlessDataTables() {
        let long = String(repeating: "let a = 1\n", count: 501)
        #expect(Rules.length(source("Ledger", long)).count == 1)
        #expect(Rules.length(source("Ledger", "let a = 1\n")) == [])
        #expect(Rules.length(source("Ledger", "// A data table: units.\n" + long)) == [])
        #expect(Rules.length(source("Ledger", "// A data table: units.\nfunc f() {}\n" + long)).count == 1)
    }

    @Test func undocumentedPublicDeclarationsAreBreaches() {
        let good = """
            /// A thing.
            public struct A {
                public var n: Int
                public let m = 1
                public init(n: Int) { self.n = n }
                /// Twice the number.
                @inlinable
                public var twice: Int { n * 2 }
                public var description: String { "A" }
                public var code: String { "a" }
                var hidden: Int { 0 }
            }
            public import Text
            extension A { }
            """
        #expect(Rules.documentation(source("Ledger", good), documented: ["code"]) == [])
        #expect(Rules.documentation(source("Ledger", good), documented: []).map(\.line) == [10])
        let bad = """
            public struct A {

                public var twice: Int { n * 2 }
                // No docstring.
                public static func f() {}
                public mutating func g() {}
                public enum B { case c }
            }
            """
        #expect(Rules.documentation(source("Ledger", bad), documented: []).map(\.line) == [1, 3, 5, 6, 7])
    }

    @Test func requirementsAreReadFromPublicProtocols() {
        let text = "public protocol P {\n    /// The code.\n    var code: String { get }\n    static func make(_ n: Int) -> Self\n}\nstruct A {\n    var other: Int\n}"
        #expect(Rules.requirements(source("Ledger", text)) == ["code", "make"])
    }

    @Test func theWallClockIsNoticed() {
        func breaches(_ path: String, _ text: String) -> Int { Rules.clocks(SourceFile(path: path, text: text)).count }
        #expect(breaches("Modules/4-Domain/Dialog/A.swift", "let a = WallClock.milliseconds()\nlet b = Date()\n// Date()") == 2)
        #expect(breaches("Modules/5-Runtime/Runtime/Log.swift", "let a = WallClock.milliseconds()") == 0)
    }
}
