import Aggregation
import Base
import TestSupport
import Testing
import Text

@testable import Export

/// Every export that `huibao verify` reads gives back the numbers, and the proof that it carries.
@Suite struct ExportReaderTests {
    private let folder = TemporaryFolder()

    /// The samples with the documents' digests; the first one set by a person, the second beside a rejected claim.
    private var cells: [Cell] {
        var cells = Samples.cells + [Samples.derived]
        for index in cells.indices { cells[index].evidence[0].sha256 = String(repeating: "\(index)a", count: 32) }
        let set = Correction(
            .set, city: cells[0].city, year: cells[0].year, indicator: cells[0].indicator, value: 15000, anchor: Anchor(cells[0].evidence[0]),
            who: "周遥", why: "来函<更正>", day: "2022-03-01", number: 12)
        cells[0].corrections = [AppliedCorrection(entry: set, evidence: cells[0].evidence[0])]
        cells[0].evidence.insert(SetEvidence.of(set, unit: "人"), at: 0)
        cells[0].value = 15000
        cells[0].chosenBy = .set
        let reject = Correction(
            .reject, city: cells[1].city, year: cells[1].year, indicator: cells[1].indicator, anchor: Anchor(cells[2].evidence[0]), who: "周遥",
            why: "误植", number: 13)
        cells[1].corrections = [AppliedCorrection(entry: reject, evidence: cells[2].evidence[0])]
        return cells
    }

    private func bytes(_ make: (@escaping ByteSink) -> any TableWriter) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = make { bytes += $0 }
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        return bytes
    }

    private func expectAll(_ figures: [ExportedFigure], withUnits: Bool = true) {
        #expect(figures.count == cells.count)
        for cell in cells {
            guard let figure = figures.first(where: { $0.key == cell.key }) else {
                Issue.record("\(cell.key) is lost")
                continue
            }
            #expect(figure.value == cell.value)
            if withUnits { #expect(figure.high == cell.high && figure.unit == cell.unit) }
            if cell.chosenBy == .set {
                #expect(figure.setBy == 12 && figure.evidence == nil)
                continue
            }
            let (told, known) = (figure.evidence, cell.evidence[0])
            #expect(figure.setBy == nil && told?.sha256 == known.sha256 && told?.document == known.document && told?.because == known.because)
            #expect(told.map { [$0.report, $0.start, $0.end, $0.byteStart, $0.byteEnd] } == [0, 10, 16, 24, 34])
            #expect(told.map { Anchor.folded($0.quote) } == Anchor.folded(known.quote))
            // a CSV has the cell's number and not that which it was derived from
            #expect(told?.value == known.value || (cell.isDerived && told?.value == cell.value))
        }
    }

    @Test func textFormats() throws {
        let labels = Samples.labels
        for language in Language.allCases {
            let writers: [(ExportReader.Format, (@escaping ByteSink) -> any TableWriter)] = [
                (.csv, { LongTable(.csv, labels: labels, language: language, sink: $0) }),
                (.html, { HTMLTable(labels: labels, language: language, sink: $0) }),
                (.json, { JSONTable(asArray: true, sink: $0) }), (.jsonl, { JSONTable(asArray: false, sink: $0) }),
            ]
            for (format, make) in writers {
                let bytes = try bytes(make)
                #expect(ExportReader.format(of: "t.\(format.rawValue)", head: Array(bytes.prefix(64))) == format)
                // yuan in English is 元: the page shows the unit as people read it
                let withUnits = format != .html || language == .zh
                expectAll(try ExportReader.figures(bytes, format, path: "t", labels: labels), withUnits: withUnits)
            }
        }
    }

    @Test func workbooksAndDatabases() throws {
        for layout in [XLSXTable.Layout.long, .wide] {
            let path = folder.path + "/\(layout).xlsx"
            // three rows a sheet: the table goes on in the next
            let writer = try XLSXTable(path: path, layout: layout, labels: Samples.labels, language: .zh, rowLimit: 3)
            try writer.begin()
            for cell in cells { try writer.add(cell) }
            try writer.end()
            expectAll(try ExportReader.figures(path: path, .xlsx, labels: Samples.labels), withUnits: layout == .long)
        }
        let path = folder.path + "/t.db"
        let writer = try SQLiteTable(path: path, labels: Samples.labels)
        try writer.begin()
        for cell in cells { try writer.add(cell) }
        try writer.end()
        expectAll(try ExportReader.figures(path: path, .sqlite, labels: Samples.labels))
        // also what was corrected comes back whole
        #expect(try SQLiteTableReader.cells(path: path).map(\.corrections) == cells.map(\.corrections))
    }

    @Test func aWideCSVHasNumbersAlone() throws {
        let bytes = try bytes { WideTable(.csv, labels: Samples.labels, language: .zh, sink: $0) }
        let figures = try ExportReader.figures(bytes, .csv, path: "t.csv", labels: Samples.labels)
        #expect(Set(figures.map(\.key)) == Set(cells.map(\.key)) && figures.allSatisfy { $0.evidence == nil })
        #expect(figures.first { $0.indicator == "org.rate" }?.value == 98.5)
    }

    @Test func whatCannotBeReadIsToldWithItsPlace() throws {
        let csv = String(decoding: try bytes { LongTable(.csv, labels: Samples.labels, language: .zh, sink: $0) }, as: UTF8.self)
        let broken = csv.replacing("15000,", with: "一万五,", maxReplacements: 1)
        let error = #expect(throws: ExportError.self) { try ExportReader.figures(Array(broken.utf8), .csv, path: "t.csv", labels: Samples.labels) }
        #expect(error?.detail.contains("第2行") == true && error?.detail.contains("一万五") == true)
        for (bytes, format) in [(Array("[{".utf8), ExportReader.Format.json), (Array("<html>".utf8), .html), (Array("[{".utf8), .jsonl)] {
            #expect(throws: ExportError.self) { try ExportReader.figures(bytes, format, path: "t", labels: Samples.labels) }
        }
        #expect(ExportReader.format(of: "notes.txt", head: Array("随笔".utf8)) == nil)
    }
}
