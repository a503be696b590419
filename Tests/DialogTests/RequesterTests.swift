import Base
import Dialog
import Testing

@Suite struct RequesterTests {
    @Test func repliesAreMatchedOnceAndLatePatienceEnds() {
        var requester = Requester(prefix: "c")
        let first = requester.begin(at: at(0), timeout: 1000)
        let second = requester.begin(at: at(0), timeout: 500)
        #expect(first != second)
        #expect(requester.nextDeadline == at(500))
        let answered = requester.end(first)
        let twice = requester.end(first)
        #expect(answered && !twice)
        #expect(requester.expired(at: at(499)).isEmpty)
        #expect(requester.expired(at: at(500)) == [second])
        let late = requester.end(second)
        #expect(!late)
        #expect(requester.nextDeadline == nil)
    }
}
