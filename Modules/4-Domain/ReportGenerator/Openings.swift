// Titles, leads, mastheads and closings of generated reports. Marks as in the themes.

enum Opening {
    /// A first heading or title, always with the year or followed by a lead that tells it.
    static let titles = ["{city}总工会{year}年工作综述", "奋楫笃行谱新篇——{city}总工会{year}年工作回眸", "{city}总工会：{year}年交出暖心答卷", "回首{year}"]

    /// The first paragraph: whose report, and of which year.
    static let leads = [
        "{year}年，{city}总工会围绕中心、服务大局，以“42101”为总抓手，一件接着一件办，各项任务落地见效。",
        "刚刚过去的{year}年，{city}各级工会迎难而上，把职工满意作为标尺，干出了一番新气象。",
        "{year}年以来，{city}总工会聚焦主责主业，全年新增工会会员{org.new_members:人}，工会大家庭越来越热闹。",
        "回望{year}年，{city}总工会在市委和省总工会领导下，用心用情服务职工，用脚步丈量民情。",
    ]

    /// The last paragraph: what is to come, and no cell.
    static let closings = [
        "{next}年，{city}总工会将再接再厉，力争新建工会组织{#50-200}个，让更多职工找到“娘家”。",
        "新的一年，市总将对照{next}年目标，把{#6-12}项重点任务分解到人、明确到月。",
        "站在新起点，全市{#6-12}个县区工会将拧成一股绳，向着下一个目标出发。",
    ]

    /// Lines at the head of a newspaper page.
    static let mastheads = [
        "社址：{city}人民路{#10-300}号 邮政编码：{#110000-699999} 零售价：0.{#50-95}元 印刷：{city}日报印务中心",
        "总编室：{#55100000-55999999} 广告部：{#55100000-55999999} 发行热线：{#55100000-55999999} 传真：{#55100000-55999999}",
    ]

    /// Names that reporters sign with.
    static let bylines = ["（通讯员 何苗）", "（本报记者 秦朗）", "（{town}工宣）"]

    /// Captions of photographs in web pages.
    static let captions = ["图为{#month}在{town}开发区举行的技能比武现场。摄影：方晴", "图：{#day}，志愿者在驿站里分发绿豆汤。（资料图）"]
}
