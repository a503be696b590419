// data table: what a clerk starts from.

/// Sheets to start from. Cities and figures are invented.
public enum TargetTemplates {
    /// Rules that hold where no file tells others.
    public static let rules = """
        # 调度规则：到检查日期，完成率低于所列百分数的，按措施办理。可用 Excel、WPS 或记事本修改。
        # 检查日期：8月31日、8月底、8-31 都可以；只写月日，各年通用。完成率低于：百分数，或“缺数”（没有报数的）。
        # 指标：空着是全部；几个指标用“、”隔开。
        检查日期,完成率低于,措施,办结日期,指标,备注
        8月31日,80%,书面说明,9月10日,,
        8月31日,缺数,补报数据,9月10日,,
        9月20日,80%,约谈,9月30日,,
        12月31日,100%,年终说明,次年1月15日,,

        """

    /// Targets, one row each.
    public static let targets = """
        # 年度目标：每行一个目标。指标写名称或代码（huibao codebook list）；目标可写 300、1.2万、405.3万元。
        # 也可以每市一行、每个指标一列：城市,年份,新增工会会员数,新增工会组织数（个）
        城市,年份,指标,目标,单位,备注
        青岭市,2021,新增工会组织数,200,个,
        青岭市,2021,新增工会会员数,1.6万,人,
        云泽市,2021,新增工会会员数,1.2万,人,
        松浦市,2021,新增工会组织数,500,个,

        """
}
