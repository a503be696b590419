// Sentences of the generator, second part: workforce, cadre, the ten things, innovation, stability. Marks as in the first part.

extension Theme {
    static let workforce = Theme(
        headings: ["实施“产业工人素质提升工程”", "建设高技能产业工人大军", "技能报国建新功"],
        groups: [
            [
                "举办各类劳动和技能竞赛{skill.competitions:场}，参与职工{skill.competition_workers:人}。",
                "全市开展劳动和技能竞赛{skill.competitions:项}，吸引{skill.competition_workers:名}职工同台比武。",
                "劳动和技能竞赛一项接一项，全年办了{skill.competitions:场}，{skill.competition_workers:名}职工参赛。",
            ],
            [
                "“安康杯”竞赛参赛企业{skill.ankang_companies:家}，参赛职工{skill.ankang_workers:人}。",
                "发动{skill.ankang_companies:家}企业的{skill.ankang_workers:名}职工报名参加“安康杯”竞赛。",
            ],
            [
                "收集职工合理化建议{skill.proposals:条}，评出优秀成果予以推广。",
                "征集职工合理化建议{skill.proposals:项}。",
            ],
            [
                "评选市级劳动模范{skill.city_model_workers:名}、“{town}工匠”{skill.city_craftsmen:名}。",
                "命名“{town}工匠”{skill.city_craftsmen:人}，表彰市劳动模范{skill.city_model_workers:人}。",
            ],
            [
                "新建劳模创新工作室{skill.studios_new:个}，全市劳模和工匠创新工作室总数达{skill.studios_total:个}。",
                "新命名劳模创新工作室{skill.studios_new:家}，目前全市共有劳模（工匠）创新工作室{skill.studios_total:家}。",
            ],
        ],
        fillers: [
            "竞赛奖金最高{#2000-9000}元，优胜者可破格晋级。",
            "选手在第{#3-9}届省级技能大赛中夺得第{#2-8}名。",
            "推动{#3-9}家龙头企业设立首席技师岗位，每月津贴不低于{#500-1500}元。",
            "明年力争把竞赛办到每个开发区，新增工种{#3-9}个。",
            "产改试点单位满意率{#%}，较上年提高{#1-6}个百分点。",
        ])

    static let cadre = Theme(
        headings: ["实施“工会干部本领锤炼工程”", "锻造过硬工会干部队伍", "沉下去察实情"],
        groups: [
            [
                "各级共培训工会干部{cadre.trained:人次}。",
                "分级分类培训工会干部{cadre.trained:人次}，补齐能力短板。",
            ],
            [
                "派出蹲点工作组{cadre.work_groups:个}，走访企业{cadre.visited_units:家}，访谈职工{cadre.visited_workers:人次}。",
                "抽调骨干组成{cadre.work_groups:个}蹲点工作组，走访基层单位{cadre.visited_units:家}，面对面走访职工{cadre.visited_workers:人次}。",
                "蹲点干部走访企业{cadre.visited_units:家}，走访一线职工{cadre.visited_workers:人次}。",
            ],
        ],
        fillers: [
            "收集问题{#30-90}条，已解决{#10-29}条，其余限期办结。",
            "选派{#2-6}名年轻干部到省总跟班学习{#2-6}个月。",
            "开设“周{#1-5}夜校”，自己人讲自己事，先后开讲{#8-20}课。",
            "业务测试优良率{#%}。",
        ])

    static let tenThings = Theme(
        headings: ["尽心办好“十件实事”", "为职工办实事解难题", "实事清单变幸福账单", "普惠服务暖人心"],
        groups: [
            [
                "举办招聘会{jobs.fairs:场}，参与企业{jobs.employers:家}，提供岗位{jobs.openings:个}，达成就业意向{jobs.placements:人}。",
                "线上线下招聘会共办{jobs.fairs:场}，{jobs.employers:家}用人单位参加，提供就业岗位{jobs.openings:个}，{jobs.placements:人}达成就业意向。",
                "就业援助期间组织招聘会{jobs.fairs:场}，送出就业岗位{jobs.openings:个}。",
            ],
            [
                "为{jobs.trained:名}职工开展技能和家政培训。",
                "开展职工技能提升、家政服务培训，受训职工{jobs.trained:人}。",
            ],
            [
                "职工互助保障参保职工{mutual.participants:人}，缴纳保费{mutual.premium:元}，赔付{mutual.payout:元}，赔付率{mutual.payout_rate:%}。",
                "职工互助保障计划参保{mutual.participants:人}，收取保费{mutual.premium:元}，赔付金额{mutual.payout:元}。",
                "职工互助保障有{mutual.participants:名}职工参加，当年赔付{mutual.payout:元}。",
            ],
            [
                "组织{health.migrant_checkups:名}一线农民工免费体检，为{health.sanitation_checkups:名}环卫工人免费体检。",
                "免费为一线职工和农民工体检{health.migrant_checkups:人}，为环卫工人体检{health.sanitation_checkups:人}。",
            ],
            [
                "关心关爱环卫工人{sanitation.cared:人次}，发放资金物资{sanitation.funds:元}。",
                "寒来暑往，慰问环卫工人{sanitation.cared:人次}，送去慰问资金和物资{sanitation.funds:元}。",
            ],
            [
                "为{gig.insured:名}八大群体新会员赠送意外伤害保险。",
                "向八大群体会员赠送意外险{gig.insured:人}。",
            ],
            [
                "组织一线职工疗休养{rest.frontline:人}，劳模疗休养{rest.model_workers:人}。",
                "安排{rest.frontline:名}一线职工和{rest.model_workers:名}劳模参加疗休养。",
            ],
            [
                "新建工会服务驿站{stations.new:个}，全市服务驿站总数达到{stations.total:个}。",
                "新建户外劳动者工会服务驿站{stations.new:家}，全市现有工会服务驿站{stations.total:家}。",
            ],
            [
                "创建职工书屋{culture.bookhouses:家}、阳光家园{culture.sunshine_homes:家}。",
                "命名职工书屋{culture.bookhouses:个}，建成“阳光家园”{culture.sunshine_homes:个}。",
            ],
            [
                "举办鹊桥婚恋交友活动{culture.matchmaking_events:场}，参加{culture.matchmaking_people:人次}。",
                "鹊桥联谊交友活动办了{culture.matchmaking_events:场}，{culture.matchmaking_people:人次}单身职工参加。",
            ],
            [
                "向安徽职工发展基金投入{fund.contribution:元}。",
                "投入职工发展基金{fund.contribution:元}。",
            ],
            [
                "发放劳模贷{loan.model_workers:元}。",
                "联合银行放出“劳模贷”{loan.model_workers:元}，支持劳模创业。",
            ],
        ],
        fillers: [
            "会员凭卡观影每张只要{#5-15}元，商超购物满200减{#20-60}。",
            "驿站统一配备饮水机、微波炉等{#8-16}样用品，早{#6-8}点开门。",
            "心理热线每周开放{#3-6}天，24小时可留言。",
            "文化宫开设书法、舞蹈等公益课{#6-18}门，职工评价好评率{#%}。",
            "{#month}，联合商家推出消费季，折扣8-9折。",
            "职工运动会设{#8-16}个大项，历时{#3-9}天。",
        ])

    static let innovation = Theme(
        headings: ["开展“跟着劳模去创新”", "劳模领跑创新路", "弘扬劳模精神工匠精神"],
        groups: [
            [
                "举办劳模创新大讲堂{inno.lectures:场}，组织劳模结对帮扶非公企业{inno.paired_companies:家}。",
                "劳模工匠创新大讲堂开讲{inno.lectures:场}，劳模与{inno.paired_companies:家}非公企业结对。",
            ],
            [
                "名师带高徒结成师徒{inno.apprentices:对}，实施劳模重点创新项目{inno.projects:项}。",
                "培育劳模重点创新项目{inno.projects:个}，“名师带高徒”签约{inno.apprentices:对}。",
            ],
        ],
        fillers: [
            "劳模宣讲团赴{#3-9}所学校作报告，现场座无虚席。",
            "每个创新团队每季度交流不少于{#1-3}次。",
            "有{#2-6}项成果获得国家专利，节约成本{#+}。",
        ])

    static let stability = Theme(
        headings: ["维护劳动领域政治安全", "构建和谐劳动关系", "筑牢维权维稳防线"],
        groups: [
            [
                "劳动关系信息员队伍发展到{stab.informants:人}。",
                "组建{stab.informants:人}的劳动关系信息员队伍，延伸预警触角。",
            ],
            [
                "开展普法宣传活动{stab.law_events:场}，发放普法资料{stab.leaflets:份}，提供法律咨询和服务{stab.legal_served:人次}。",
                "组织法治宣传活动{stab.law_events:场次}，送出法律宣传资料{stab.leaflets:份}，接待法律咨询{stab.legal_served:人次}。",
                "发放法律宣传资料{stab.leaflets:份}，为职工提供法律服务{stab.legal_served:人次}。",
            ],
            [
                "发出集体协商要约{stab.collective_offers:份}，签订工资集体合同{stab.wage_contracts:份}。",
                "发送集体协商要约书{stab.collective_offers:份}；签订工资专项集体合同{stab.wage_contracts:份}。",
            ],
        ],
        fillers: [
            "“12·4”国家宪法日前后，律师进厂讲案例{#3-9}个。",
            "与人社、法院等{#3-7}家单位会商{#4-12}次，实现信息共享。",
            "对{#2-9}起苗头性问题提前介入，全部化解。",
            "7×24小时值班，信访按期办结率{#%}。",
        ])

    /// All areas, in the order of the framework.
    static let all: [Theme] = [organising, hardship, digital, governance, workforce, cadre, tenThings, innovation, stability]
}
