// What this machine gives without Huibao: the roof under which a dispatch can work.
//
//   echo:     client ── DEALER ► ROUTER broker DEALER ──► worker, and back; one thread each, 10 KB out, 1 KB back, 64 under way
//   commits:  a job's life in three commits of 64 jobs each, WAL, synchronous = FULL: insert with its body, taken, done
internal import Base
internal import Platform
internal import SQLite
internal import ZeroMQ

/// libzmq and SQLite by themselves, through the same wrappers that the daemons use.
enum BareLimits {
    /// Messages a second through a broker, over ipc sockets in `folder`.
    static func echo(messages: Int, bytes: Int, folder: String) throws -> Measurement {
        var measurement = Measurement(name: "libzmq alone: echo through a broker", unit: "message")
        let context = try Context()
        let front = "ipc://\(folder)/bare-front"
        let back = "ipc://\(folder)/bare-back"
        let bound = try Wakeup()
        let broker = try PlainThread(name: "broker") { try? runBroker(context, front, back, bound) }
        var poller = Poller()
        _ = poller.add(descriptor: bound.descriptor)
        try poller.wait(milliseconds: 5000)
        let worker = try PlainThread(name: "worker") { try? runWorker(context, back) }
        let start = MonotonicTime.now()
        try runClient(context, front, messages: messages, bytes: bytes)
        measurement.add(messages, nanoseconds: MonotonicTime.now().nanoseconds - start.nanoseconds)
        worker.join()
        broker.join()
        return measurement
    }

    private static let end: [UInt8] = [0]

    private static func runBroker(_ context: Context, _ front: String, _ back: String, _ bound: Wakeup) throws {
        var options = SocketOptions()
        options.linger = 1000
        let clients = try Socket(context, .router, options: options)
        let workers = try Socket(context, .dealer, options: options)
        try clients.bind(front)
        try workers.bind(back)
        bound.ring()
        while true {
            var poller = Poller()
            let fromClient = try poller.add(clients)
            let fromWorker = try poller.add(workers)
            try poller.wait(milliseconds: 1000)
            if poller.isReadable(fromClient) { _ = try pass(clients, to: workers) }
            if poller.isReadable(fromWorker), try pass(workers, to: clients) { return }
        }
    }

    /// Hands on all that is there; whether the last word was among it.
    private static func pass(_ from: Socket, to: Socket) throws -> Bool {
        while case .message(let frames) = try from.receive() {
            while try to.send(frames) == .wouldBlock {
                var poller = Poller()
                _ = try poller.add(to, writable: true)
                try poller.wait(milliseconds: 100)
            }
            if from.kind == .dealer, frames.last == end { return true }
        }
        return false
    }

    private static func runWorker(_ context: Context, _ back: String) throws {
        var options = SocketOptions()
        options.linger = 1000
        let socket = try Socket(context, .dealer, options: options)
        try socket.connect(back)
        let reply = [UInt8](repeating: 7, count: 1024)
        var poller = Poller()
        _ = try poller.add(socket)
        while true {
            try poller.wait(milliseconds: 1000)
            while case .message(let frames) = try socket.receive() {
                let last = frames.last == end
                _ = try socket.send([frames[0], last ? end : reply])
                if last { return }
            }
        }
    }

    private static func runClient(_ context: Context, _ front: String, messages: Int, bytes: Int) throws {
        var options = SocketOptions()
        options.linger = 1000
        let socket = try Socket(context, .dealer, options: options)
        try socket.connect(front)
        let body = [UInt8](repeating: 9, count: bytes)
        var sent = 0
        var received = 0
        while received < messages {
            while sent < messages, sent - received < 64, try socket.send([body]) == .sent { sent += 1 }
            var poller = Poller()
            _ = try poller.add(socket, writable: sent == 0)
            try poller.wait(milliseconds: 5000)
            while case .message = try socket.receive() { received += 1 }
        }
        // nobody waits for the answer to the last word: those that pass it on are gone by then
        _ = try socket.send([end])
    }

    /// Jobs a second through three durable commits, in a new file in `folder`.
    static func commits(jobs: Int, bytes: Int, folder: String) throws -> Measurement {
        var measurement = Measurement(name: "SQLite alone: three commits a job, groups of 64", unit: "job")
        let database = try SQLiteConnection(path: folder + "/bare.db", mode: .create)
        try database.execute("tables", """
            PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE jobs(id INTEGER PRIMARY KEY, state INTEGER NOT NULL);
            CREATE TABLE bodies(job INTEGER PRIMARY KEY, body BLOB NOT NULL);
            """)
        let insert = try database.prepare("insert", "INSERT INTO jobs(id, state) VALUES(?, 0)")
        let body = try database.prepare("body", "INSERT INTO bodies(job, body) VALUES(?, ?)")
        let update = try database.prepare("update", "UPDATE jobs SET state = ?2 WHERE id = ?1")
        let bytes = [UInt8](repeating: 9, count: bytes)
        let start = MonotonicTime.now()
        for first in stride(from: 0, to: jobs, by: 64) {
            let group = first..<min(first + 64, jobs)
            try database.begin()
            for job in group {
                try insert.run(.int(job))
                try body.run(.int(job), .blob(bytes))
            }
            try database.commit()
            for state in 1...2 {
                try database.begin()
                for job in group { try update.run(.int(job), .int(state)) }
                try database.commit()
            }
        }
        measurement.add(jobs, nanoseconds: MonotonicTime.now().nanoseconds - start.nanoseconds)
        return measurement
    }
}
