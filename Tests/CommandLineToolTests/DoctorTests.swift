import Base
import Export
import TestSupport
import Testing

@testable import CommandLineTool

@Suite struct DoctorTests {
    private let findings: [Diagnosis] = [
        .ok("library.zeromq", "库在", "there"), .warn("disk.flush", "落盘慢", "slow", "换盘", "another disk"),
    ]

    @Test func linesSayWhatToDoAndAlign() {
        #expect(DoctorReport.line(findings[0], .en) == "ok    library.zeromq      there\n")
        #expect(DoctorReport.line(findings[1], .zh) == "注意  disk.flush          落盘慢\n" + String(repeating: " ", count: 26) + "→ 换盘\n")
        #expect(DoctorReport.summary(findings, .en) == "0 failed, 1 to look at.\n")
    }

    @Test func onlyFailuresFail() {
        #expect(DoctorReport.exit(findings) == .done)
        #expect(DoctorReport.exit(findings + [.fail("x", "", "", "", "")]) == .failure)
    }

    @Test func jsonHasEveryFinding() throws {
        let value = try JSONValue(DoctorReport.json(findings, .en))
        guard case .array(let items) = value else { throw ToolError(.usage, "no array") }
        #expect(items.count == 2)
        #expect(items[1].keys == ["advice", "name", "state", "text"])
    }

    @Test func aFolderThatIsNotThereFailsAndOneThatIsTellsRoomAndFlush() {
        #expect(DiskDoctor.examine("/no/such/folder").map(\.state) == [.fail])
        let folder = TemporaryFolder()
        let found = DiskDoctor.examine(folder.path)
        #expect(found.map(\.name) == ["disk.system", "disk.room", "disk.flush"])
        #expect(Repository.folderList(folder.path).isEmpty, "what was written is removed")
    }

    @Test func programsThatAreMissingFail() {
        let found = LineDoctor.programs(["HUIBAO_BIN": "/no/such/folder", "PATH": ""])
        #expect(found.count == 3)
    }

    @Test func everyWordHasBothLanguages() {
        for finding in MachineDoctor.libraries() + MachineDoctor.limits() + MachineDoctor.words(["LANG": "C"], columns: 60) + MachineDoctor.clock() {
            #expect(!finding.chinese.isEmpty && !finding.english.isEmpty)
            #expect(finding.chineseAdvice.isEmpty == finding.englishAdvice.isEmpty && (finding.state == .ok) == finding.englishAdvice.isEmpty)
        }
    }
}
