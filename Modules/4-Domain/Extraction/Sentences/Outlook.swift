import Text

/// A section that tells what is to come: under 2024年工作打算 or 下一步, what stands as fact is a plan, of the heading's year.
struct Outlook {
    private var isOpen = false
    private var level = 0
    private var year = 0

    /// A heading opens such a section, or closes it where it stands as high.
    mutating func read(heading part: Page.Part, _ page: Page, _ years: [(at: Int, end: Int, year: Int)], _ reportYear: Int) {
        let opens = part.kind == .heading && page.contains(.planHeading, in: part.start..<part.end)
        if opens {
            isOpen = true
            level = part.level
            let named = years.last { $0.at >= part.start && $0.at < part.end }?.year
            year = named ?? reportYear
        } else if isOpen, part.level <= level || part.kind == .title {
            isOpen = false
        }
    }

    /// Facts and shares of such a section are plans; sizes and conditions stay what they are.
    func apply(to m: inout Mention) {
        guard isOpen, m.year != 0 else { return }
        if year > m.year { m.year = year }
        guard m.role == .fact || m.role == .share else { return }
        m.role = .plan
        m.because.append(.rolePlanSection)
    }
}
