/// Invented cities, two syllables long and then three, each with a dozen years: enough for every document to have a place and a year
/// of its own.
struct PlaceNames: Sendable {
    /// Two-syllable names, without `市`; real cities are left out.
    private let names: [String]
    private static let firstYear = 2012
    private static let years = 12

    init() {
        var names: [String] = []
        for first in Self.first {
            for second in Self.second where !Self.taken.contains(first + second) { names.append(first + second) }
        }
        self.names = names
    }

    /// How many distinct pairs of city and year there are.
    var capacity: Int { names.count * Self.years * (Self.middle.count + 1) }

    /// The city (with `市`) and year of a number; two numbers below `capacity` never share both.
    func place(_ number: Int) -> (city: String, year: Int) {
        let block = names.count * Self.years
        let turn = (number / block) % (Self.middle.count + 1)
        // The multiplier is a prime above every block size, so this is a permutation of the block: neighbours lie far apart.
        let scattered = ((number % block) * 1_000_003 + 77_777) % block
        let name = names[scattered / Self.years]
        let year = Self.firstYear + scattered % Self.years
        guard turn > 0, let head = name.first, let tail = name.last else { return (name + "市", year) }
        return ("\(head)\(Self.middle[turn - 1])\(tail)市", year)
    }

    private static let first = syllables(
        "青云临松安白东石丹苍玉锦翠碧紫朱墨银龙凤鹤鹿雁鸿麟竹梅兰桂柳枫桐杉荷菊萍霜雪露虹霞星曙晴岚澄清沁淳瑞祥嘉景昭旭砚琴棠榆槐葵蓝橙")
    private static let middle = syllables("溪林山河沙峰岩泉云石松竹柳梅荷")
    private static let second = syllables(
        "岭泽湖浦澜塔渡屏溪川峰岗原坪洲湾港桥陵坝台门关林泉潭池涧源河江海津阳丘坡崖岩峪谷甸堰塘渚汀滨沙墩亭苑庄营屯集驿垣矶岬滩")
    /// Combinations that are names of real cities, and the cities of the samples.
    private static let taken: Set<String> = [
        "青岭", "云泽", "临湖", "松浦", "安澜", "白塔", "东渡", "龙岩", "玉林", "青川", "兰坪",
        "白山", "临江", "临海", "丹阳", "龙泉", "龙港", "安阳", "安丘", "清河", "兰溪", "景泰", "瑞安", "桂林", "桂阳", "桐乡", "东台", "东阳",
        "东港", "东营", "东海", "龙海", "龙江", "凤台", "临泽", "石门", "石林", "白河", "云阳", "松原", "松江", "松滋", "青阳", "青河", "青海",
        "清原", "清源", "清苑", "祥云", "嘉峪", "安溪", "安源", "紫阳", "银川", "柳河", "柳江", "榆林", "丹江", "玉泉", "玉门", "玉溪", "锦江",
        "鹤岗", "鹤峰", "虹桥", "晴隆", "瑞金", "景谷", "旭阳", "兰陵", "蓝山", "荷塘", "梅河", "云林", "竹溪", "紫金", "龙门", "龙川", "龙潭",
        "龙湖", "凤阳", "凤泉", "东源", "东河", "东湖", "石台", "安塞", "霞浦", "雪浪", "星子", "梅江", "桂东", "安泽", "白沙", "青岩", "翠屏",
        "碧江", "松溪", "石泉", "石河", "临潭", "丹棱", "朱家", "清江",
    ]

    private static func syllables(_ text: String) -> [String] { text.map { String($0) } }
}
