internal import Base
internal import HTTPServer
internal import Runtime

/// Decides whether and where HTTP is served, and does so.
enum WebFront {
    /// The address of an option's value; nil for `off`. Throws `http.address` for none, `endpoint.open` for one beyond this machine
    /// without `insecure`, the aggregator's `--insecure-http`.
    static func address(_ text: String, insecure: Bool) throws -> HTTPAddress? {
        if text == "off" { return nil }
        let address = try HTTPAddress(text)
        guard address.isPrivate || insecure else {
            throw RuntimeError(
                .endpointOpen, "--http \(address) reaches beyond this machine, and pages are served to whoever asks",
                advice: "leave it on 127.0.0.1 and put a proxy with TLS and passwords before it, or say --insecure-http to go without")
        }
        return address
    }

    /// Serves from here on; nil where nothing is to be served. An address that nobody asked for and that is taken is no reason not to start.
    static func open(_ settings: AggregatorSettings, log: Log, site: (_ ownNamesOnly: Bool) throws -> WebSite) throws -> HTTPServer? {
        guard let address = try address(settings.http, insecure: settings.insecureHTTP) else { return nil }
        let site = try site(address.isPrivate)
        do throws(HTTPError) {
            return try HTTPServer(address) { site.handle($0) }
        } catch {
            guard error.kind == .inUse, settings.httpIsDefault else { throw error }
            log.warning(error.code, "no HTTP: \(error.message); choose another with --http")
            return nil
        }
    }
}
