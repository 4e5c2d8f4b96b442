"""Headless Chromium, driven over its DevTools pipe with nothing but Python's own library."""

import base64
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile

KEYS = {
    "Enter": ("Enter", 13, "\r"),
    "Space": ("Space", 32, " "),
    "Tab": ("Tab", 9, None),
    "ArrowRight": ("ArrowRight", 39, None),
    "Backspace": ("Backspace", 8, None),
}


def program():
    """The browser's program; None where there is none."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


class Browser:
    """A browser without windows; its profile goes when it is closed."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        command = [program(), "--headless", "--no-sandbox", "--disable-gpu"]
        command += ["--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]
        command += [f"--user-data-dir={self.profile.name}", "about:blank"]
        # The browser reads what it is to do from 3 and answers on 4.
        line = f"exec {shlex.join(command)} 3<&{theirs_in} 4>&{theirs_out}"
        self.process = subprocess.Popen(
            ["sh", "-c", line],
            pass_fds=[theirs_in, theirs_out],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.input = os.fdopen(ours_out, "wb", buffering=0)
        self.output = os.fdopen(ours_in, "rb")
        self.buffer = b""
        self.number = 0
        self.listeners = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.send("Browser.close")
        self.process.wait(timeout=30)
        self.profile.cleanup()

    def message(self):
        """The next message from the browser."""
        while b"\0" not in self.buffer:
            read = self.output.read1(1 << 20)
            if not read:
                raise RuntimeError("the browser has ended")
            self.buffer += read
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        listener = self.listeners.get(message.get("sessionId"))
        if "method" in message and listener:
            listener(message)
        return message

    def send(self, method, session=None, **parameters):
        """Asks for something, and waits for the answer."""
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        self.input.write(json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def page(self, **options):
        """A new page."""
        return Page(self, **options)


class Page:
    """One page, with what it complained about in `errors`."""

    def __init__(self, browser, width=1280, height=1600, theme=None, scripts=True, printed=False):
        self.browser = browser
        self.errors = []
        self.loaded = False
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        attached = browser.send("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        browser.listeners[self.session] = self.hear
        for domain in ["Page", "Runtime", "Log"]:
            self.send(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        if theme:
            choose = f"localStorage.setItem('mdbook-theme', '{theme}')"
            self.send("Page.addScriptToEvaluateOnNewDocument", source=choose)
        if not scripts:
            self.send("Emulation.setScriptExecutionDisabled", value=True)
        if printed:
            self.send("Emulation.setEmulatedMedia", media="print")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.send("Target.closeTarget", targetId=self.target)

    def send(self, method, **parameters):
        """Asks the page for something."""
        return self.browser.send(method, session=self.session, **parameters)

    def hear(self, message):
        """Remembers what the page complains about."""
        what = message["params"]
        if message["method"] == "Page.loadEventFired":
            self.loaded = True
        elif message["method"] == "Runtime.exceptionThrown":
            details = what["exceptionDetails"]
            thrown = details.get("exception", {}).get("description", details["text"])
            self.errors.append(thrown)
        elif message["method"] == "Runtime.consoleAPICalled" and what["type"] == "error":
            self.errors.append(" ".join(str(it.get("value")) for it in what["args"]))
        elif message["method"] == "Log.entryAdded" and what["entry"]["level"] == "error":
            self.errors.append(what["entry"]["text"])

    def open(self, path):
        """Loads a file, to the end."""
        self.loaded = False
        self.send("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        while not self.loaded:
            self.browser.message()
        return self

    def run(self, expression):
        """What an expression gives, as JSON has it; a promise is waited for."""
        done = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return done["result"].get("value")

    def press(self, key):
        """Presses a key and lets it go: one of `KEYS`, or a character."""
        code, number, text = KEYS.get(key, (f"Key{key.upper()}", ord(key.upper()[0]), key))
        event = {"key": " " if key == "Space" else key, "code": code}
        event["windowsVirtualKeyCode"] = number
        down = {"type": "keyDown", **event} | ({"text": text} if text else {})
        self.send("Input.dispatchKeyEvent", **down)
        self.send("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        """Types a text where the page's focus is."""
        for character in text:
            self.press(character)

    def click(self, selector):
        """Clicks into the middle of an element."""
        middle = f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        x, y = self.run(middle)
        at = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.send("Input.dispatchMouseEvent", type="mousePressed", **at)
        self.send("Input.dispatchMouseEvent", type="mouseReleased", **at)

    def picture(self, path):
        """Saves what is to be seen."""
        shot = self.send("Page.captureScreenshot", format="png")
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))
