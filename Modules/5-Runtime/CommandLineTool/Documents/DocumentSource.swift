internal import Base
internal import Platform

/// A document before it is sent: its name without folders, and where its bytes are.
struct DocumentSource: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case path(String)
        case bytes([UInt8])
    }

    var name: String
    var place: Place

    init(path: String) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        place = .path(path)
    }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        place = .bytes(bytes)
    }

    /// The path that the user would recognise.
    var shown: String {
        switch place {
        case .path(let path): path
        case .bytes: name
        }
    }

    /// The bytes, or why the document cannot be sent.
    func load(limit: Int) -> Result<[UInt8], Submission.Refused> {
        switch place {
        case .bytes(let bytes):
            guard bytes.count <= limit else { return .failure(tooLarge(limit)) }
            return .success(bytes)
        case .path(let path):
            do {
                // a large file is refused unread
                if case .file(let bytes) = try LocalFiles.kind(of: path), bytes > limit { return .failure(tooLarge(limit)) }
                return .success(try SmallFile.read(path, limit: limit))
            } catch {
                return .failure(error.isTooLarge ? tooLarge(limit) : Submission.Refused(name: shown, reason: error.reason))
            }
        }
    }

    private func tooLarge(_ limit: Int) -> Submission.Refused {
        Submission.Refused(name: shown, reason: "larger than \(limit >> 20) MiB, the limit for one document")
    }
}

extension Submission.Refused: Error {}
