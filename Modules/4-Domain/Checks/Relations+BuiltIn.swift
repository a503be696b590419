// A data table: how figures hang together.
extension Relations {
    /// What the product knows about the indicators of its codebook. Another file can be laid over it.
    static let builtInText = """
        # How figures hang together. One relation a line, # begins a comment:
        #
        #   rate  CODE = CODE / CODE            a rate, its part and its whole, by indicator
        #   words RATE = PART PART / WHOLE      the same by words: the rate's name, words of its part, words of its whole
        #   part  CODE <= CODE                  a part is not above its whole
        #   ceiling WORD WORD                   rates with these names do not pass 100 %
        format 1

        rate mutual.payout_rate = mutual.payout / mutual.premium
        words 赔付率 = 赔付 赔款 理赔 赔偿 / 保费 保险费
        words 整改率 = 整改 / 问题 反馈
        words 成功率 = 成功 / 调解 接案 受理 案件
        words 办结率 = 办结 / 受理 收到 接办
        words 就业率 = 就业 上岗 / 培训
        words 回应率 = 回应 / 要约

        part org.new_migrant_members <= org.new_members
        part org.new_truck_driver_members <= org.new_members
        part org.new_gig_members <= org.new_members
        part org.new_gig_unions <= org.new_unions
        part org.gig_members_total <= org.total_members
        part org.new_members <= org.total_members
        part org.new_unions <= org.total_unions
        part aid.living_funds <= aid.funds
        part aid.medical_funds <= aid.funds
        part aid.education_funds <= aid.funds
        part skill.studios_new <= skill.studios_total
        part stations.new <= stations.total

        ceiling 建会率 组建率 覆盖率 建制率 签订率 签约率 满意率 满意度 好评率 合格率 入会率 参保率 知晓率 办结率 整改率 公示率 持卡率 胜诉率 结案率 完整率 回访率 履约率
        """
}
