internal import Base
internal import Dialog
internal import Platform
internal import Runtime
internal import ZeroMQ

// Who may come in, and who may stay.
extension AggregatorRole {
    /// Who may come in, where keys are set. Nobody that is not on the list gets as far as a message.
    func welcomeStrangers() throws {
        guard let zap = bound.zap else { return }
        let answered = try zap.answer { request in
            refreshList(at: .now(), atOnce: true)
            return gatekeeper.admits(request)
        }
        for (request, isAllowed) in answered where !isAllowed {
            strangers.warning(
                "aggregator.stranger", at: .now(), "a key that is not on the list was turned away",
                ["socket": .text(request.domain), "address": .text(request.address)])
        }
    }

    /// Strangers, or a line that grew beyond its machine: the log tells.
    func watchDoor(at now: MonotonicTime) {
        let count = Door.refused
        guard count > refused else { return }
        refused = count
        strangers.warning(
            "aggregator.connections", at: now, "as many connections are here as may be: others are closed at once",
            ["most": .number(connections.most), "refused": .number(count)])
    }

    func refreshList(at now: MonotonicTime, atOnce: Bool = false) {
        let before = gatekeeper.list
        if gatekeeper.refresh(at: now, atOnce: atOnce) { listChanged(from: before) }
    }

    /// Workers and subscribers that the new list does not allow lose what they have; requests are looked at one by one anyway.
    func listChanged(from before: AllowList?) {
        let gone = dispatcher.workerRoutes.filter { route in
            guard let key = workerKeys[route] else { return false }
            return (try? gatekeeper.checkWorker(key)) == nil
        }
        for route in gone {
            perform(dispatcher.dismiss(route, code: AccessError.revoked.code, message: AccessError.revoked.message, at: .now()))
        }
        guard gatekeeper.lost(since: before) else { return }
        bound.closeEvents()
        openEvents()
    }

    func openEvents() {
        eventsRetry = bound.openEvents() ? nil : MonotonicTime.now().adding(milliseconds: 20)
    }

    /// A peer is known by its key where it has one: a thousand connections of one key are one peer.
    func peer(_ route: [UInt8], _ key: String) -> Route { key.isEmpty ? Route(route) : Route([UInt8](key.utf8)) }
}
