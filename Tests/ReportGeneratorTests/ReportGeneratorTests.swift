import Base
import Testing
import Text

@testable import ReportGenerator

/// The text of a generated document, decoded as it says; GB18030 is stood in for by a byte in front of UTF-8.
private func decode(_ document: GeneratedDocument) -> String? {
    switch document.encoding {
    case .utf8: return String(validating: document.bytes, as: UTF8.self)
    case .gb18030: return String(validating: document.bytes.dropFirst(), as: UTF8.self)
    case .utf16LittleEndian, .utf16BigEndian:
        let little = document.encoding == .utf16LittleEndian
        guard document.bytes.count % 2 == 0, document.bytes.starts(with: little ? [0xFF, 0xFE] : [0xFE, 0xFF]) else { return nil }
        let units = stride(from: 2, to: document.bytes.count, by: 2).map { at in
            let (a, b) = (UInt16(document.bytes[at]), UInt16(document.bytes[at + 1]))
            return little ? a | b << 8 : a << 8 | b
        }
        return String(validating: units, as: UTF16.self)
    }
}

private func withoutSpace(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace { scalars.append(scalar) }
    return String(scalars)
}

private func standIn(_ text: String) -> [UInt8] { [0x80] + Array(text.utf8) }

@Suite struct ReportGeneratorTests {
    @Test func sameSeedGivesTheSameDocumentsInAnyOrder() {
        let one = ReportGenerator(seed: 7)
        let forwards = (0..<60).map { one.document($0) }
        let two = ReportGenerator(seed: 7)
        for index in (0..<60).reversed() { #expect(two.document(index) == forwards[index]) }
        let other = ReportGenerator(seed: 8)
        #expect((0..<60).allSatisfy { other.document($0).bytes != forwards[$0].bytes })
    }

    @Test func everyDocumentHasANameAndAPlaceOfItsOwn() {
        let generator = ReportGenerator(seed: 1)
        #expect(generator.distinctPlaces > 400_000)
        let places = PlaceNames()
        var seen = Set<String>()
        // Across the seam from two syllables to three.
        let seam = generator.distinctPlaces / 16
        for number in Array(0..<20_000) + Array(seam - 2000..<seam + 2000) {
            let (city, year) = places.place(number)
            #expect(city.hasSuffix("市"))
            #expect(seen.insert("\(city)\(year)").inserted, "place \(number) repeats \(city) \(year)")
        }
        let names = Set((0..<500).map { generator.document($0).name })
        #expect(names.count == 500)
    }

    @Test func truthStandsInTheText() throws {
        let generator = ReportGenerator(seed: 42, options: .init(gb18030: standIn))
        for index in 0..<300 {
            let document = generator.document(index)
            let text = withoutSpace(try #require(decode(document), "\(document.name) does not decode as \(document.encoding)"))
            #expect(text.contains(document.city))
            #expect(text.contains(String(document.year)))
            #expect(document.truth.count >= 5, "\(document.name) tells only \(document.truth.count) cells")
            for cell in document.truth {
                #expect(text.contains(cell.quote), "\(document.name): \(cell.indicator) \(cell.quote)")
                #expect(cell.city == document.city && cell.year == document.year)
            }
            #expect(Set(document.truth.map(\.indicator)).count == document.truth.count)
        }
    }

    @Test func documentsAreOfNewspaperLengthAndVaried() {
        let generator = ReportGenerator(seed: 3, options: .init(gb18030: standIn))
        let documents = (0..<400).map { generator.document($0) }
        let mean = documents.map(\.bytes.count).reduce(0, +) / documents.count
        #expect((3000...10_000).contains(mean), "mean \(mean) bytes")
        #expect(Set(documents.map(\.encoding)) == Set(GeneratedDocument.Encoding.allCases))
        #expect(documents.contains { $0.name.hasSuffix(".html") })
        let told = Set(documents.flatMap { $0.truth.map(\.indicator) })
        #expect(told.count == Indicator.all.count, "never told: \(Set(Indicator.all.map(\.code)).subtracting(told))")
        let approximations = Set(documents.flatMap { $0.truth.map(\.approximation) })
        #expect(approximations.isSuperset(of: [.exact, .about, .atLeast]))
    }

    @Test func partsStayBelowTheirWhole() throws {
        let generator = ReportGenerator(seed: 5)
        for index in 0..<300 {
            let cells = Dictionary(uniqueKeysWithValues: generator.document(index).truth.map { ($0.indicator, $0.value) })
            for indicator in Indicator.all {
                guard let part = indicator.partOf, let a = cells[indicator.code], let b = cells[part.whole] else { continue }
                #expect(a < b, "\(indicator.code) \(a) of \(part.whole) \(b)")
            }
            if let rate = cells["mutual.payout_rate"], let premium = cells["mutual.premium"], let payout = cells["mutual.payout"] {
                #expect(abs(payout / premium * 100 - rate) <= 0.05 + 1e-9)
            }
        }
    }

    @Test func cleanDocumentsArePlain() throws {
        let generator = ReportGenerator(seed: 9, options: .init(clean: true, gb18030: standIn))
        for index in 0..<100 {
            let document = generator.document(index)
            #expect(document.encoding == .utf8 && document.name.hasSuffix(".txt"))
            let text = try #require(decode(document))
            for cell in document.truth {
                #expect(cell.approximation == .exact)
                #expect(text.contains(cell.quote))
            }
        }
    }

    @Test func proseThinsTheFiguresOut() {
        let dense = ReportGenerator(seed: 5, options: .init(dense: true))
        let usual = ReportGenerator(seed: 5)
        func density(_ generator: ReportGenerator) -> Double {
            var digits = 0, bytes = 0
            for index in 0..<40 {
                let text = decode(generator.document(index)) ?? ""
                bytes += text.utf8.count
                var isWithin = false
                for scalar in text.unicodeScalars {
                    let isDigit = scalar.properties.numericType == .decimal
                    if isDigit, !isWithin { digits += 1 }
                    isWithin = isDigit
                }
            }
            return Double(digits) * 1000 / Double(bytes)
        }
        // real reports hold 11 to 13 a thousand bytes
        #expect(density(usual) < density(dense) * 0.6)
        #expect((9..<15).contains(density(usual)))
        for sentence in Prose.sentences { #expect(!sentence.unicodeScalars.contains { $0.properties.numericType == .decimal }) }
    }

    @Test func clashesShareAPlaceAndDiffer() {
        let generator = ReportGenerator(seed: 11, options: .init(clean: true, clashEvery: 4))
        for index in 0..<40 {
            let (a, b) = (generator.document(index), generator.document(index + 1))
            let samePlace = a.city == b.city && a.year == b.year
            #expect(samePlace == (index % 4 == 2), "documents \(index) and \(index + 1)")
            if samePlace { #expect(a.truth != b.truth) }
        }
    }
}

@Suite struct NumeralTests {
    /// What a written numeral says, for the forms that the generator writes.
    private func reading(_ numeral: String) -> Double? {
        var text = ""
        var scale = 1.0
        for scalar in numeral.unicodeScalars {
            switch scalar {
            case "万": scale = 10_000
            case ",", "余", "多": continue
            case "\u{FF10}"..."\u{FF19}": text += String(scalar.value - 0xFF10)
            default: text.unicodeScalars.append(scalar)
            }
        }
        let chinese = ["三", "四", "五", "六", "七", "八", "九", "十"] + ["一", "二", "三", "四", "五", "六", "七", "八", "九"].map { "十" + $0 }
        if let at = chinese.firstIndex(of: text) { return Double(at + 3) }
        return Double(text).map { $0 * scale }
    }

    @Test func writtenNumeralsSayTheAmount() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<5000 {
            let amount = random.within(1...120_000)
            let count = Numeral.count(amount, clean: false, &random)
            let said = try #require(reading(count.numeral), "\(count.numeral)")
            #expect(abs(said - Double(count.amount)) < 0.001, "\(count.numeral) for \(count.amount)")
            #expect(abs(count.amount - amount) * 10 <= amount || amount < 100)
            let money = Numeral.money(amount * 97, clean: false, &random)
            let paid = try #require(reading(money.numeral), "\(money.numeral)")
            #expect(abs(paid - Double(money.amount)) < 0.001, "\(money.numeral) for \(money.amount)")
        }
    }
}

@Suite struct LayoutTests {
    @Test func headingsAreDoubledRunByRun() {
        #expect(String(decoding: Layout.doubled(Array("回首2022".utf8)), as: UTF8.self) == "回首回首20222022")
        #expect(String(decoding: Layout.doubled(Array("建设“四个年”建设".utf8)), as: UTF8.self) == "建设建设““四个年四个年””建设建设")
    }

    @Test func linesBreakBesideNumbersNotWithin() {
        var out: [UInt8] = []
        Wrap(width: 4, blankLines: true, spaced: true).wrap(Array("新增会员14863人，好。".utf8), into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "新增会员\n\n14863人，\n\n好。\n\n")
        out = []
        Wrap(width: 3, blankLines: false, spaced: true).wrap(Array("新增14863人".utf8), into: &out)
        #expect(String(decoding: out, as: UTF8.self) == "新增 14863\n人\n")
    }
}
