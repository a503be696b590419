import Testing

@testable import AggregatorService

/// How descriptors are shared out.
@Suite struct ConnectionShareTests {
    @Test(arguments: [(1024, 896), (256, 128), (64, 32), (65536, 9216), (1, 1), (0, 1)])
    func someStayFreeAndWorkersHaveTheirOwn(_ descriptors: Int, _ most: Int) {
        let connections = Connections(descriptors: descriptors, clients: 4096)
        #expect(connections.most == most)
        #expect(connections.forClients <= most && connections.forClients >= max(1, most * 3 / 4))
    }
}
