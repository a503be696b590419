/// What a folded scalar is to the scanner. One byte a scalar, looked up in a table that is built once.
enum CharacterClass {
    static let other: UInt8 = 0
    /// 0–9, after folding of full-width digits.
    static let digit: UInt8 = 1
    /// 零〇一二两三…九, 廿, 卅 and what folds to them.
    static let chineseDigit: UInt8 = 2
    /// 十百千万亿.
    static let magnitude: UInt8 = 3
    static let latin: UInt8 = 4
    static let space: UInt8 = 5
    static let lineFeed: UInt8 = 6
    /// ， and ,
    static let comma: UInt8 = 7
    /// 、
    static let pause: UInt8 = 8
    static let semicolon: UInt8 = 9
    /// 。！？
    static let stop: UInt8 = 10
    static let colon: UInt8 = 11
    static let openQuote: UInt8 = 12
    static let closeQuote: UInt8 = 13
    static let openParenthesis: UInt8 = 14
    static let closeParenthesis: UInt8 = 15
    /// - – — ~
    static let dash: UInt8 = 16
    static let dot: UInt8 = 17
    static let middleDot: UInt8 = 18
    static let mark: UInt8 = 19
    static let ideograph: UInt8 = 20
    /// 《〈
    static let openTitle: UInt8 = 21
    static let closeTitle: UInt8 = 22

    /// Classes of the basic plane, by folded scalar.
    static let table: [UInt8] = {
        var t = [UInt8](repeating: other, count: 65536)
        for c in 0x3400...0x9FFF { t[c] = ideograph }
        for c in 0x21...0x2F { t[c] = mark }
        for c in 0x3A...0x40 { t[c] = mark }
        for c in 0x5B...0x60 { t[c] = mark }
        for c in 0x7B...0x7E { t[c] = mark }
        for c in 0x2010...0x2060 { t[c] = mark }
        for c in 0x3001...0x3020 { t[c] = mark }
        for c in 0x30...0x39 { t[c] = digit }
        for c in 0x41...0x5A { t[c] = latin }
        for c in 0x61...0x7A { t[c] = latin }
        func put(_ s: String, _ k: UInt8) { for u in s.unicodeScalars where u.value < 65536 { t[Int(u.value)] = k } }
        put("零〇一二两三四五六七八九廿卅", chineseDigit)
        put("十百千万亿", magnitude)
        put(" \t", space)
        put("\n\r", lineFeed)
        put("，,", comma)
        put("、", pause)
        put(";；", semicolon)
        put("。！？!?…", stop)
        put(":：", colon)
        put("“「『‘", openQuote)
        put("”」』’", closeQuote)
        put("(〔[【", openParenthesis)
        put(")〕]】", closeParenthesis)
        put("-–—~〜―", dash)
        put(".", dot)
        put("·•・", middleDot)
        put("《〈", openTitle)
        put("》〉", closeTitle)
        return t
    }()
}

/// Folding of scalars before anything looks at them: full-width forms, traditional and financial numerals, traditional
/// characters of the field's words. The comma `，` stays apart from `,`, which may separate thousands.
enum Fold {
    static let table: [UInt16] = {
        var t = [UInt16](repeating: 0, count: 65536)
        for c in 0..<65536 { t[c] = UInt16(c) }
        for c in 0xFF01...0xFF5E where c != 0xFF0C { t[c] = UInt16(c - 0xFEE0) }
        for c in [0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0xFEFF] { t[c] = 0x20 }
        t[0xFFE5] = 0xA5
        let pairs = """
            萬万 億亿 兩两 倆两 ○零 Ｏ零
            會会 員员 個个 戶户 場场 項项 條条 張张 對对 務务 幫帮 困困 難难 職职 業业 組组 織织 農农 貨货 車车 機机 發发 資资 補补 貼贴 醫医 療疗
            療疗 養养 體体 檢检 險险 參参 與与 訓训 幹干 領领 術术 競竞 賽赛 勞劳 動动 師师 創创 憲宪 長长 數数 據据 庫库 網网 絡络 門门 達达 約约 餘余
            過过 萬万 幾几 還还 間间 時时 為为 從从 將将 來来 億亿 點点 節节 實实 現现 關关 愛爱 衛卫 獲获 獎奖 單单 證证 驗验 級级 點点 戰战
            總总 計计 劃划 標标 處处 區区 縣县 鎮镇 鄉乡 產产 導导 動动 電电 聯联 營营 鵲鹊 橋桥 書书 負负 貫贯 諮咨 詢询 調调 協协 簽签 訂订 積积 極极
            """
        for pair in pairs.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let s = Array(pair.unicodeScalars)
            if s.count == 2, s[0].value < 65536, s[1].value < 65536 { t[Int(s[0].value)] = UInt16(s[1].value) }
        }
        return t
    }()
}
