import Glibc
import Testing
import TestSupport

/// The scripts and units of Deploy, run against a make-believe system: a PATH that holds only what a test puts there.
@Suite struct DeployTests {
    static let hasSystemd = unsafe access("/usr/bin/systemd-analyze", X_OK) == 0
    let folder = TemporaryFolder()

    /// Makes a command of the make-believe system: a shell script.
    private func fake(_ name: String, _ script: String) {
        let path = folder.write(name, "#!/bin/bash\n\(script)\n")
        _ = unsafe chmod(path, 0o755)
    }

    private func real(_ names: String...) {
        for name in names { _ = unsafe symlink("/usr/bin/" + name, folder.path + "/" + name) }
    }

    private func run(_ script: String, _ arguments: [String] = []) throws -> ChildProcess.Outcome {
        try ChildProcess.run("/bin/bash", [Repository.root + "/Deploy/" + script] + arguments, in: folder, environment: ["PATH": folder.path])
    }

    @Test(arguments: ["quickstart.sh", "test.sh"]) func missingSwiftIsSaidClearly(script: String) throws {
        real("dirname", "sed", "cat", "head")
        let outcome = try run(script)
        #expect(outcome.exit == 1)
        #expect(outcome.errors.contains("Swift is missing") && outcome.errors.contains("swift.org/install"), "\(outcome.errors)")
    }

    /// On a minimal Debian the toolchain lacks libraries of its own and ends before it tells its version.
    @Test func toolchainThatDoesNotStartIsSaidClearly() throws {
        real("dirname", "sed", "cat", "head", "grep")
        fake("swift", "echo 'swift: cannot open shared object file' >&2; exit 127")
        fake("id", "echo 1000")
        fake("dpkg-query", "exit 1")
        let bare = try run("quickstart.sh")
        #expect(bare.exit == 1)
        #expect(bare.errors.contains("sudo apt-get install -y g++ libcurl4 libncurses6 libxml2 "), "\(bare.errors)")
        fake("dpkg-query", "echo 'install ok installed'")
        let broken = try run("quickstart.sh")
        #expect(broken.exit == 1)
        #expect(broken.errors.contains("'swift --version' fails") && broken.errors.contains("cannot open shared object file"), "\(broken.errors)")
    }

    @Test func oldSwiftIsRefused() throws {
        real("dirname", "sed", "cat", "head", "grep")
        fake("dpkg-query", "echo 'install ok installed'")
        fake("swift", "echo 'Swift version 5.10.1 (swift-5.10.1-RELEASE)'")
        let outcome = try run("test.sh")
        #expect(outcome.exit == 1)
        #expect(outcome.errors.contains("Swift 5.10 is too old"), "\(outcome.errors)")
    }

    @Test func missingPackagesGiveTheOneLineToRun() throws {
        real("dirname", "sed", "cat", "head", "grep")
        fake("swift", "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'")
        fake("id", "echo 1000")
        fake("dpkg-query", "case \"$*\" in *libssl-dev* | *libcurl4*) echo 'install ok installed';; *) exit 1;; esac")
        let outcome = try run("quickstart.sh")
        #expect(outcome.exit == 1)
        let line = "\n  sudo apt-get install -y g++ libncurses6 libxml2 libzmq3-dev libsqlite3-dev libuchardet-dev libxlsxwriter-dev libarchive-dev libexpat1-dev libmicrohttpd-dev libzstd-dev\n"
        #expect(outcome.errors.contains(line), "\(outcome.errors)")
    }

    @Test func rootInstallsWhatIsMissing() throws {
        real("dirname", "sed", "cat", "head", "grep")
        fake("swift", "case $1 in --version) echo 'Swift version 6.3.1';; *) echo \"swift $*\"; exit 9;; esac")
        fake("id", "echo 0")
        fake("dpkg-query", "case \"$*\" in *libzmq3-dev*) exit 1;; *) echo 'install ok installed';; esac")
        fake("apt-get", "echo \"apt-get $*\"")
        let outcome = try run("test.sh")
        #expect(outcome.errors.contains("apt-get install -q -y --no-install-recommends libzmq3-dev\n"), "\(outcome.errors)")
        #expect(outcome.exit == 9 && outcome.text.contains("--build-tests"), "goes on to build, and a build's exit code is the script's")
    }

    @Test func packageListIsTheManifests() throws {
        let manifest = try #require(Repository.text("Package.swift"))
        let wanted = Set(
            manifest.split(separator: "\n").filter { $0.contains("system(\"") }.compactMap { line in
                line.split(separator: "\"").first { $0.hasPrefix("lib") }.map { String($0) }
            })
        let list = try #require(Repository.text("Deploy/packages.txt"))
        let listed = Set(list.split(separator: "\n").map { $0.prefix { $0 != "#" && $0 != " " } }.filter { !$0.isEmpty }.map { String($0) })
        #expect(wanted.count >= 4)
        #expect(listed == wanted)
    }

    @Test(.enabled(if: Self.hasSystemd, "systemd-analyze is not installed")) func unitsAreCleanToSystemd() throws {
        let outcome = try ChildProcess.run("/bin/bash", [Repository.root + "/Deploy/systemd/verify.sh"], in: folder)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        #expect(outcome.text == "systemd-analyze verify: 4 units, clean\n")
    }

    @Test func everyScriptIsExecutableAndParses() throws {
        for script in ["Deploy/quickstart.sh", "Deploy/test.sh", "Deploy/install.sh", "Deploy/systemd/verify.sh", ".ci/run"] {
            let path = Repository.root + "/" + script
            #expect(unsafe access(path, X_OK) == 0, "\(script) cannot be executed")
            let outcome = try ChildProcess.run("/bin/bash", ["-n", path], in: folder)
            #expect(outcome.exit == 0, "\(outcome.errors)")
        }
    }

    @Test(arguments: [("aggregator", "huibao-aggregator"), ("worker", "huibao-ingest"), ("worker", "huibao-extractor")])
    func sampleConfigurationNamesOptionsOfItsDaemon(file: String, program: String) throws {
        let help = try ChildProcess.run(program, ["--help"], in: folder)
        #expect(help.exit == 0)
        let text = try #require(Repository.text("Deploy/configuration/\(file).conf"))
        let keys = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " ").first }
        #expect(keys.count >= 2)
        for key in keys { #expect(help.text.contains("--\(key) "), "\(program) has no option --\(key)") }
    }
}
