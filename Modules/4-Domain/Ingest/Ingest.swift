// From a document's bytes to clean reports.
//
//   bytes ──► DocumentType ──► Decoder ──► a reader for the type ──► Manuscript ──► Splitter ──► Assembler ──► [Report]
//             what is it?      UTF-8        lines or a tree to        passages in    a page of     city, year,
//                                           passages                  source order   cities cut    reading order
//
// A new type of document is one more reader: it decodes its bytes into source text and fills a Manuscript; all that follows is shared.

public import Text

/// Turns documents into reports. A value without state: any thread may use one, any number of times.
public struct Ingest: Sendable {
    /// What is refused rather than read.
    public var limits: IngestLimits

    /// An ingest with these limits.
    public init(limits: IngestLimits = IngestLimits()) { self.limits = limits }

    /// The reports of a document, at least one, in source order.
    ///
    /// - Parameters:
    ///   - bytes: the file as it lies on disk, in any supported type and encoding.
    ///   - name: the file's name without its folders; it becomes `Report.document` and appears in errors.
    /// - Returns: reports that divide the decoded document without gap or overlap. A text that is no report gives one `Report`
    ///   whose `city` is empty and whose `year` is nil.
    /// - Throws: `IngestError` for a document that cannot be read at all. Takes time linear in the size of the document.
    public func read(_ bytes: [UInt8], name: String) throws(IngestError) -> [Report] {
        guard !bytes.isEmpty else { throw IngestError(.empty, document: name, detail: "the file has no bytes") }
        guard bytes.count <= limits.documentBytes else {
            throw IngestError(.tooLarge, document: name, detail: "\(bytes.count) bytes, allowed are \(limits.documentBytes)")
        }
        let type = DocumentType.detect(bytes)
        guard let reader = type.reader else {
            throw IngestError(.binary, document: name, detail: "it looks like \(type.label), which has no reader")
        }
        let manuscript = try reader.read(bytes, name: name, limits: limits)
        guard !manuscript.passages.isEmpty else {
            throw IngestError(.noText, document: name, detail: "\(bytes.count) bytes of white space or markup alone")
        }
        return try Assembler(document: name, limits: limits).reports(of: manuscript)
    }
}
