"""What the widget costs a page: bytes, requests, time to the launcher, time to the panel, blocking, layout shift."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.embedded import Embedded

RUNS = 5
CPU = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
WATCH = """
  window.shift = 0; window.seen = {};
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { shift += one.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    const root = document.querySelector('indgang-widget')?.shadowRoot;
    for (const name of ['.launcher', '#start'])
      if (!seen[name] && root?.querySelector(name)?.checkVisibility()) seen[name] = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""

# What a task costs is its processor time: on a machine that does other work beside, the clock would count that too.
TRACED = ["toplevel"]
TASK = "ThreadControllerImpl::RunTask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Seconds, milliseconds, and the addresses asked before the first click."""

    launcher: float
    panel: float
    blocking: float
    shift: float
    asked: tuple[str, ...]
    asked_on_click: tuple[str, ...]


def throttle(page: Page, *, network: bool) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
    return session


def tasks_of(trace: dict[str, Any]) -> Iterator[float]:
    """Processor time of every task on a page's main thread, in milliseconds."""
    events: list[dict[str, Any]] = trace["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    for event in events:
        if event["name"] == TASK and (event["pid"], event["tid"]) in main and "tdur" in event:
            yield event["tdur"] / 1_000


def load(browser: Browser, embedded: Embedded, *, widget: bool) -> Load:
    """One visit to the demo site's ordinary page, with nothing cached."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="da-DK")
    page = context.new_page()
    page.add_init_script(WATCH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    if not widget:
        page.route("**/widget/v1/**", lambda route: route.abort())
    throttle(page, network=True)
    browser.start_tracing(page=page, categories=TRACED)
    page.goto(embedded.demo.origin, wait_until="load")
    page.wait_for_timeout(1_500)
    tasks = tasks_of(json.loads(browser.stop_tracing()))
    before = tuple(url for url in asked if not url.startswith("data:"))
    blocking = sum(max(0.0, task - 50) for task in tasks)
    shift = float(page.evaluate("shift"))
    launcher = panel = 0.0
    if widget:
        launcher = page.evaluate("seen['.launcher']") / 1_000
        clicked = page.evaluate("performance.now()")
        page.locator(".launcher").evaluate("(one) => one.click()")
        page.wait_for_function("() => seen['#start']")
        panel = (page.evaluate("seen['#start']") - clicked) / 1_000
    after = tuple(url for url in asked[len(before) :] if not url.startswith("data:"))
    context.close()
    return Load(launcher=launcher, panel=panel, blocking=blocking, shift=shift, asked=before, asked_on_click=after)


def loads(browser: Browser, embedded: Embedded, *, widget: bool) -> Load:
    """The median of several visits; requests are those of the last."""
    found = [load(browser, embedded, widget=widget) for _ in range(RUNS)]
    return Load(
        launcher=median(one.launcher for one in found),
        panel=median(one.panel for one in found),
        blocking=median(one.blocking for one in found),
        shift=median(one.shift for one in found),
        asked=found[-1].asked,
        asked_on_click=found[-1].asked_on_click,
    )


def own_requests(urls: tuple[str, ...], server: str) -> list[str]:
    return [urlsplit(url).path for url in urls if urlsplit(url).netloc == urlsplit(server).netloc]


def third_parties(urls: tuple[str, ...], *own: str) -> list[str]:
    known = {urlsplit(url).netloc for url in own}
    return [url for url in urls if urlsplit(url).netloc not in known]
