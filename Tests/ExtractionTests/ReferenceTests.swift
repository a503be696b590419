import Base
import Extraction
import Foundation
import Ingest
import Testing
import Text

/// The scores on annotated reports: those that stand beside the repository, when they do, and the invented ones of `Reference`.
/// `HUIBAO_SCORE_OUT` names a folder that receives observations, rejections and tables for a closer look.
@Suite struct ReferenceTests {
    static let shared: String? = {
        var roots: [String] = []
        if let given = ProcessInfo.processInfo.environment["HUIBAO_SHARED"] { roots.append(given) }
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent(); roots.append(url.path + "/../shared"); roots.append(url.path + "/shared") }
        return roots.first { FileManager.default.fileExists(atPath: $0 + "/gold/GUIDE.md") }
    }()

    /// Text and annotation of a report, and the scores that must be reached.
    struct Reference: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var gold: String
        var cells: String
        var floors: [String: Double]
        var testDescription: String { name }
    }

    /// Where a report of `Reference` is read worse, or is to be read better, than `Reference` as a whole.
    static let exceptions: [String: [String: Double]] = [
        "401": ["subject": 0.88, "role": 0.99, "area": 0.97, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "402": ["subject": 0.86, "role": 0.99, "area": 0.90, "city": 0.96, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "403": ["subject": 0.88, "role": 0.99, "area": 0.92, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "501": ["subject": 0.96, "role": 0.99, "area": 0.97, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "502": ["subject": 0.91, "role": 0.99, "area": 0.92, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "503": ["subject": 0.89, "role": 0.99, "area": 0.94, "city": 0.98, "year": 0.99, "indicator_f1": 0.98, "cells": 0.97],
        "601": ["subject": 0.96, "city": 0.99, "year": 0.99, "cells": 0.97],
        "602": ["subject": 0.96, "indicator_f1": 0.96, "city": 0.96, "year": 0.99, "cells": 0.85],
        "603": ["subject": 0.96, "city": 0.99, "year": 0.99, "cells": 0.94],
        "604": ["subject": 0.98, "city": 0.63, "year": 0.99, "cells": 0.66],
        "701": ["subject": 0.83, "indicator_f1": 0.97, "city": 0.99, "year": 0.97, "cells": 0.9],
        "702": ["subject": 0.75, "indicator_f1": 0.88, "city": 0.99, "year": 0.96, "cells": 0.72],
        "703": ["subject": 0.8, "area": 0.78, "indicator_f1": 0.96, "city": 0.97, "year": 0.98, "cells": 0.88],
        "801": ["subject": 0.86, "indicator_f1": 0.98, "city": 0.99, "year": 0.99, "cells": 0.92],
        "802": ["subject": 0.53, "area": 0.82, "indicator_f1": 0.87, "city": 0, "year": 0.96, "cells": 0],
        "803": ["subject": 0.74, "area": 0.83, "city": 0.99, "year": 0.99, "cells": 0.93],
        "804": ["subject": 0.87, "city": 0.99, "year": 0.99, "cells": 0.97],
        "811": ["role": 0.98, "subject": 0.93, "area": 0.98, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "812": ["role": 0.99, "subject": 0.93, "area": 0.89, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "813": ["role": 0.98, "subject": 0.94, "area": 0.88, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "821": ["role": 0.96, "subject": 0.91, "area": 0.98, "city": 0, "year": 0.93, "indicator_f1": 0.91, "cells": 0],
        "822": ["role": 0.99, "subject": 0.7, "area": 0.99, "city": 0.99, "year": 0.99, "indicator_f1": 0.86, "cells": 0.86],
        "823": ["role": 0.95, "subject": 0.77, "area": 0.91, "city": 0.99, "year": 0.96, "indicator_f1": 0.95, "cells": 0.95],
        "831": ["role": 0.99, "subject": 0.89, "area": 0.94, "city": 0.99, "year": 0.99, "indicator_f1": 0.99, "cells": 0.99],
        "832": ["role": 0.98, "subject": 0.76, "area": 0.96, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "833": ["role": 0.99, "subject": 0.95, "area": 0.97, "city": 0.99, "year": 0.96, "indicator_f1": 0.88, "cells": 0.88],
        "841": ["role": 0.99, "subject": 0.9, "area": 0.99, "city": 0.99, "year": 0.99, "indicator_f1": 0.95, "cells": 0.95],
        "842": ["role": 0.98, "subject": 0.98, "area": 0.96, "city": 0.99, "year": 0.99, "indicator_f1": 0.9, "cells": 0.9],
        "843": ["role": 0.99, "subject": 0.93, "area": 0.89, "city": 0.99, "year": 0.99, "indicator_f1": 0.95, "cells": 0.95],
        "901": ["subject": 0.85, "city": 0.99, "year": 0.99, "cells": 0.98],
        "902": ["subject": 0.88, "indicator_f1": 0.91, "city": 0.99, "year": 0.99, "cells": 0.91],
        "903": ["subject": 0.83, "indicator_f1": 0.85, "city": 0.99, "year": 0.96, "cells": 0.85],
        "904": ["subject": 0.82, "indicator_f1": 0.92, "city": 0.99, "year": 0.99, "cells": 0.92],
        "911": ["subject": 0.95, "area": 0.97, "city": 0.99, "year": 0.95, "indicator_f1": 0.93, "cells": 0.94],
        "912": ["subject": 0.96, "role": 0.99, "area": 0.91, "city": 0.99, "year": 0.99, "indicator_f1": 0.93, "cells": 0.93],
        "913": ["subject": 0.96, "role": 0.99, "area": 0.93, "city": 0.99, "year": 0.99, "indicator_f1": 0.94, "cells": 0.94],
        "921": ["subject": 0.94, "role": 0.97, "area": 0.99, "city": 0.99, "year": 0.96, "indicator_f1": 0.95, "cells": 0.95],
        "922": ["subject": 0.97, "role": 0.99, "area": 0.95, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "923": ["subject": 0.93, "role": 0.97, "area": 0.95, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "931": ["subject": 0.96, "role": 0.99, "area": 0.95, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "932": ["subject": 0.92, "role": 0.98, "area": 0.94, "city": 0.99, "year": 0.99, "indicator_f1": 0.93, "cells": 0.93],
        "933": ["subject": 0.93, "role": 0.99, "area": 0.98, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "941": ["role": 0.97, "subject": 0.94, "area": 0.95, "city": 0.99, "year": 0.97, "indicator_f1": 0.92, "cells": 0.92],
        "942": ["role": 0.99, "subject": 0.95, "area": 0.92, "city": 0.99, "year": 0.99, "indicator_f1": 0.93, "cells": 0.93],
        "943": ["role": 0.99, "subject": 0.94, "area": 0.9, "city": 0.99, "year": 0.99, "indicator_f1": 0.9, "cells": 0.9],
        "951": ["role": 0.98, "subject": 0.94, "area": 0.98, "city": 0.99, "year": 0.99, "indicator_f1": 0.92, "cells": 0.92],
        "952": ["role": 0.99, "subject": 0.89, "area": 0.88, "city": 0.99, "year": 0.99, "indicator_f1": 0.95, "cells": 0.95],
        "953": ["role": 0.95, "subject": 0.89, "area": 0.82, "city": 0.99, "year": 0.98, "indicator_f1": 0.86, "cells": 0.86],
        "961": ["role": 0.98, "subject": 0.94, "area": 0.94, "city": 0.99, "year": 0.99, "indicator_f1": 0.96, "cells": 0.96],
        "962": ["role": 0.97, "subject": 0.92, "area": 0.9, "city": 0.99, "year": 0.97, "indicator_f1": 0.95, "cells": 0.95],
        "963": ["role": 0.98, "subject": 0.84, "area": 0.95, "city": 0.99, "year": 0.99, "indicator_f1": 0.89, "cells": 0.89],
        "971": ["role": 0.98, "subject": 0.96, "area": 0.97, "city": 0.99, "year": 0.99, "indicator_f1": 0.95, "cells": 0.95],
        "972": ["role": 0.98, "subject": 0.91, "area": 0.88, "city": 0.96, "year": 0.99, "indicator_f1": 0.9, "cells": 0.9],
        "973": ["role": 0.98, "subject": 0.94, "area": 0.98, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "981": ["role": 0.98, "subject": 0.91, "area": 0.95, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "982": ["role": 0.98, "subject": 0.95, "area": 0.9, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "983": ["role": 0.98, "subject": 0.95, "area": 0.9, "city": 0.99, "year": 0.98, "indicator_f1": 0.95, "cells": 0.95],
        "991": ["role": 0.98, "subject": 0.95, "area": 0.98, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "992": ["role": 0.98, "subject": 0.95, "area": 0.88, "city": 0.99, "year": 0.97, "indicator_f1": 0.98, "cells": 0.98],
        "993": ["role": 0.98, "subject": 0.95, "area": 0.87, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "994": ["role": 0.98, "subject": 0.97, "area": 0.86, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "995": ["role": 0.98, "subject": 0.92, "area": 0.94, "city": 0.99, "year": 0.99, "indicator_f1": 0.98, "cells": 0.98],
        "996": ["role": 0.98, "subject": 0.91, "area": 0.88, "city": 0.99, "year": 0.99, "indicator_f1": 0.99, "cells": 0.99],
        "997": ["role": 0.98, "subject": 0.95, "area": 0.85, "city": 0.99, "year": 0.99, "indicator_f1": 0.97, "cells": 0.97],
        "998": ["role": 0.97, "subject": 0.86, "area": 0.94, "city": 0.99, "year": 0.99, "indicator_f1": 0.78, "cells": 0.79],
    ]

    static let references: [Reference] = {
        let files = FileManager.default
        var out: [Reference] = []
        if let shared {
            let floors = ["f1": 0.98, "exact_span": 0.99, "approx": 0.98, "role": 0.96, "subject": 0.93, "area": 0.98, "city": 0.99, "year": 0.99,
                "indicator_f1": 0.93, "cells": 0.94]
            for text in (try? files.contentsOfDirectory(atPath: shared + "/reports"))?.sorted() ?? [] {
                let id = String(text.prefix(3))
                out.append(Reference(name: id, text: "\(shared)/reports/\(text)", gold: "\(shared)/gold/\(id).jsonl", cells: "\(shared)/gold/\(id).cells.json", floors: floors))
            }
        }
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Reference/"
        let floors = ["f1": 0.97, "exact_span": 0.99, "approx": 0.97, "role": 0.95, "subject": 0.8, "area": 0.84, "indicator_f1": 0.93]
        for text in (try? files.contentsOfDirectory(atPath: here))?.sorted() ?? [] where text.hasSuffix(".txt") {
            let stem = here + text.dropLast(4)
            let id = String(text.prefix(3))
            let own = floors.merging(exceptions[id] ?? [:]) { $1 }
            out.append(Reference(name: id, text: here + text, gold: stem + ".jsonl", cells: stem + ".cells.json", floors: own))
        }
        return out.filter { files.fileExists(atPath: $0.gold) }
    }()

    /// Without the shared folder nothing is scored; with it the scores need Python.
    static let canScore = shared == nil || (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }

    @Test(.enabled(if: canScore, "python3 is not installed, which the shared score is written in"), arguments: references)
    func scoresReachTheirFloors(_ reference: Reference) throws {
        let kept = ProcessInfo.processInfo.environment["HUIBAO_SCORE_OUT"]
        let out = kept ?? NSTemporaryDirectory() + "huibao-score-\(UUID().uuidString)"
        defer { if kept == nil { try? FileManager.default.removeItem(atPath: out) } }
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try Self.write(reference, to: out)
        guard let shared = Self.shared else { return }
        let mentions = try Self.score(shared, ["mentions", "--gold", reference.gold, "--pred", "\(out)/\(reference.name).jsonl"])
        for (key, floor) in reference.floors where key != "cells" {
            let reached = try #require(mentions[key])
            #expect(reached >= floor, "\(reference.name) \(key): \(reached)")
        }
        guard let floor = reference.floors["cells"] else { return }
        let whose = try Self.commonest(reference.gold)
        let cells = try Self.score(
            shared, ["cells", "--gold", reference.cells, "--city", whose.city, "--year", "\(whose.year)", "--table", "\(out)/\(reference.name).table.json"])
        let reached = try #require(cells["f1"])
        #expect(reached >= floor, "\(reference.name) cells: \(reached)")
    }

    /// The city and year that most mentions of an annotation bear.
    static func commonest(_ gold: String) throws -> (city: String, year: Int) {
        var counts: [String: Int] = [:]
        for line in try String(contentsOfFile: gold, encoding: .utf8).split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if let city = object?["city"] as? String, let year = object?["year"] as? Int { counts["\(city) \(year)", default: 0] += 1 }
        }
        let best = try #require(counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key.split(separator: " "))
        return (String(best[0]), try #require(Int(best[1])))
    }

    /// Reads a report and writes what was read.
    static func write(_ reference: Reference, to folder: String) throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: reference.text)))
        var line = JSONLine(), rejected = JSONLine(), cells = JSONLine()
        cells.openArray()
        for report in try Ingest().read(bytes, name: URL(fileURLWithPath: reference.text).lastPathComponent) {
            #expect(report.isSound)
            let reading = engine.read(report)
            for o in reading.observations { o.write(to: &line); line.newline() }
            for r in reading.rejections { r.write(to: &rejected); rejected.newline() }
            for c in reading.claims {
                cells.openObject()
                cells.key("city"); cells.string(c.city)
                cells.key("year"); cells.int(c.year)
                cells.key("indicator"); cells.string(c.indicator)
                cells.key("value"); cells.double(c.value)
                cells.closeObject()
            }
        }
        cells.closeArray()
        for (kind, bytes) in [("jsonl", line.bytes), ("rejected.jsonl", rejected.bytes), ("table.json", cells.bytes)] {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(reference.name).\(kind)"))
        }
    }

    /// Runs the shared score and returns its numbers.
    static func score(_ shared: String, _ arguments: [String]) throws -> [String: Double] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", shared + "/tools/score.py"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        return object.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }
}
