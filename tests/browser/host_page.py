"""A public site's page with the widget on it, served by the browser itself so that it may carry any policy."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Route

PATH = "/a-public-site"
BODY = """
<header><a href="#indhold">Spring til indhold</a><p>Region Prøveland</p></header>
<main id="indhold">
  <h1>Innovation og samarbejde</h1>
  <p>Regionens sygehuse arbejder sammen med virksomheder om at udvikle og afprøve nye løsninger til patienter og
  personale. Her kan du læse om, hvordan et samarbejde begynder.</p>
  <h2>Sådan begynder et samarbejde</h2>
  <p>Et samarbejde begynder med en samtale om behov, modenhed og rammer.</p>
  <p><a href="#kontakt">Kontakt os</a></p>
</main>
"""
LOOKS = """
body { font: 16px/1.5 Georgia, serif; margin: 0 auto; max-width: 46rem; padding: 2rem 1rem; color: #222; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #eee; } a { color: #9cf; } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPage:
    """`attributes` stand on the script tag, `policy` is the site's Content-Security-Policy, `styles` are its own."""

    server: str
    attributes: str = ""
    policy: str = ""
    styles: str = LOOKS
    language: str = "da"
    body: str = BODY
    head: str = ""
    extra: dict[str, str] = field(default_factory=dict[str, str])

    def open(self, page: Page) -> None:
        page.route(f"**{PATH}*", lambda route: self._answer(route))
        page.route(f"**{PATH}.css", lambda route: self._answer_styles(route))
        page.goto(f"{self.server}{PATH}")

    def _answer(self, route: Route) -> None:
        headers = {"Content-Type": "text/html; charset=utf-8"} | self.extra
        if self.policy:
            headers["Content-Security-Policy"] = self.policy
        text = (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>Region Prøveland</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{PATH}.css">{self.head}</head>'
            f'<body>{self.body}<script src="/widget/v1/loader.js" {self.attributes}></script></body></html>'
        )
        route.fulfill(status=200, headers=headers, body=text)

    def _answer_styles(self, route: Route) -> None:
        route.fulfill(status=200, headers={"Content-Type": "text/css"}, body=self.styles)
