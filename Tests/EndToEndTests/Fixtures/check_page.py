"""Opens a page of `huibao table --format html` in headless Chromium and tries what a reader would: search, filter, sort, evidence.

usage: check_page.py CHROMIUM PAGE [SCREENSHOTS]     prints one JSON object; exit 1 when the page misbehaves

Pages of `--wide` (numbers side by side) and of answers (rank, targets, …) have the same controls in other columns.

SCREENSHOTS is a folder: wide, narrow, dark and printed pictures of the page are written there, to be looked at.
"""
import base64, json, os, subprocess, sys, tempfile

TRY = r"""(() => {
  const table = document.getElementById('t'), out = {};
  const shown = () => [...table.tBodies].filter(b => !b.hidden);
  const first = () => table.tBodies[0];
  out.rows = table.tBodies.length;
  out.images = document.images.length;
  out.scripts = document.scripts.length;
  out.charts = document.querySelectorAll('figure svg').length;
  out.wider = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  out.closed = [...document.querySelectorAll('tr.e')].every(r => r.hidden);
  const button = first().querySelector('td button');
  button.focus(); out.focus = document.activeElement === button; button.click();
  const below = document.getElementById(button.getAttribute('aria-controls')) || first().rows[1];
  out.opened = !below.hidden && button.getAttribute('aria-expanded') === 'true';
  out.mark = (below.querySelector('mark') || {}).textContent || '';
  button.click();
  const heads = [...table.tHead.rows[0].cells], column = heads.findIndex(h => h.classList.contains('n'));
  const names = heads.findIndex(h => /指标|Indicator|城市|City/.test(h.textContent));
  const sort = heads[column].querySelector('button');
  const values = () => [...table.tBodies].map(b => Number(b.rows[0].cells[column].dataset.v));
  sort.click(); let v = values(); out.ascending = v.every((x, i) => i === 0 || v[i - 1] <= x);
  sort.click(); v = values(); out.descending = v.every((x, i) => i === 0 || v[i - 1] >= x);
  const q = document.getElementById('q'), word = first().rows[0].cells[names].textContent;
  q.value = word; q.dispatchEvent(new Event('input'));
  out.found = shown().length;
  out.allFit = shown().every(b => b.textContent.includes(word)) && out.found > 0;
  q.value = 'no such word'; q.dispatchEvent(new Event('input')); out.none = shown().length;
  q.value = ''; q.dispatchEvent(new Event('input'));
  const city = document.querySelector('select'), chosen = Number(city.dataset.column); city.value = city.options[1].value; city.dispatchEvent(new Event('change'));
  out.cities = new Set(shown().map(b => b.rows[0].cells[chosen].textContent)).size;
  city.value = ''; city.dispatchEvent(new Event('change'));
  out.back = shown().length === out.rows;
  return JSON.stringify(out);
})()"""


class Browser:
    def __init__(self, program, folder):
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()

        def wire():
            a, b = os.dup(to_browser), os.dup(from_browser)
            os.dup2(a, 3), os.dup2(b, 4)

        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir=" + folder]
        self.child = subprocess.Popen(
            [program] + arguments, preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self.rest, self.number, self.events, self.session = b"", 0, [], None

    def message(self):
        while b"\0" not in self.rest:
            piece = os.read(self.inp, 1 << 16)
            if not piece:
                sys.exit("the browser has gone")
            self.rest += piece
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def ask(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self.message())


def main():
    program, page = sys.argv[1], os.path.abspath(sys.argv[2])
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        try:
            target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for part in ["Runtime", "Log", "Page", "Network"]:
                browser.ask(part + ".enable")
            browser.ask("Page.navigate", url="file://" + page)
            browser.wait("Page.loadEventFired")
            widths = {"wide": 1280, "narrow": 390}
            results = {}
            for name, width in widths.items():
                browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=name == "narrow")
                answer = browser.ask("Runtime.evaluate", expression=TRY, returnByValue=True)
                results[name] = json.loads(answer["result"].get("value") or sys.exit(json.dumps(answer)))
                if pictures:
                    picture(browser, f"{pictures}/{name}.png")
            if pictures:
                browser.ask("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
                browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
                browser.ask("Runtime.evaluate", expression="document.querySelector('td button').click()")
                picture(browser, f"{pictures}/dark.png")
                browser.ask("Emulation.setEmulatedMedia", features=[])
                browser.ask("Runtime.evaluate", expression="(document.getElementById('charts') || document.body).scrollIntoView()")
                picture(browser, f"{pictures}/charts.png")
                data = browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"]
                open(f"{pictures}/print.pdf", "wb").write(base64.b64decode(data))
            errors = [e for e in browser.events if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]
            urls = [e["params"]["request"]["url"] for e in browser.events if e.get("method") == "Network.requestWillBeSent"]
            outside = [u for u in urls if not u.startswith(("file://", "data:"))]
        finally:
            browser.child.kill()
            browser.child.wait()
    wrong = [] if not errors and not outside else [f"errors {errors}, requests {outside}"]
    for name, r in results.items():
        good = r["closed"] and r["focus"] and r["opened"] and r["mark"] and r["ascending"] and r["descending"] and r["allFit"]
        good = good and r["none"] == 0 and r["cities"] == 1 and r["back"] and r["images"] == 0 and r["scripts"] == 1 and not r["wider"]
        if not good:
            wrong.append(f"{name}: {r}")
    print(json.dumps({"wrong": wrong, "errors": len(errors), "requests": len(outside), **results}, ensure_ascii=False))
    sys.exit(1 if wrong else 0)


def picture(browser, path):
    data = browser.ask("Page.captureScreenshot")["data"]
    open(path, "wb").write(base64.b64decode(data))


main()
