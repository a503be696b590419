public import Text

/// A total order of claims made of nothing but what they say, so that it is the same whatever came first.
///
/// Surest first; among equals exact, then at least, at most, about; then document name, report and place; then every other field.
/// Two claims that tie in all of it are the same claim.
public enum ClaimOrder {
    /// Whether `a` goes before `b`.
    public static func before(_ a: Claim, _ b: Claim) -> Bool {
        if a.confidence != b.confidence { return a.confidence > b.confidence }
        if a.approximation != b.approximation { return rank(a.approximation) < rank(b.approximation) }
        if let order = ScalarOrder.before(a.evidence.document, b.evidence.document) { return order }
        let (left, right) = (numbers(a), numbers(b))
        if left != right { return left.lexicographicallyPrecedes(right) }
        for (x, y) in zip(texts(a), texts(b)) {
            if let order = ScalarOrder.before(x, y) { return order }
        }
        return texts(a).count < texts(b).count
    }

    private static func rank(_ approximation: Observation.Approximation) -> Int {
        switch approximation {
        case .exact: 0
        case .atLeast: 1
        case .atMost: 2
        case .about: 3
        }
    }

    private static func numbers(_ claim: Claim) -> [Double] {
        var numbers = places(claim.evidence)
        numbers.append(claim.value)
        numbers.append(claim.high ?? -.infinity)
        if let second = claim.runnerUp { numbers += places(second) }
        return numbers
    }

    private static func places(_ e: Evidence) -> [Double] {
        [
            Double(e.report), Double(e.start), Double(e.end), Double(e.byteStart), Double(e.byteEnd), e.value, Double(e.sentenceStart),
            Double(e.sentenceEnd),
        ]
    }

    private static func texts(_ claim: Claim) -> [String] {
        var texts = [claim.unit, claim.scope, claim.periodStart, claim.periodEnd] + words(claim.evidence)
        if let second = claim.runnerUp { texts += [second.document] + words(second) }
        return texts
    }

    private static func words(_ e: Evidence) -> [String] { [e.quote, e.subject, e.sentence, String(e.because.count)] + e.because }
}
