"""Runs 'huibao top' on a terminal of its own, types, resizes, ends it in several ways, and prints as JSON what came of it.

Arguments: the program, the control endpoint, the aggregator's process number (which is stopped by SIGKILL at the end).
"""
import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

program, endpoint, aggregator = sys.argv[1], sys.argv[2], int(sys.argv[3])


class Terminal:
    def __init__(self, rows, columns, *more):
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.environ["HUIBAO_CONNECT"] = endpoint
            os.execv(program, [program, "top", "--interval", "200ms", *more])
        self.slave = os.open(self.name(), os.O_RDWR | os.O_NOCTTY)
        self.before = termios.tcgetattr(self.slave)
        self.resize(rows, columns)
        self.text = ""

    def name(self):
        number = struct.unpack("I", fcntl.ioctl(self.master, 0x80045430, b"\0" * 4))[0]
        return f"/dev/pts/{number}"

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """What is drawn in that time."""
        out = b""
        end = time.time() + seconds
        while time.time() < end:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    out += os.read(self.master, 65536)
                except OSError:
                    break
        text = out.decode("utf-8", "replace")
        self.text += text
        return text

    def until(self, word, seconds=15):
        end = time.time() + seconds
        while time.time() < end:
            if word in self.text:
                return True
            self.read(0.1)
        return word in self.text

    def type(self, keys):
        os.write(self.master, keys.encode())

    def end(self, seconds=15):
        """The exit code, once it ends by itself; None where it does not."""
        limit = time.time() + seconds
        while time.time() < limit:
            self.read(0.05)
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                self.read(0.1)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return None

    def restored(self):
        now = termios.tcgetattr(self.slave)
        return now[3] == self.before[3] and self.text.rstrip().endswith("\x1b[?1049l")


def rows(text):
    """The highest row that was drawn."""
    return max([int(n) for n in re.findall(r"\x1b\[(\d+);1H", text)] or [0])


seen = {}
top = Terminal(24, 80)
seen["shown"] = top.until("q 退出") and "\x1b[?1049h" in top.text
seen["rows24"] = rows(top.text)
quiet = top.read(1.2)
seen["whole frames while idle"] = quiet.count("\x1b[2J")
seen["bytes while idle"] = len(quiet)
top.text = ""
top.resize(60, 200)
top.until("\x1b[2J")
top.read(0.5)
seen["rows60"] = rows(top.text)
top.type("l")
seen["english"] = top.until("q quit")
top.type("s")
seen["sorted"] = top.until("sort (rate)")
top.type("q")
seen["q"], seen["q restored"] = top.end(), top.restored()
for name, number in (("term", signal.SIGTERM), ("int", signal.SIGINT)):
    top = Terminal(24, 80)
    top.until("q 退出")
    os.kill(top.child, number)
    seen[name], seen[name + " restored"] = top.end(), top.restored()
top = Terminal(24, 80, "--timeout", "5s")
top.until("q 退出")
os.kill(aggregator, signal.SIGKILL)
seen["trouble"] = top.until("联系不上")
seen["lost"] = top.end()
seen["lost restored"] = "\x1b[?1049l" in top.text
print(json.dumps(seen))
