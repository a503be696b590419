import Text

/// A city, county, prefecture or province.
struct Place: Hashable, Sendable {
    /// With its suffix: `池州市`, `含山县`, `安徽省`.
    var name: String
    /// The province, where the table knows it.
    var province: String?

    /// Whether it is a city, a prefecture or a league, and neither a county nor a province.
    var isCity: Bool { name.hasSuffix("市") || name.hasSuffix("州") || name.hasSuffix("盟") || name.hasSuffix("地区") }
}

/// The table, ready for looking up.
struct Gazetteer: Sendable {
    /// Built once; everybody shares it.
    static let shared = Gazetteer()

    /// Cities by the packed scalars of the name without 市.
    private let cities: [UInt64: Place]
    /// Prefectures and leagues, whose names end otherwise, by full name.
    let prefectures: [Place]
    /// Provinces by full name, and the short name that people use.
    let provinces: [(short: String, place: Place)]
    /// Their names in the same order, for looking at places of a text.
    let provinceNames: WordList
    let shortNames: WordList

    private init() {
        var cities: [UInt64: Place] = [:]
        var prefectures: [Place] = []
        var provinces: [(short: String, place: Place)] = []
        for (name, places) in PlaceTable.provinces {
            let province = Place(name: name, province: name)
            if name.hasSuffix("市") {
                cities[NameKey.pack(name.dropLast())] = province
            } else {
                provinces.append((short: Gazetteer.short(name), place: province))
            }
            for place in places.split(separator: " ") {
                if ["州", "盟", "区"].contains(where: { place.hasSuffix($0) }), place.count > 2, !["德州", "福州"].contains(place),
                    isPrefecture(place)
                {
                    prefectures.append(Place(name: String(place), province: name))
                } else {
                    cities[NameKey.pack(place)] = Place(name: place + "市", province: name)
                }
            }
        }
        self.cities = cities
        self.prefectures = prefectures
        self.provinces = provinces
        provinceNames = WordList(provinces.map(\.place.name))
        shortNames = WordList(provinces.map(\.short))
        func isPrefecture(_ s: Substring) -> Bool { s.hasSuffix("自治州") || s.hasSuffix("盟") || s.hasSuffix("地区") }
    }

    /// The city whose name without 市 is packed in `key`.
    func city(_ key: UInt64) -> Place? { cities[key] }

    /// The province whose short name ends at an offset of a text.
    func province(_ s: Span<UInt8>, endingAt end: Int, notBefore: Int) -> Place? {
        shortNames.word(endingAt: end, in: s, from: notBefore).map { provinces[$0].place }
    }

    /// The province whose full name ends at an offset of a text.
    func province(_ s: Span<UInt8>, named end: Int, notBefore: Int) -> Place? {
        provinceNames.word(endingAt: end, in: s, from: notBefore).map { provinces[$0].place }
    }

    /// 湖北 of 湖北省.
    static func short(_ name: String) -> String {
        for suffix in ["壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省"] where name.hasSuffix(suffix) {
            return String(name.dropLast(suffix.count))
        }
        return name
    }
}

/// Names of up to four ideographs packed into one integer, the last one lowest.
enum NameKey {
    static func pack(_ text: some StringProtocol) -> UInt64 {
        var key: UInt64 = 0
        for s in text.unicodeScalars { key = key << 16 | UInt64(s.value & 0xFFFF) }
        return key
    }

    /// Two ideographs as a key.
    @inline(__always)
    static func pair(_ first: Scalar, _ second: Scalar) -> UInt64 { UInt64(first & 0xFFFF) << 16 | UInt64(second & 0xFFFF) }

    /// The last `count` ideographs of a key.
    @inline(__always)
    static func suffix(_ key: UInt64, _ count: Int) -> UInt64 { count >= 4 ? key : key & ((1 << UInt64(16 * count)) - 1) }

    static func text(_ key: UInt64) -> String {
        var out = ""
        for shift in [48, 32, 16, 0] as [UInt64] {
            let value = UInt32(key >> shift & 0xFFFF)
            if value != 0, let s = Unicode.Scalar(value) { out.unicodeScalars.append(s) }
        }
        return out
    }
}
