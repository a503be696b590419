internal import CExpat

/// One event of an XML document. Names are without their prefix.
enum XMLEvent {
    case begin(String, [String: String])
    case text(String)
    case end(String)
}

/// Reads XML piece by piece and hands over its events. Entities that a document declares itself are refused: a spreadsheet needs none.
@safe
final class XMLEvents {
    private let parser: XML_Parser
    fileprivate let handler: (XMLEvent) throws -> Void
    fileprivate var failure: (any Error)?
    fileprivate var depth = 0
    /// Elements within one another.
    fileprivate static let nesting = 256

    init(_ handler: @escaping (XMLEvent) throws -> Void) {
        self.handler = handler
        guard let made = unsafe XML_ParserCreate(nil) else { preconditionFailure("no memory for a parser") }
        unsafe parser = made
        unsafe XML_SetUserData(made, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            made,
            { context, name, attributes in
                guard let context = unsafe context, let name = unsafe name else { return }
                let events = unsafe Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue()
                var given: [String: String] = [:]
                if var at = unsafe attributes {
                    while let key = unsafe at.pointee, let value = unsafe (at + 1).pointee {
                        unsafe given[XMLEvents.local(String(cString: key))] = String(cString: value)
                        unsafe at += 2
                    }
                }
                events.depth += 1
                events.tell(.begin(XMLEvents.local(unsafe String(cString: name)), given))
            },
            { context, name in
                guard let context = unsafe context, let name = unsafe name else { return }
                let events = unsafe Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue()
                events.depth -= 1
                events.tell(.end(XMLEvents.local(unsafe String(cString: name))))
            })
        unsafe XML_SetCharacterDataHandler(
            made,
            { context, characters, count in
                guard let context = unsafe context, let characters = unsafe characters, count > 0 else { return }
                let bytes = unsafe UnsafeRawBufferPointer(start: characters, count: Int(count))
                unsafe Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue().tell(.text(String(decoding: bytes, as: UTF8.self)))
            })
        unsafe XML_SetEntityDeclHandler(
            made,
            { context, _, _, _, _, _, _, _, _ in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue().stop(XMLFault(words: "it declares entities of its own"))
            })
    }

    deinit { unsafe XML_ParserFree(parser) }

    /// Reads a piece; `isLast`: nothing follows. Throws what the handler threw, or `XMLFault`.
    func read(_ piece: UnsafeRawBufferPointer, isLast: Bool = false) throws {
        let status = unsafe XML_Parse(parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: piece.count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            let words = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) } ?? "it is no XML"
            throw XMLFault(words: words)
        }
    }

    fileprivate func tell(_ event: XMLEvent) {
        guard failure == nil else { return }
        guard depth <= Self.nesting else { return stop(XMLFault(words: "its elements stand too deep within one another")) }
        do {
            try handler(event)
        } catch {
            stop(error)
        }
    }

    fileprivate func stop(_ error: any Error) {
        failure = failure ?? error
        unsafe XML_StopParser(parser, 0)
    }

    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}

/// XML that is none.
struct XMLFault: Error { let words: String }
