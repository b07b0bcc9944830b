"""What a site's editor pastes into a page, and what the site's policies must allow."""

from html import escape

from bot.domain import Site

from .files import PATH, Built

_TAG = '<script src="{src}"{attributes} defer></script>'


def policy_lines(server: str) -> dict[str, str]:
    """What a Content-Security-Policy must hold beside what the page has already. Styles and fonts need nothing."""
    return {"script-src": server, "connect-src": server}


def script_tag(site: Site, *, server: str, pinned: Built | None = None) -> str:
    """The tag. With `pinned`, the browser refuses any other file: it must then be changed at each upgrade."""
    attributes = f' data-site="{escape(site.key)}"' if site.key else ""
    if pinned is None:
        return _TAG.format(src=f"{server}{PATH}/loader.js", attributes=attributes)
    attributes = f' integrity="{escape(pinned.integrity)}" crossorigin="anonymous"{attributes}'
    return _TAG.format(src=f"{server}{PATH}/{pinned.file}", attributes=attributes)


def style_rule(site: Site) -> str:
    """The rule for the site's own style sheet; empty where the site keeps the usual looks."""
    lines = [f"  --indgang-{name}: {value};" for name, value in site.theme.items()]
    return "\n".join(["indgang-widget {", *lines, "}"]) if lines else ""
