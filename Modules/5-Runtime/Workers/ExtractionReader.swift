internal import Base
internal import Extraction
internal import Protocol
internal import Text

/// Report bodies become observation lines and claim lines.
struct ExtractionReader: TaskReader {
    private let engine: Engine

    /// Which results the engine gives: equal versions, equal results.
    static var engineVersion: String { Engine.version }

    /// A reader with the codebook that the aggregator sent.
    init(codebook: [UInt8]) throws(WorkersError) {
        do {
            engine = Engine(codebook: try Codebook(layers: codebook, name: "the aggregator's codebook"))
        } catch {
            throw WorkersError(.codebook, error.message, advice: "run aggregator and workers of the same version")
        }
    }

    func read(_ payload: [UInt8], document: String) -> TaskOutcome {
        let report: Report
        do {
            report = try ReportBody.decode(payload)
        } catch {
            return TaskOutcome(final: error.code, error.description)
        }
        let reading = engine.read(report)
        var lines = JSONLine(reserving: 1024 * reading.observations.count + 64)
        for observation in reading.observations {
            observation.write(to: &lines)
            lines.newline()
        }
        var outcome = TaskOutcome()
        outcome.payloads = [lines.bytes, Claim.lines(reading.claims)]
        outcome.observations = reading.observations.count
        outcome.rejections = reading.rejections.count
        return outcome.withinLimits("report.too-large")
    }
}
