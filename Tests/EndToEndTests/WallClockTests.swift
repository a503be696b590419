import Glibc
import TestSupport
import Testing

/// The wall clock jumps by more than a year, back and forth, twenty times a second, in every daemon: nothing changes.
@Suite(.serialized) struct WallClockTests {
    /// Stands before libc: what asks for the time of day gets one that jumps.
    private static let shim = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <sys/time.h>
        #include <time.h>
        static int (*real)(clockid_t, struct timespec *);
        static long offset(void) {
            struct timespec now;
            if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
            real(CLOCK_MONOTONIC, &now);
            return (now.tv_nsec / 50000000) % 2 ? 40000000 : -40000000;
        }
        int clock_gettime(clockid_t which, struct timespec *into) {
            long jump = offset();
            int code = real(which, into);
            if (code == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) into->tv_sec += jump;
            return code;
        }
        int gettimeofday(struct timeval *restrict into, void *restrict zone) {
            struct timespec now;
            (void)zone;
            clock_gettime(CLOCK_REALTIME, &now);
            into->tv_sec = now.tv_sec;
            into->tv_usec = now.tv_nsec / 1000;
            return 0;
        }
        time_t time(time_t *into) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (into) *into = now.tv_sec;
            return now.tv_sec;
        }
        """

    private func compiled(in folder: TemporaryFolder) throws -> String? {
        let source = folder.write("clock.c", Self.shim)
        let library = folder.path + "/clock.so"
        for compiler in ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"] where unsafe access(compiler, X_OK) == 0 {
            let built = try ChildProcess.run(compiler, ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], in: folder)
            if built.exit == 0 { return library }
        }
        return nil
    }

    @Test func aJumpingWallClockChangesNothing() throws {
        let folder = TemporaryFolder()
        guard let shim = try compiled(in: folder) else { return print("skipped: no C compiler to build a clock that jumps") }
        let corpus = Corpus.make(60, seed: 43, in: folder)
        let calm = try Cluster()
        try calm.start("huibao-ingest")
        try calm.start("huibao-extractor")
        #expect(try calm.huibao("submit", "--wait", corpus).exit == 0)
        let undisturbed = try calm.export()
        calm.stop()

        let cluster = try Cluster(folder: folder, environment: ["LD_PRELOAD": shim])
        defer { cluster.stop() }
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try cluster.huibao("submit", "--wait", corpus).exit == 0)
        #expect(try cluster.export() == undisturbed)
        // long enough for a heartbeat that the jumps could have taken for a silence
        sleep(2)
        let status = try cluster.status()
        #expect(status.items("workers").count == 2)
        for stage in status.items("stages") { #expect(stage.int("retries") == 0 && stage.int("late") == 0 && stage.int("dead") == 0, "\(stage)") }
        #expect(!cluster.aggregator.errors.contains("worker.lost"))
        // and the clock did jump: the records' own times prove it
        for _ in 0..<12 { #expect(try cluster.huibao("submit", corpus).exit == 0) }
        let times = try cluster.status().items("jobs").compactMap { $0.int("createdAt") }
        #expect(times.count == 13 && (times.max() ?? 0) - (times.min() ?? 0) > 70_000_000_000, "the clock stood still for these daemons")
        #expect(try cluster.huibao("status").exit == 0)
    }
}
