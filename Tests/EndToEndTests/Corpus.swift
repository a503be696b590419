import ReportGenerator
import TestSupport

/// Folders full of generated reports. The number grows with HUIBAO_DOCUMENTS, for campaigns.
enum Corpus {
    /// How many documents the tests at scale use.
    static let documents = Environment.int("HUIBAO_DOCUMENTS") ?? 240

    /// Writes `count` generated documents into a new folder below `folder`; its path.
    static func make(_ count: Int, seed: UInt64 = 7, in folder: TemporaryFolder) -> String {
        let path = folder.makeFolder("corpus-\(seed)-\(count)")
        let generator = ReportGenerator(seed: seed, options: .init(dense: true))
        for index in 0..<count {
            let document = generator.document(index)
            folder.write("corpus-\(seed)-\(count)/" + document.name, document.bytes)
        }
        return path
    }
}
