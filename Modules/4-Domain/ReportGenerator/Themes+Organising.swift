// Sentences of the generator, first part: organising, hardship, digital, governance. Written for this table, figures left open.
//
// `{org.new_unions:个}`  the figure of an indicator with its unit           `{#10-60}`  some number that belongs to no cell
// `{#%}` some rate   `{#+}` some growth   `{#day}` a day of the year   `{#month}` a month   `{city}` `{year}` `{last}` `{next}`

/// An area of the work: its headings, groups of sentences that tell figures, and sentences whose numbers are no cells.
struct Theme: Sendable {
    let headings: [String]
    /// One sentence of each chosen group is told; the groups of all themes name different indicators.
    let groups: [[String]]
    /// Sentences without a cell.
    let fillers: [String]
}

extension Theme {
    static let organising = Theme(
        headings: ["建设“基层组织提升年”", "夯实基层组织根基", "扩大工会组织覆盖面", "抓建会促入会强基础", "织密建强基层“一张网”"],
        groups: [
            [
                "全市当年新建基层工会组织{org.new_unions:个}，吸收新会员{org.new_members:人}，其中农民工会员{org.new_migrant_members:人}。",
                "盘点一年的建会账本，新组建基层工会{org.new_unions:家}，新发展会员{org.new_members:名}，其中农民工会员{org.new_migrant_members:名}。",
                "通过挂图督战、逐户销号，新增工会组织{org.new_unions:个}，新增会员{org.new_members:人}（其中农民工会员{org.new_migrant_members:人}）。",
                "各县区你追我赶，共有{org.new_unions:家}单位新成立了基层工会，{org.new_members:名}职工新加入工会，其中农民工会员{org.new_migrant_members:名}。",
                "新增工会会员{org.new_members:人}，新增基层工会组织{org.new_unions:个}。",
            ],
            [
                "瞄准货车司机、外卖送餐员等八大群体，新建工会{org.new_gig_unions:家}，新增八大群体会员{org.new_gig_members:人}，其中货车司机会员{org.new_truck_driver_members:人}。",
                "面向新就业形态劳动者，新组建工会{org.new_gig_unions:个}，新发展新就业形态会员{org.new_gig_members:名}。",
                "“八大群体”建会入会多点开花，新成立工会{org.new_gig_unions:个}，新入会{org.new_gig_members:人}。",
                "依托网约送餐站点和物流园区，八大群体新增会员{org.new_gig_members:人}，新建工会组织{org.new_gig_unions:个}。",
            ],
            [
                "截至年末，全市共有工会组织{org.total_unions:个}，工会会员总数{org.total_members:人}，其中八大群体会员{org.gig_members_total:人}。",
                "到{year}年底，全市工会组织总数为{org.total_unions:家}，会员总数达到{org.total_members:人}。",
                "目前，全市现有工会组织{org.total_unions:个}，现有会员{org.total_members:人}。",
            ],
            [
                "国有及国有控股企业职代会和厂务公开建制率保持在{org.soe_congress_rate:%}，非公企业建制率为{org.private_congress_rate:%}。",
                "职代会、厂务公开建制率国有企业{org.soe_congress_rate:%}、非公企业{org.private_congress_rate:%}。",
            ],
            [
                "百人以上企业建会率升到{org.establishment_rate_100plus:%}。",
                "职工百人以上的企业建会率为{org.establishment_rate_100plus:%}。",
            ],
            [
                "职工之家结对共建{org.model_pairs:对}，强弱互补、以强带弱。",
                "让先进带后进，开展职工之家结对共建，结成{org.model_pairs:对}。",
            ],
        ],
        fillers: [
            "市总领导班子成员每人联系{#2-4}个县区，逐月听取进度，谁慢就约谁来说清楚。",
            "{#day}，全市建会现场观摩会召开，{#40-90}名乡镇街道工会主席参会。",
            "对职工25人以上而尚未建会的单位建立台账，一户一策上门讲政策。",
            "建会数较上年增长{#+}，增幅连续{#2-4}年为正。",
            "明年计划再培育{#5-30}个示范工会，让样板可看可学。",
            "先后印发通报{#3-9}期，亮出红黑榜。",
            "为新建会单位补助开办经费，每家不超过{#1000-5000}元。",
        ])

    static let hardship = Theme(
        headings: ["推进“困难职工精准帮扶年”", "把温暖送到心坎上", "做实困难职工常态化帮扶", "精准帮困不落一人"],
        groups: [
            [
                "全年帮扶救助困难职工{aid.cases:人次}，发放帮扶资金{aid.funds:元}，完成年度目标任务的{aid.target_completion:%}。",
                "困难职工帮扶民生工程共救助{aid.cases:人次}，发放资金{aid.funds:元}，完成全年任务的{aid.target_completion:%}。",
                "困难职工帮扶救助{aid.cases:人次}，兑付救助资金{aid.funds:元}。",
                "困难职工帮扶年度目标完成率{aid.target_completion:%}，共救助困难职工{aid.cases:人次}，发放救助金{aid.funds:元}。",
            ],
            [
                "分项看，生活救助{aid.living_cases:户}、资金{aid.living_funds:元}，医疗救助{aid.medical_cases:户}、资金{aid.medical_funds:元}，子女助学{aid.education_cases:户}、资金{aid.education_funds:元}。",
                "分类来看，生活救助{aid.living_cases:户}，发放{aid.living_funds:元}；医疗救助{aid.medical_cases:户}，发放{aid.medical_funds:元}；子女助学{aid.education_cases:户}，发放{aid.education_funds:元}。",
                "实施生活救助{aid.living_cases:户}，医疗救助{aid.medical_cases:户}，子女助学{aid.education_cases:户}。",
            ],
            [
                "当年帮扶深度困难职工{aid.households_deep:户}、相对困难职工{aid.households_relative:户}、意外致困职工{aid.households_accident:户}。",
                "经入户核实，新增建档深度困难职工{aid.households_deep:户}，相对困难职工{aid.households_relative:户}，意外致困职工{aid.households_accident:户}。",
            ],
        ],
        fillers: [
            "与民政、医保等{#3-9}个部门定期比对信息，防止有人漏在网外。",
            "对医药费自费超过{#3000-9000}元的家庭主动上门探视。",
            "{#day}，帮扶政策宣讲小分队走进{#3-12}个社区，现场解答疑问。",
            "建立红黄绿三色预警，最快{#2-7}天办结一件申请。",
            "帮扶档案一人一册，抽查合格率{#%}。",
            "组织{#20-70}名志愿者与困境家庭孩子结成成长伙伴。",
        ])

    static let digital = Theme(
        headings: ["开展“智慧工会创新应用年”", "让数据多跑路职工少跑腿", "网上工会越用越顺手"],
        groups: [
            [
                "网上办理各类工会业务{dig.online_services:件}，完善更新数据库信息{dig.data_updates:条}。",
                "线上办结业务{dig.online_services:件}，数据库更新纠错{dig.data_updates:条}。",
                "更新、纠正会员数据库信息{dig.data_updates:条}，网上受理办理业务{dig.online_services:件}。",
            ],
            [
                "市总官网发布信息{dig.posts:条}，微信公众号用户数达{dig.wechat_followers:人}。",
                "工会微信公众号粉丝{dig.wechat_followers:人}，网站发布工会信息{dig.posts:条}。",
                "门户网站刊发信息{dig.posts:条}。微信公众号关注用户{dig.wechat_followers:人}。",
            ],
            [
                "征集“争做好网民”作品{dig.netizen_works:件}。",
                "好网民主题活动征集网络正能量作品{dig.netizen_works:件}，推荐参评。",
            ],
            [
                "新办工会会员卡{dig.member_cards:张}。",
                "为职工办理会员服务卡{dig.member_cards:张}，做到应办尽办。",
            ],
        ],
        fillers: [
            "系统升级后，入会申请由{#5-9}步缩短为{#2-4}步。",
            "服务热线12351全天候值守，群众来电件件有着落。",
            "举办信息员培训{#2-6}期，手把手教会每个县区的操作员。",
            "与{#3-8}家银行网点联手设置自助终端。",
            "平台满意度测评得分{#%}。",
        ])

    static let governance = Theme(
        headings: ["推动“工作体系完善年”", "工会工作规范提质", "管好用好每一分会费", "健全机制提升效能"],
        groups: [
            [
                "按时足额上缴省总经费{gov.remitted:元}。",
                "全年向省总上缴工会经费{gov.remitted:元}，账目清楚、没有拖欠。",
            ],
            [
                "市总机关共获得市级以上荣誉表彰{gov.honours:项}。",
                "全年获市级以上表彰奖励{gov.honours:项}。",
            ],
        ],
        fillers: [
            "修订财务、资产、档案等制度{#5-20}项，堵住管理漏洞。",
            "对{#6-18}家基层单位开展经费审查，提出整改意见{#20-60}条。",
            "召开党组会{#12-30}次，研究重大事项。",
            "撰写调研文章{#4-12}篇，其中{#1-3}篇在省级刊物刊登。",
            "预算执行率{#%}，压减一般性支出。",
        ])
}
