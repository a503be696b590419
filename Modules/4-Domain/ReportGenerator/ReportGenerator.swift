import Base

/// Makes any number of invented work reports whose true cells are known, for load and for correctness at scale.
///
/// Document `i` depends on the seed, the options and `i` alone, so any of them can be made again anywhere, in any order. All names,
/// sentences and figures are invented. A value; safe to share between threads.
///
/// ```
/// index ─► place and year ─► figures (drawn when a sentence asks) ─► paragraphs ─► layout ─► encoding
/// ```
public struct ReportGenerator: Sendable {
    /// How the documents shall look.
    public struct Options: Sendable {
        /// Plain documents for load alone: UTF-8, one line a paragraph, exact figures in ASCII digits, no furniture.
        public var clean: Bool
        /// Hardly a sentence without a figure, so that the reports hold more than twice as many numerals a thousand bytes as real ones, which
        /// have about twelve; without it they hold as many as those.
        public var dense: Bool
        /// When set to n > 1, every n-th document (index n - 1, 2n - 1, …) reports other figures about the city and year of the document
        /// before it; nil for a place and year of its own for each.
        public var clashEvery: Int?
        /// Encodes a text as GB18030, nil where it cannot; without it no document is in GB18030.
        public var gb18030: (@Sendable (String) -> [UInt8]?)?

        /// The usual mixture, as dense as real reports, or plain documents.
        public init(clean: Bool = false, dense: Bool = false, clashEvery: Int? = nil, gb18030: (@Sendable (String) -> [UInt8]?)? = nil) {
            self.clean = clean
            self.dense = dense
            self.clashEvery = clashEvery
            self.gb18030 = gb18030
        }
    }

    private let seed: UInt64
    private let options: Options
    private let places = PlaceNames()
    private let library = TemplateLibrary()

    /// A generator; equal seeds and options give equal documents.
    public init(seed: UInt64, options: Options = Options()) {
        self.seed = seed
        self.options = options
    }

    /// How many documents can have a city and year of their own; beyond it they repeat.
    public var distinctPlaces: Int { places.capacity }

    /// Document `index`, counted from 0. A negative index is the caller's error and traps.
    public func document(_ index: Int) -> GeneratedDocument {
        precondition(index >= 0, "documents are counted from 0")
        var random = SplitMix64(seed: seed, index: UInt64(index))
        let (city, year) = places.place(placeNumber(index))
        let figures = Figures(seed: random.next(), clean: options.clean)
        var writer = Writer(city: city, year: year, figures: figures, random: SplitMix64(seed: random.next()))
        let paragraphs = Composer(library: library, clean: options.clean, dense: options.dense).compose(&writer)
        let layout = options.clean ? Layout.plain : random.pick([.plain, .newspaper, .newspaper, .newspaper, .columns, .web])
        let captions = layout == .web ? [writer.paragraph(.caption, library.captions)] : []
        let text = layout.lay(paragraphs, captions: captions, &random)
        let (bytes, encoding) = encode(text, asWebPage: layout == .web, &random)
        return GeneratedDocument(
            name: name(index, city, year, layout == .web ? "html" : "txt"), bytes: bytes, encoding: encoding, city: city, year: year,
            truth: writer.figures.truth(city: city, year: year))
    }

    /// The number of the place: the index, or the one before where the two shall clash.
    private func placeNumber(_ index: Int) -> Int {
        guard let every = options.clashEvery, every > 1, index % every == every - 1 else { return index }
        return index - 1
    }

    private func name(_ index: Int, _ city: String, _ year: Int, _ suffix: String) -> String {
        let digits = String(index)
        return "gen-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)-\(city)-\(year).\(suffix)"
    }

    /// Web pages declare UTF-8 and stay so; of the others one in twenty is GB18030 and one in twenty UTF-16.
    private func encode(
        _ text: [UInt8], asWebPage: Bool, _ random: inout SplitMix64
    ) -> (bytes: [UInt8], encoding: GeneratedDocument.Encoding) {
        let draw = random.below(100)
        guard !options.clean, !asWebPage, draw < 10 else { return (text, .utf8) }
        let string = String(decoding: text, as: UTF8.self)
        if draw < 5 {
            guard let encoded = options.gb18030?(string) else { return (text, .utf8) }
            return (encoded, .gb18030)
        }
        let little = draw < 8
        var bytes: [UInt8] = little ? [0xFF, 0xFE] : [0xFE, 0xFF]
        bytes.reserveCapacity(2 + string.utf16.count * 2)
        for unit in string.utf16 {
            let low = UInt8(truncatingIfNeeded: unit)
            let high = UInt8(truncatingIfNeeded: unit >> 8)
            bytes.append(little ? low : high)
            bytes.append(little ? high : low)
        }
        return (bytes, little ? .utf16LittleEndian : .utf16BigEndian)
    }
}
