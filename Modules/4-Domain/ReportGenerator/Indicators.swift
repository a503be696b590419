/// What the generator knows of an indicator: how large its figures are, and of which other figure it is a part.
struct Indicator: Sendable {
    enum Kind: Sendable { case count, money, percent }

    let code: String
    let kind: Kind
    /// Counts as they stand, money in 元, percentages in tenths of a percent.
    let range: ClosedRange<Int>
    /// The whole's code and the part's share of it in thousandths, where the figure must stay below another one.
    let partOf: (whole: String, share: ClosedRange<Int>)?

    init(_ code: String, _ kind: Kind, _ range: ClosedRange<Int>, partOf: (whole: String, share: ClosedRange<Int>)? = nil) {
        self.code = code
        self.kind = kind
        self.range = range
        self.partOf = partOf
    }

    /// Every indicator that the generator reports, in the order of its truths.
    static let all: [Indicator] = [
        .init("org.new_unions", .count, 48...980),
        .init("org.new_members", .count, 6_200...58_000),
        .init("org.new_migrant_members", .count, 0...0, partOf: ("org.new_members", 280...690)),
        .init("org.new_truck_driver_members", .count, 0...0, partOf: ("org.new_members", 15...90)),
        .init("org.new_gig_unions", .count, 11...270),
        .init("org.new_gig_members", .count, 0...0, partOf: ("org.new_members", 100...270)),
        .init("org.gig_members_total", .count, 7_000...64_000),
        .init("org.total_unions", .count, 1_300...9_700),
        .init("org.total_members", .count, 93_000...870_000),
        .init("org.soe_congress_rate", .percent, 912...999),
        .init("org.private_congress_rate", .percent, 765...958),
        .init("org.establishment_rate_100plus", .percent, 801...991),
        .init("org.model_pairs", .count, 7...64),
        .init("aid.households_deep", .count, 31...480),
        .init("aid.households_relative", .count, 52...910),
        .init("aid.households_accident", .count, 12...260),
        .init("aid.cases", .count, 520...6_400),
        .init("aid.funds", .money, 1_300_000...9_800_000),
        .init("aid.living_cases", .count, 90...960),
        .init("aid.living_funds", .money, 0...0, partOf: ("aid.funds", 150...290)),
        .init("aid.medical_cases", .count, 35...420),
        .init("aid.medical_funds", .money, 0...0, partOf: ("aid.funds", 210...380)),
        .init("aid.education_cases", .count, 28...390),
        .init("aid.education_funds", .money, 0...0, partOf: ("aid.funds", 60...180)),
        .init("aid.target_completion", .percent, 871...1_430),
        .init("dig.online_services", .count, 310...9_900),
        .init("dig.data_updates", .count, 3_800...98_000),
        .init("dig.wechat_followers", .count, 13_000...240_000),
        .init("dig.netizen_works", .count, 61...880),
        .init("dig.posts", .count, 170...1_900),
        .init("dig.member_cards", .count, 2_100...52_000),
        .init("skill.competitions", .count, 18...230),
        .init("skill.competition_workers", .count, 4_400...91_000),
        .init("skill.ankang_companies", .count, 210...1_800),
        .init("skill.ankang_workers", .count, 23_000...260_000),
        .init("skill.proposals", .count, 130...3_700),
        .init("skill.city_craftsmen", .count, 9...48),
        .init("skill.city_model_workers", .count, 21...160),
        .init("skill.studios_total", .count, 32...270),
        .init("skill.studios_new", .count, 4...27),
        .init("cadre.trained", .count, 240...3_900),
        .init("cadre.visited_units", .count, 95...1_400),
        .init("cadre.visited_workers", .count, 380...8_200),
        .init("cadre.work_groups", .count, 3...36),
        .init("jobs.fairs", .count, 11...94),
        .init("jobs.employers", .count, 190...2_600),
        .init("jobs.openings", .count, 6_000...58_000),
        .init("jobs.placements", .count, 0...0, partOf: ("jobs.openings", 120...440)),
        .init("jobs.trained", .count, 310...4_600),
        .init("mutual.participants", .count, 12_000...190_000),
        .init("mutual.premium", .money, 1_100_000...9_200_000),
        .init("mutual.payout", .money, 0...0, partOf: ("mutual.premium", 510...930)),
        .init("mutual.payout_rate", .percent, 0...0),
        .init("health.migrant_checkups", .count, 700...7_900),
        .init("health.sanitation_checkups", .count, 320...3_100),
        .init("sanitation.cared", .count, 650...8_800),
        .init("sanitation.funds", .money, 110_000...1_900_000),
        .init("gig.insured", .count, 520...9_300),
        .init("rest.frontline", .count, 230...2_900),
        .init("rest.model_workers", .count, 34...310),
        .init("stations.new", .count, 9...88),
        .init("stations.total", .count, 97...520),
        .init("culture.bookhouses", .count, 6...46),
        .init("culture.sunshine_homes", .count, 4...32),
        .init("culture.matchmaking_events", .count, 4...37),
        .init("culture.matchmaking_people", .count, 260...3_300),
        .init("fund.contribution", .money, 100_000...900_000),
        .init("loan.model_workers", .money, 1_500_000...24_000_000),
        .init("inno.lectures", .count, 6...72),
        .init("inno.paired_companies", .count, 8...91),
        .init("inno.apprentices", .count, 36...610),
        .init("inno.projects", .count, 9...77),
        .init("stab.informants", .count, 130...2_900),
        .init("stab.law_events", .count, 23...310),
        .init("stab.leaflets", .count, 3_300...66_000),
        .init("stab.legal_served", .count, 180...5_200),
        .init("stab.collective_offers", .count, 260...3_100),
        .init("stab.wage_contracts", .count, 190...2_200),
        .init("gov.remitted", .money, 1_200_000...9_100_000),
        .init("gov.honours", .count, 6...54),
    ]

    /// Position of each code in `all`.
    static let position: [String: Int] = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.code, $0) })
}
