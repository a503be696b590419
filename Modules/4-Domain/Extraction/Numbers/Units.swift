/// The units and classifiers, by kind. Data: a word belongs to the first list that names it.
enum UnitKind: UInt8, Sendable {
    /// 个, 名, 人次: counts of things.
    case classifier
    /// 元 and other money.
    case money
    /// %, 成, 折, ‰.
    case ratio
    /// 个百分点, 倍, 番: measures of change.
    case change
    /// 平方米, 公里: measures.
    case measure
    /// 天, 小时: lengths of time.
    case duration
    /// 年, 月, 日, 号: dates, never a quantity.
    case date
    /// 级, 届, 部门: words that make the number a name or leave it without a classifier.
    case none
}

enum Units {
    static let lists: [(UnitKind, String)] = [
        (.ratio, "% ‰ ‱ 成 折"),
        (.change, "个百分点 百分点 个点 倍 番"),
        (.money, "元 元钱 元整 元人民币 块 块钱 角 毛钱 分钱 美元 欧元 港元 港币 日元 英镑 人民币 美金 韩元 卢布 新台币 澳元 加元 瑞士法郎 圆 圆整 圆人民币 元圆 日圆 欧 台币 泰铢 美分 奈拉 卢比 新加坡元 新元 澳门元 瑞郎 法郎 马克 比索 林吉特 越南盾 里亚尔 韩币 日币 澳币 加币"),
        (
            .classifier,
            """
            个 名 人 家 户 项 场 次 件 条 份 张 对 篇 期 所 位 部 幅 台 套 支 批 册 本 列 间 处 座 辆 艘 架 只 头 匹 棵 株 片 面 枚 颗 粒 根 枝 把
            箱 袋 瓶 盒 包 桶 罐 副 双 组 队 班 门 课 节 首 曲 集 起 宗 例 桩 笔 单 票 则 封 句 字 页 卷 轮 回 趟 遍 步 局 类 种 款 组次 堂 盘 顶 床
            人次 场次 件次 户次 家次 批次 班次 车次 轮次 项次 例次 台次 个次 条次 篇次 期次 份次 架次 课次 户数 名次 人份
            个人次 站 站点 口 尾 束 顿 餐 杯 碗 枝 扇 面 幢 栋 盏 窝 岗位 席 封 讲 版次 频次 点位 床位 家门店 支队 株次 刊 点击 人头 例次 组数 桌 拨
            """
        ),
        (
            .measure,
            """
            平方米 平方公里 平方千米 平米 公里 千米 米 厘米 毫米 吨 公斤 千克 克 斤 亩 公顷 立方米 升 毫升 度 千瓦 千瓦时 兆瓦 瓦 摄氏度 华氏度 ℃ ℉ 公分 英寸 英尺 英里 英亩 微米 纳米 平方厘米 立方厘米 立方分米 毫克 微克 大卡 千卡 卡路里 千帕 兆帕 千伏 千赫 兆赫 兆赫兹 千赫兹 赫兹 比特 千字节 兆字节 吉字节 ㎡ ㎏ ㎝ 分 海里 字节 兆
            TB GB MB KB kg km cm mm kW MW kWh KG KM CM MM m mL ml mg
            """
        ),
        (.duration, "天 小时 分钟 秒 秒钟 工作日 个工作日 个小时 学时 课时 个课时 个学时 工时 人天 岁 周岁 个星期 个周 个月 个季度 个年头"),
        (.date, "年 年度 年来 月 月份 日 号 时 点 点钟 世纪 年代 年代初 周年 周 星期 季度 年级 年期 月底 月初 月末 月中 年底 年初 年末 日报 日晚 日上午 日下午 时许 时整"),
        (.none, "级 届 部门 大 等奖 方面 号线 号文 型 代 线 流 会 优 化 心 式 观 方 品 省 市 县 区 国 州 地 员工 名誉 家庭 人才 个性 条例 本部 部委 部署 起义 节课 度电 班子 面旗帜 面向 步走 期间 期刊 组合 组织 项目 单位 门户 户外 台账 位居 位列 处理 处于 站位 分别 分之 成立 成员 成为 成功 成果 成长 成效 成本 成交 成绩 折合 里程 口径 行业 行政 行动 打造 版 教 章 连 对照 对接 度假 种植 类型 批准 包括 班车 局面 间接 把握 课堂 课程 课题 课件 节约 节能 首批 首次 首个 首家 首届 集体 集中 起来 笔试 单独 则是 字号 步伐 轮训 回头 堂课 条件 点赞 点亮 分解 分组 分片 分工 本级 本市 张贴 角度 角色 块状 毛利 单身 单亲 单列 单边 讲话 讲座 讲述 讲解 讲师 讲台 讲堂 讲究 讲好 讲清 讲授 讲坛 讲团"),
    ]

    struct Word: Sendable {
        var text: [UInt32]
        var kind: UnitKind
    }

    static let words: [Word] = {
        var out: [Word] = []
        for (kind, list) in lists {
            for w in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) { out.append(Word(text: folded(w), kind: kind)) }
        }
        return out
    }()

    static let trie = WordTrie(words.map(\.text))
}
