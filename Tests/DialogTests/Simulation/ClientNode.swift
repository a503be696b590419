import Base
import Protocol

@testable import Dialog

/// A client program as the simulation plays it: the real session and the real submission, a connection that may be lost, and a user who
/// kills it halfway and mostly submits again under the same token. It leaves when its job is done.
final class ClientNode {
    private unowned let world: World
    private let token: String
    /// Which documents: the same number is the same bytes, whoever submits it.
    let documents: [Int]
    private let session: () -> ClientSession
    private var requests: ClientSession
    private var submission: SubmissionSession
    private var life = 0
    private(set) var connection = 0
    private var messages: [String: FromClient] = [:]
    private var offered = 0
    /// Nobody starts it again.
    private(set) var isGone = false
    private(set) var isDone = false
    private var isUp = false
    /// What it was told.
    private(set) var promised: [Int] = []

    init(_ world: World, _ index: Int, documents: [Int]) {
        self.world = world
        self.documents = documents
        token = "token\(index)"
        session = { [unowned world] in
            ClientSession(patience: .init(connect: 1500, repeatAfter: 2000, giveUpAfter: 600_000), now: world.now)
        }
        requests = session()
        submission = SubmissionSession(token: token, label: "", window: 2)
    }

    /// It has nothing more to wait for.
    var isOver: Bool { isGone || isDone }

    func start() {
        guard !isOver else { return }
        life += 1
        isUp = true
        requests = session()
        submission = SubmissionSession(token: token, label: "", priority: world.gremlin.priority(), window: 2)
        messages = [:]
        offered = 0
        connection = world.connect(self)
        ask(.openJob(submission.open(id: requests.nextIdentifier())))
        look(life)
    }

    /// Killed halfway; comes back from the beginning, knowing nothing, or never.
    func crash() {
        guard isUp, !isOver else { return }
        isUp = false
        life += 1
        world.clients[connection] = nil
        if world.gremlin.chance(1, of: 4) {
            isGone = true
        } else {
            world.after(world.gremlin.between(50, 3000)) { [self] in start() }
        }
    }

    func receive(_ message: ToClient, connection: Int) {
        guard isUp, connection == self.connection else { return }
        let id = message.reply.id
        guard requests.settle(id, at: world.now) else { return }
        let asked = messages.removeValue(forKey: id)
        if case .status(let status) = message { return considerStatus(status) }
        if case .addDocuments(let group)? = asked, case .added(let added) = message {
            for (offset, document) in added.documents.enumerated() { promised.append(Int(document.sha256) ?? -1 - group.first - offset) }
        }
        switch submission.take(message) {
        case .refused(let failure) where failure.code == "ledger.full":
            // the disk has no room: the program ends, and is started again
            isUp = false
            life += 1
            world.clients[self.connection] = nil
            world.after(1000) { [self] in start() }
        case .refused(let failure): world.violated("client \(token) was refused: \(failure.code)")
        case .unexpected: world.violated("client \(token) got an answer to nothing")
        case .accepted, .job: goOn()
        }
    }

    private func goOn() {
        while offered < documents.count, submission.hasRoom {
            let group = documents[offered..<min(documents.count, offered + 3)].map { "\($0)" }
            guard let request = submission.add(id: requests.nextIdentifier(), names: group) else { return }
            offered += group.count
            ask(.addDocuments(request))
        }
        if offered == documents.count, let request = submission.close(id: requests.nextIdentifier()) { return ask(.closeJob(request)) }
        if submission.phase == .closed { askStatus() }
    }

    private func askStatus() { ask(.getStatus(GetStatus(id: requests.nextIdentifier(), job: submission.job))) }

    private func considerStatus(_ status: StatusReply) {
        guard let job = status.jobs.first else { return world.violated("client \(token): its job is not known any more") }
        guard job.state == .done else {
            let mine = life
            return world.after(500) { [self] in if mine == life, isUp { askStatus() } }
        }
        if job.documents != documents.count { world.violated("client \(token): \(job.documents) of \(documents.count) documents in its job") }
        isDone = true
    }

    private func ask(_ message: FromClient) {
        let id = message.request.id
        requests.begin(id, at: world.now)
        messages[id] = message
        world.send(message, from: self, connection: connection)
    }

    /// Ten times a second, as long as it lives, a silence is considered.
    private func look(_ mine: Int) {
        world.after(100) { [self] in
            guard mine == life, isUp, !isOver else { return }
            switch requests.silence(isThere: world.aggregator.isUp, at: world.now) {
            case .wait: break
            case .sendAgain(let ids):
                world.clients[connection] = nil
                connection = world.connect(self)
                for id in ids { if let message = messages[id] { world.send(message, from: self, connection: connection) } }
            case .unreachable, .timedOut: world.violated("client \(token) gave up")
            }
            look(mine)
        }
    }
}
