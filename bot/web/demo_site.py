"""Two pages of a made-up public site that carry the widget: one as it should be, one as hostile as pages get."""

from dataclasses import dataclass
from importlib.resources import files
from secrets import token_urlsafe
from string import Template

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.domain import Bilingual, Language, Site

from .files import PATH, read_manifest
from .pages import language_of
from .snippet import policy_lines

KEY = "demo"
_BASE = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
_SCRIPTS = {
    "nonce": "'nonce-{nonce}'",
    "strict-dynamic": "'nonce-{nonce}' 'strict-dynamic'",
    "listed": "'self' {server}",
}
_PARTS = files("bot.web").joinpath("templates", "demo")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSite:
    """`server` is Indgang's own address; the site stands on another port, which makes it another origin."""

    server: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def site(self) -> Site:
        """What `sites.yaml` would say of it."""
        return Site(
            key=KEY,
            operator=Bilingual("Region Prøveland (eksempel)", "Testland Region (example)"),
            origins=frozenset({self.origin}),
            title=Bilingual("Spørg Prøveland", "Ask Testland"),
            suggestions=(
                Bilingual("Hvordan tester vi et produkt på et sygehus?", "How do we test a product at a hospital?"),
                Bilingual("Hvad kræver et klinisk forsøg?", "What does a clinical trial take?"),
            ),
        )

    def app(self) -> Starlette:
        """Raises ConfigurationError where the widget was not built."""
        read_manifest()
        return Starlette(
            routes=[
                Route("/", self._friendly),
                Route("/hostile", self._hostile),
                Mount("/parts", StaticFiles(directory=str(_PARTS))),
            ]
        )

    async def _friendly(self, request: Request) -> Response:
        return self._page(request, name="friendly.css", scripts=_SCRIPTS["listed"], more="")

    async def _hostile(self, request: Request) -> Response:
        scripts = _SCRIPTS.get(request.query_params.get("policy", ""), _SCRIPTS["nonce"])
        return self._page(request, name="hostile.css", scripts=scripts, more="; require-trusted-types-for 'script'")

    def _page(self, request: Request, *, name: str, scripts: str, more: str) -> Response:
        language, nonce = language_of(request), token_urlsafe(16)
        loader = read_manifest()["pinned"]
        page = Template(_PARTS.joinpath(f"page.{language}.html").read_text(encoding="utf-8"))
        html = page.substitute(
            server=self.server,
            loader=f"{self.server}{PATH}/{loader.file}",
            integrity=loader.integrity,
            nonce=nonce,
            key=KEY,
            look=name,
            other=Language(language).other,
            path=request.url.path,
        )
        policy = f"{_BASE}script-src {scripts}; connect-src {policy_lines(self.server)['connect-src']}{more}"
        headers = {
            "Content-Security-Policy": policy.format(nonce=nonce, server=self.server),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return HTMLResponse(html, headers=headers)
