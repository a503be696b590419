import Testing

@Suite struct ArchitectureTests {
    let tree: SourceTree
    let layers: [String: Int]

    init() throws {
        tree = try SourceTree()
        layers = tree.layers()
    }

    @Test func topLevelIsTheAgreedOne() {
        let agreed: Set<String> = ["Package.swift", "Package.resolved", "Modules", "Daemons", "Tests", "Deploy", "README.md", "LICENSE"]
        #expect(Set(tree.topLevel).subtracting(agreed).isEmpty)
        #expect(Set(tree.topLevel).isSuperset(of: ["Package.swift", "Modules", "Daemons", "Tests", "Deploy"]))
    }

    @Test func everyModuleStandsInALayer() {
        #expect(layers.count > 20)
        for (module, layer) in ["CZeroMQ": 0, "CData": 0, "Base": 1, "ZeroMQ": 2, "Text": 3, "Ledger": 4, "Workers": 5, "huibao": 6] {
            #expect(layers[module] == layer, "\(module)")
        }
    }

    @Test func importsRunDownwards() { expectNone { Rules.layering($0, layers: layers) } }

    @Test func onlyWrappersSeeC() { expectNone { Rules.cLibraries($0, layers: layers) } }

    @Test func pureModulesDoNoInputOrOutput() { expectNone { Rules.purity($0, layers: layers) } }

    @Test func theWallClockIsForPeopleAlone() { expectNone(Rules.clocks) }

    @Test func sourcesAreShort() { expectNone(Rules.length) }

    @Test func publicDeclarationsAreDocumented() {
        let documented = tree.sources.reduce(into: Set<String>()) { $0.formUnion(Rules.requirements($1)) }
        #expect(documented.isSuperset(of: ["code", "message", "advice"]))
        expectNone { Rules.documentation($0, documented: documented) }
    }

    /// What the manifest allows is held to the same rules as the imports: a dependency on a higher layer is a breach even unused.
    @Test func manifestDependenciesRunDownwards() throws {
        var modules = 0
        for (number, line) in tree.package.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let strings = line.prefix(upTo: line.firstRange(of: "beside:")?.lowerBound ?? line.endIndex).split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            guard line.contains("module(\""), let layer = strings.first?.split(separator: "-").first.flatMap({ Int($0) }), strings.count > 1 else { continue }
            modules += 1
            let imports = strings.dropFirst(2).map { "import \($0)" }.joined(separator: "\n")
            let file = SourceFile(path: "Modules/\(strings[0])/\(strings[1])/Package.swift", text: imports)
            #expect(file.layer == layer)
            #expect(Rules.layering(file, layers: layers) == [], "Package.swift:\(number + 1)")
            #expect(Rules.cLibraries(file, layers: layers) == [], "Package.swift:\(number + 1)")
        }
        #expect(modules >= 15)
    }

    private func expectNone(_ rule: (SourceFile) -> [Breach], sourceLocation: SourceLocation = #_sourceLocation) {
        let breaches = tree.sources.flatMap(rule)
        #expect(breaches.isEmpty, "\(breaches.map(\.description).joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}
