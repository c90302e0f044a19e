"""A headless Chromium, driven over the DevTools protocol by aiohttp: as much of it as the page tests need."""

import asyncio
import base64
import json
import os
import pathlib
import signal
import tempfile

import aiohttp

PROGRAM = "chromium-headless-shell"
DEADLINE = 30


class Browser:
    """One page of a browser with a profile of its own."""

    async def __aenter__(self):
        self._profile = tempfile.TemporaryDirectory()
        self.downloads = pathlib.Path(self._profile.name, "downloads")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._process = await asyncio.create_subprocess_exec(
            PROGRAM, "--remote-debugging-port=0", "--disable-gpu", "--hide-scrollbars", *sandbox,
            f"--user-data-dir={self._profile.name}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, start_new_session=True)
        async with asyncio.timeout(DEADLINE):
            while b"DevTools listening on " not in (line := await self._process.stderr.readline()):
                if not line:
                    raise RuntimeError("the browser did not start")
        self._drain = asyncio.create_task(self._process.stderr.read())
        port = line.split(b"ws://")[1].split(b"/")[0].decode()
        self._session = aiohttp.ClientSession()
        async with self._session.get(f"http://{port}/json/list") as answer:
            page = next(target for target in await answer.json() if target["type"] == "page")
        self._socket = await self._session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0)
        self._number = 0
        self._events = []
        for domain in ("Page", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads),
                        eventsEnabled=True)
        return self

    async def __aexit__(self, *_):
        await self._socket.close()
        await self._session.close()
        # With its children, which would hold the pipe open.
        os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        await self._drain
        self._profile.cleanup()

    async def call(self, method, **parameters):
        self._number += 1
        number = self._number
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(DEADLINE):
            while (message := await self._socket.receive_json()).get("id") != number:
                self._events.append(message)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']['message']}")
        return message["result"]

    async def _event(self, name, matches=lambda parameters: True):
        async with asyncio.timeout(DEADLINE):
            while True:
                for index, message in enumerate(self._events):
                    if message.get("method") == name and matches(message["params"]):
                        del self._events[: index + 1]
                        return message["params"]
                self._events.append(await self._socket.receive_json())

    async def run(self, script):
        """The value of an expression in the page."""
        result = await self.call("Runtime.evaluate", expression=script, returnByValue=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    async def open(self, url):
        self._events.clear()
        await self.call("Page.navigate", url=url)
        await self._event("Page.loadEventFired")

    async def click(self, selector):
        """Clicks what leads to another page, and waits for that."""
        self._events.clear()
        await self._click(selector)
        await self._event("Page.loadEventFired")

    async def download(self, selector):
        """Clicks what gives a file: its name and content."""
        self._events.clear()
        await self._click(selector)
        begun = await self._event("Browser.downloadWillBegin")
        done = await self._event("Browser.downloadProgress", lambda it: it["state"] != "inProgress")
        if done["state"] != "completed":
            raise RuntimeError(f"the download was {done['state']}")
        return begun["suggestedFilename"], (self.downloads / begun["suggestedFilename"]).read_bytes()

    async def _click(self, selector):
        if not await self.run(f"(e => e ? (e.click(), true) : false)(document.querySelector({json.dumps(selector)}))"):
            raise RuntimeError(f"{await self.run('location.pathname')} has no {selector}")

    async def fill(self, selector, value):
        """Types a text, or ticks a box."""
        kind = "checked" if isinstance(value, bool) else "value"
        await self.run(f"void (document.querySelector({json.dumps(selector)}).{kind} = {json.dumps(value)})")

    async def text(self, selector="main"):
        return await self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? null")

    async def screenshot(self, path):
        size = (await self.call("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        taken = await self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        pathlib.Path(path).write_bytes(base64.b64decode(taken["data"]))

    async def print(self, path):
        """As the page's own style sheet wants its paper."""
        printed = await self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        pathlib.Path(path).write_bytes(base64.b64decode(printed["data"]))
