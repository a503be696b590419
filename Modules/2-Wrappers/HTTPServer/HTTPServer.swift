internal import CMicroHTTPD
internal import Glibc

/// A small server for pages and figures: GET and HEAD, whole answers, limits on everything.
///
/// ```
///   connections ──► the library's threads (epoll; asleep while nobody asks) ──► handler(request) ──► response
/// ```
/// The handler runs on the server's own threads, several at a time; it may take a moment, other threads serve meanwhile. What is no
/// GET or HEAD, has a body, too long headers, or too many connections behind it never reaches the handler.
@safe public final class HTTPServer: Sendable {
    /// What is served at most.
    public struct Limits: Sendable {
        /// Connections at a time.
        public var connections: UInt32 = 64
        /// Connections of one address.
        public var connectionsOfAddress: UInt32 = 32
        /// Seconds that a connection may be silent.
        public var silentSeconds: UInt32 = 15
        /// Bytes of a request's line and headers.
        public var requestBytes = 16 << 10
        /// Threads.
        public var threads: UInt32 = 2

        /// The defaults.
        public init() {}
    }

    /// Where it listens, with the port that the system chose.
    public let address: HTTPAddress
    private let daemon: Daemon
    private let handler: Unmanaged<Handler>

    /// Listens and serves from here on. Throws `http.in-use`, `http.system`.
    public init(
        _ wanted: HTTPAddress, limits: Limits = Limits(), handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) throws(HTTPError) {
        let (socket, port) = try wanted.listen()
        address = HTTPAddress(host: wanted.host, port: port)
        let box = unsafe Unmanaged.passRetained(Handler(handler))
        let started = unsafe huibao_http_start(
            socket, { closure, connection, path, method, _, _, bodyBytes, state in
                unsafe HTTPServer.access(closure, connection, path, method, bodyBytes, state)
            }, box.toOpaque(), limits.connections, limits.connectionsOfAddress, limits.silentSeconds, limits.requestBytes,
            limits.threads)
        guard let started = unsafe started else {
            unsafe box.release()
            close(socket)
            throw HTTPError(
                kind: .system, message: "the server at \(wanted) does not start", advice: "raise the limits of open files and processes")
        }
        unsafe daemon = Daemon(pointer: started)
        unsafe self.handler = box
    }

    deinit {
        unsafe MHD_stop_daemon(daemon.pointer)
        unsafe handler.release()
    }

    /// The library locks by itself.
    @safe private struct Daemon: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private final class Handler: Sendable {
        let body: @Sendable (HTTPRequest) -> HTTPResponse
        init(_ body: @escaping @Sendable (HTTPRequest) -> HTTPResponse) { self.body = body }
    }

    // MARK: one request

    /// Called first when the headers are there, then once more when the request is whole.
    private static func access(
        _ closure: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
        _ method: UnsafePointer<CChar>?, _ bodyBytes: UnsafeMutablePointer<Int>?, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let closure = unsafe closure, let connection = unsafe connection, let state = unsafe state, let bodyBytes = unsafe bodyBytes,
            let method = unsafe method.map({ unsafe String(cString: $0) }), let path = unsafe path.map({ unsafe String(cString: $0) })
        else { return .NO }
        guard method == "GET" || method == "HEAD" else {
            return unsafe send(
                HTTPResponse(
                    status: 405, type: "text/plain; charset=utf-8", body: Array("GET and HEAD only\n".utf8),
                    headers: [.init("Allow", "GET, HEAD"), .init("Connection", "close")]), connection)
        }
        if unsafe state.pointee == nil {
            unsafe state.pointee = closure
            return .YES
        }
        // a reading request has no body
        guard unsafe bodyBytes.pointee == 0 else { return .NO }
        let handler = unsafe Unmanaged<Handler>.fromOpaque(closure).takeUnretainedValue()
        return unsafe send(handler.body(request(path, connection)), connection)
    }

    private static func request(_ path: String, _ connection: OpaquePointer) -> HTTPRequest {
        var request = HTTPRequest(path: path)
        let collected = unsafe Unmanaged.passRetained(Collected())
        defer { unsafe collected.release() }
        unsafe MHD_get_connection_values(
            connection, .GET_ARGUMENT_KIND,
            { closure, _, key, value in
                guard let closure = unsafe closure, let key = unsafe key else { return .NO }
                let collected = unsafe Unmanaged<Collected>.fromOpaque(closure).takeUnretainedValue()
                unsafe collected.values[String(cString: key)] = value.map { unsafe String(cString: $0) } ?? ""
                return .YES
            }, collected.toOpaque())
        request.query = unsafe collected.takeUnretainedValue().values
        request.host = unsafe MHD_lookup_connection_value(connection, .HEADER_KIND, "Host").map { unsafe String(cString: $0) }
        return request
    }

    /// Parameters on their way out of the library's callback.
    private final class Collected {
        var values: [String: String] = [:]
    }

    private static func send(_ response: HTTPResponse, _ connection: OpaquePointer) -> MHD_Result {
        var body = response.body
        let size = body.count
        // the library copies the body
        guard let made = unsafe body.withUnsafeMutableBytes({ unsafe MHD_create_response_from_buffer(size, $0.baseAddress, .RESPMEM_MUST_COPY) })
        else { return .NO }
        defer { unsafe MHD_destroy_response(made) }
        unsafe MHD_add_response_header(made, "Content-Type", response.type)
        for header in response.headers { unsafe MHD_add_response_header(made, header.name, header.value) }
        return unsafe MHD_queue_response(connection, response.status, made)
    }
}
