import Base
import Glibc
import HTTPServer
import Platform
import TestSupport
import Testing

@Suite struct HTTPServerTests {
    static func echo(_ limits: HTTPServer.Limits = .init()) throws -> HTTPServer {
        try HTTPServer(HTTPAddress("127.0.0.1:0"), limits: limits) { request in
            let query = request.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
            return HTTPResponse(
                status: request.path == "/gone" ? 410 : 200, type: "text/plain", body: Array("\(request.path)?\(query)".utf8),
                headers: [.init("X-Host", request.host ?? "none")])
        }
    }

    @Test func answersWithPathQueryHostAndHeaders() throws {
        let server = try Self.echo()
        let answer = try #require(HTTPClient.get("/a%20b?city=%E9%9D%92%E5%B2%AD%E5%B8%82&n=2", port: server.address.port))
        #expect(answer.status == 200)
        #expect(answer.text == "/a b?city=青岭市&n=2")
        #expect(answer.headers["x-host"] == "127.0.0.1:\(server.address.port)")
        #expect(answer.headers["content-type"] == "text/plain")
        #expect(HTTPClient.get("/gone", port: server.address.port)?.status == 410)
    }

    @Test func headTellsTheLengthAlone() throws {
        let server = try Self.echo()
        let answer = try #require(HTTPClient.get("/four", port: server.address.port, method: "HEAD"))
        #expect(answer.status == 200 && answer.body.isEmpty && answer.headers["content-length"] == "6")
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "BREW"]) func whatDoesNotReadIsRefused(method: String) throws {
        let server = try Self.echo()
        #expect(HTTPClient.get("/", port: server.address.port, method: method)?.status == 405)
    }

    @Test func hostileRequestsNeverReachTheHandler() throws {
        let called = Locked(0)
        let server = try HTTPServer(HTTPAddress("127.0.0.1:0")) { _ in
            called.withLock { $0 += 1 }
            return .text("x")
        }
        let port = server.address.port
        let long = String(repeating: "x", count: 40_000)
        #expect([nil, 413, 414, 431].contains(HTTPClient.get("/" + long, port: port)?.status))
        #expect([nil, 413, 431].contains(HTTPClient.answer(to: "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\nConnection: close\r\n\r\n", port: port)?.status))
        #expect(HTTPClient.answer(to: "\u{1}\u{2}garbage\r\n\r\n", port: port)?.status != 200)
        #expect(HTTPClient.answer(to: "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", port: port)?.status != 200)
        #expect(called.withLock { $0 } == 0)
        #expect(HTTPClient.get("/", port: port)?.status == 200, "and others are served as before")
    }

    @Test func connectionsOfOneAddressAreBounded() throws {
        var limits = HTTPServer.Limits()
        limits.connectionsOfAddress = 4
        limits.silentSeconds = 2
        let server = try Self.echo(limits)
        let idle = (0..<12).compactMap { _ in HTTPClient.connect(port: server.address.port) }
        defer { for descriptor in idle { close(descriptor) } }
        // the silent ones are dropped after their time, then there is room again
        let served = (0..<60).contains { _ in
            if HTTPClient.get("/", port: server.address.port)?.status == 200 { return true }
            usleep(100_000)
            return false
        }
        #expect(served)
    }

    @Test func twoAskAtATime() throws {
        let server = try HTTPServer(HTTPAddress("127.0.0.1:0")) { request in
            if request.path == "/slow" { usleep(600_000) }
            return .text("x")
        }
        let slow = try PlainThread(name: "slow") { _ = HTTPClient.get("/slow", port: server.address.port) }
        usleep(50_000)
        let start = MonotonicTime.now()
        // the threads share connections out by themselves: of several one meets the other thread
        let fastest = (0..<4).map { _ -> Int64 in
            let begun = MonotonicTime.now()
            _ = HTTPClient.get("/", port: server.address.port)
            return MonotonicTime.now().milliseconds(since: begun)
        }.min() ?? 0
        #expect(fastest < 400, "\(fastest) ms; all: \(MonotonicTime.now().milliseconds(since: start))")
        slow.join()
    }

    @Test func anAddressInUseIsTold() throws {
        let server = try Self.echo()
        #expect(throws: HTTPError.self) { _ = try HTTPServer(HTTPAddress("127.0.0.1:\(server.address.port)")) { _ in .text("x") } }
        do {
            _ = try HTTPServer(HTTPAddress("127.0.0.1:\(server.address.port)")) { _ in .text("x") }
        } catch {
            #expect(error.kind == .inUse && error.code == "http.in-use" && error.message.contains("\(server.address.port)"))
        }
    }

    @Test func addressesAreRead() throws {
        #expect(try HTTPAddress("127.0.0.1:7413").description == "127.0.0.1:7413")
        #expect(try HTTPAddress("[::1]:80").description == "[::1]:80")
        #expect(try HTTPAddress("7413").description == "127.0.0.1:7413")
        #expect(try HTTPAddress("localhost:1").isPrivate && HTTPAddress("127.3.2.1:1").isPrivate && HTTPAddress("[::1]:1").isPrivate)
        #expect(try !HTTPAddress("0.0.0.0:1").isPrivate && !HTTPAddress("[::]:1").isPrivate)
        for wrong in ["", "x", "example.org:80", "127.0.0.1:70000", "127.0.0.1:", "1.2.3:4", "127.0.0.1:-1"] {
            #expect(throws: HTTPError.self, "\(wrong)") { try HTTPAddress(wrong) }
        }
    }
}
