internal import Aggregation
internal import Checks
internal import Export
internal import Extraction
internal import Ingest
internal import Text

/// The checks that touch the figures of one cell: their documents are fetched and read again in this process, so that nothing but what
/// is asked for is checked, however large the ledger.
struct FigureChecks {
    let codebook: Codebook
    /// The bytes of a document, where it is kept.
    let document: (_ sha256: String) throws -> [UInt8]?

    /// Findings that rest on the number of one of the cell's claims; nil where no document is kept.
    func findings(touching cell: Cell) throws -> [Finding]? {
        let claims = Claims.list(of: cell)
        let engine = Engine(codebook: codebook)
        let checks = Checks(relations: try Relations.builtIn())
        var findings: [Finding] = []
        var isRead = false
        var seen: Set<String> = []
        for claim in claims where !claim.sha256.isEmpty && seen.insert(claim.sha256).inserted {
            guard let bytes = try document(claim.sha256), let reports = try? Ingest().read(bytes, name: claim.document) else { continue }
            isRead = true
            let places = claims.filter { $0.sha256 == claim.sha256 }
            for report in reports where places.contains(where: { $0.report == report.number }) {
                findings += checks.run(engine.read(report).observations).filter { finding in
                    finding.evidence.contains { told in places.contains { $0.report == told.report && $0.start == told.start } }
                }
            }
        }
        return isRead ? findings : nil
    }
}
