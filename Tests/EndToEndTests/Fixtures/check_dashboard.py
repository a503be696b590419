"""Uses the dashboard in a headless Chromium by keyboard alone and prints as JSON what it saw.

Arguments: the browser's program, the page's address, a folder for pictures. Speaks the DevTools protocol over a plain socket.
"""
import base64, json, os, socket, struct, subprocess, sys, tempfile, time

browser, address, pictures = sys.argv[1:4]


class Page:
    """One tab, by its DevTools socket."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        self.buffer = self.buffer.split(b"\r\n\r\n", 1)[1]
        self.number = 0
        self.trouble = []

    def take(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(1 << 20)
            if not more:
                raise EOFError("the browser has gone")
            self.buffer += more
        out, self.buffer = self.buffer[:count], self.buffer[count:]
        return out

    def receive(self):
        text = b""
        while True:
            first, second = self.take(2)
            size = second & 127
            if size == 126:
                size = struct.unpack(">H", self.take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.take(8))[0]
            text += self.take(size)
            if first & 128:
                return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        data = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        mask = os.urandom(4)
        head = bytes([129]) + (
            bytes([128 | len(data)]) if len(data) < 126 else bytes([128 | 126]) + struct.pack(">H", len(data)))
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))
        while True:
            message = self.receive()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.hear(message)

    def hear(self, message):
        """Console errors, exceptions and what the page's policy refused."""
        method, what = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.trouble.append(what["exceptionDetails"].get("text", "exception"))
        elif method == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
            self.trouble.append(str(what["args"]))
        elif method == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
            self.trouble.append(what["entry"]["text"])

    def ask(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    def until(self, script, seconds=15):
        end = time.time() + seconds
        while time.time() < end:
            if self.ask(script):
                return True
            time.sleep(0.1)
        return False

    def key(self, name, code=None, text=None):
        codes = {"Tab": 9, "Enter": 13}
        common = dict(key=name, code=code or name, windowsVirtualKeyCode=codes.get(name, 0))
        text = "\r" if name == "Enter" else text
        self.call("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, name):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(os.path.join(pictures, name), "wb") as file:
            file.write(base64.b64decode(data))

    def size(self, width, height, mobile=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def scheme(self, value):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])


def main():
    profile = tempfile.mkdtemp()
    process = subprocess.Popen(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0",
         f"--user-data-dir={profile}", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        place = os.path.join(profile, "DevToolsActivePort")
        end = time.time() + 40
        while not (os.path.exists(place) and open(place).read().count("\n")):
            if time.time() > end:
                raise TimeoutError("the browser does not start")
            time.sleep(0.1)
        port = int(open(place).read().split("\n")[0])
        plain = socket.create_connection(("127.0.0.1", port), timeout=30)
        plain.sendall(f"GET /json/list HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while True:
            more = plain.recv(65536)
            if not more:
                break
            answer += more
            if b"]" in answer and b"webSocketDebuggerUrl" in answer:
                break
        tabs = json.loads(answer.split(b"\r\n\r\n", 1)[1])
        url = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
        page = Page(port, "/" + url.split("/", 3)[3])
        print(json.dumps(use(page)))
    finally:
        process.terminate()
        process.wait()


def use(page):
    seen = {}
    for domain in ("Page", "Runtime", "Log"):
        page.call(domain + ".enable")
    page.size(1400, 1000)
    page.scheme("light")
    page.call("Page.navigate", url=address)
    seen["loaded"] = page.until("document.querySelectorAll('#table tbody button').length > 0 && document.querySelectorAll('#workers tbody tr').length > 0")
    # the figures of the first look are drawn: nothing is drawn again below somebody's hands
    page.until("document.getElementById('state').className === 'ok'")
    time.sleep(1.5)
    seen["state"] = page.ask("document.getElementById('state').className")
    page.picture("wide-light.png")
    # the keyboard alone: '/' to the city, its name, Enter, then Tab to the first number, Enter
    page.key("/", "Slash", "/")
    seen["focus"] = page.ask("document.activeElement.id")
    page.call("Input.insertText", text="青岭")
    page.key("Enter")
    seen["filtered"] = page.until(
        "Array.from(document.querySelectorAll('#table tbody tr:not(.e) td:first-child')).map(function(c){return c.textContent})"
        ".filter(function(c){return c!=='青岭市'}).length===0 && document.querySelectorAll('#table tbody button').length>0")
    for _ in range(8):
        page.key("Tab")
        if page.ask("document.activeElement.matches('#table tbody button')"):
            break
    page.key("Enter")
    page.until("document.querySelector('tr.e:not([hidden]) mark')", 5)
    seen["number"] = page.ask("document.activeElement.textContent")
    seen["mark"] = page.ask("(document.querySelector('tr.e:not([hidden]) mark')||{}).textContent")
    seen["expanded"] = page.ask("document.activeElement.getAttribute('aria-expanded')")
    seen["outline"] = page.ask("getComputedStyle(document.activeElement).outlineStyle")
    page.ask("document.getElementById('table').scrollIntoView()")
    page.picture("wide-light-evidence.png")
    page.ask("scrollTo(0,0)")
    page.scheme("dark")
    page.picture("wide-dark.png")
    seen["dark"] = page.ask("getComputedStyle(document.body).backgroundColor")
    page.size(390, 844, True)
    time.sleep(0.3)
    page.picture("narrow-dark.png")
    page.scheme("light")
    page.picture("narrow-light.png")
    seen["overflow"] = page.ask("document.documentElement.scrollWidth - innerWidth")
    page.ask("document.getElementById('lang').focus()")
    page.key("Enter")
    seen["language"] = page.ask("document.documentElement.lang + ' ' + document.title")
    page.ask("document.getElementById('workers').scrollIntoView()")
    page.picture("narrow-light-english.png")
    seen["untranslated"] = page.ask(
        "Array.from(document.querySelectorAll('[data-t]')).filter(function(e){return /[\\u4e00-\\u9fff]/.test(e.textContent)}).length")
    time.sleep(1.5)
    page.ask("1")
    seen["trouble"] = page.trouble
    return seen


main()
