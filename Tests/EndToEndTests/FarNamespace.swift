import Glibc
import TestSupport

/// A network namespace with one wire (a veth pair) to this one: another machine, as far as sockets can tell.
///
/// ```
/// this namespace                                   far namespace
///   near 10.213.n.1 ──────────── wire ──────────── 10.213.n.2 far
/// ```
/// The wire is cut silently by neighbour entries that name nobody: packets leave, arrive at the other end of the wire, and are thrown away
/// there as not meant for it. Neither side gets an error, and no other setting of the machine is touched. Needs root and `ip`.
final class FarNamespace {
    /// Which packets are thrown away.
    enum Cut: String { case toFar = "towards the workers", fromFar = "from the workers", both = "both ways" }

    let nearAddress: String
    let farAddress: String
    private let name: String
    private let folder: TemporaryFolder
    private var hardware: (near: String, far: String) = ("", "")
    private static let ip: String? = (["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"] as [String]).first { unsafe access($0, X_OK) == 0 }

    /// Nil, and the reason told, where the machine does not allow it.
    init?(in folder: TemporaryFolder, reason: inout String) {
        let number = getpid() % 250 + 1
        name = "huibao\(getpid())"
        self.folder = folder
        nearAddress = "10.213.\(number).1"
        farAddress = "10.213.\(number).2"
        guard Self.ip != nil else {
            reason = "no program 'ip' (Debian: iproute2)"
            return nil
        }
        forgetTheDead()
        let made = [
            ["netns", "add", name], ["link", "add", near, "type", "veth", "peer", "name", "wire", "netns", name],
            ["addr", "add", nearAddress + "/30", "dev", near], ["link", "set", near, "up"],
        ].allSatisfy { run($0) } && [["addr", "add", farAddress + "/30", "dev", "wire"], ["link", "set", "wire", "up"], ["link", "set", "lo", "up"]]
            .allSatisfy { far($0) }
        guard made else {
            reason = "namespaces and wires cannot be made here: they need root and a kernel that has them"
            return nil
        }
        hardware = (address(output(["-o", "link", "show", near])), address(output(["-n", name, "-o", "link", "show", "wire"])))
    }

    deinit {
        _ = run(["link", "del", near])
        _ = run(["netns", "del", name])
    }

    /// What runs that were killed have left: namespaces and wires that carry the number of a process that is no more.
    private func forgetTheDead() {
        func isDead(_ name: Substring, _ prefix: String) -> Bool {
            guard name.hasPrefix(prefix), let process = Int32(name.dropFirst(prefix.count)), process > 0 else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }
        for line in output(["netns", "list"]).split(separator: "\n") {
            if let name = line.split(separator: " ").first, isDead(name, "huibao") { _ = run(["netns", "del", String(name)]) }
        }
        for line in output(["-o", "link", "show", "type", "veth"]).split(separator: "\n") {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "@" || $0 == ":" })
            if words.count > 1, isDead(words[1], "hb") { _ = run(["link", "del", String(words[1])]) }
        }
    }

    private var near: String { "hb\(getpid())" }

    /// A program with arguments that runs it beyond the wire, in the same process.
    func beyond(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
        (Self.ip ?? "", ["netns", "exec", name, ChildProcess.executables + "/" + program] + arguments)
    }

    /// Throws packets away from now on.
    func cut(_ cut: Cut) {
        let nobody = "02:00:00:00:00:01"
        if cut != .fromFar { _ = run(["neigh", "replace", farAddress, "lladdr", nobody, "dev", near, "nud", "permanent"]) }
        if cut != .toFar { _ = far(["neigh", "replace", nearAddress, "lladdr", nobody, "dev", "wire", "nud", "permanent"]) }
    }

    /// Packets arrive again.
    func mend() {
        _ = run(["neigh", "replace", farAddress, "lladdr", hardware.far, "dev", near, "nud", "permanent"])
        _ = far(["neigh", "replace", nearAddress, "lladdr", hardware.near, "dev", "wire", "nud", "permanent"])
    }

    /// Pulls the plug, which the kernel tells, or puts it in again.
    func plug(_ isIn: Bool) {
        _ = run(["link", "set", near, isIn ? "up" : "down"])
        if isIn { mend() }
    }

    private func run(_ arguments: [String]) -> Bool { outcome(arguments)?.exit == 0 }
    private func far(_ arguments: [String]) -> Bool { run(["-n", name] + arguments) }
    private func output(_ arguments: [String]) -> String { outcome(arguments)?.text ?? "" }

    private func outcome(_ arguments: [String]) -> ChildProcess.Outcome? {
        try? ChildProcess.run(Self.ip ?? "", arguments, in: folder, seconds: 20)
    }

    /// The hardware address in a line of `ip link`.
    private func address(_ line: String) -> String {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "link/ether"), at + 1 < words.count else { return "" }
        return String(words[at + 1])
    }
}
