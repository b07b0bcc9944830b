"""Block Kit as HTML that looks as it does in Slack, to be drawn by a browser and looked at."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
_MARKS = (
    (re.compile(r"&lt;!date\^\d+\^[^|]*\|([^&]*)&gt;"), r'<span class="date">\1</span>'),
    (re.compile(r"&lt;(https?://[^|&]*)\|(.*?)&gt;"), r"<a>\2</a>"),
    (re.compile(r"(?<![\w*])\*([^*\n]+)\*(?!\w)"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w_])_([^_\n]+)_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
)
STYLE = """
body{margin:0;background:#fff;font:15px/1.46 Lato,"Liberation Sans",Arial,sans-serif;color:#1d1c1d}
main{padding:16px;width:620px;box-sizing:border-box}
.who{display:flex;gap:8px;font-weight:700;margin-bottom:4px}
.who span{background:#ddd;border-radius:3px;font-size:10px;padding:2px 4px;align-self:center}
h3{font-size:18px;margin:8px 0}
.section{margin:8px 0;display:flex;gap:12px}
.section>div{flex:1;min-width:0}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:8px 16px;margin:8px 0}
.context{font-size:13px;color:#616061;margin:6px 0}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:10px 0}
.ephemeral{font-size:13px;color:#616061}
button{font:700 14px Lato,"Liberation Sans",Arial,sans-serif;border:1px solid #bbb;border-radius:4px;
  background:#fff;height:32px;padding:0 12px;white-space:nowrap;max-width:280px;overflow:hidden;
  text-overflow:ellipsis}
button.primary{background:#007a5a;color:#fff;border-color:#007a5a}
.menu{border:1px solid #bbb;border-radius:6px;padding:4px 0;margin:2px 0 10px;width:280px;box-shadow:0 2px 6px #0002}
.menu div{padding:3px 14px}
hr{border:0;border-top:1px solid #ddd}
blockquote{margin:0;border-left:4px solid #ddd;padding-left:10px}
a{color:#1264a3}
code{background:#f4f4f4;color:#e01e5a;padding:0 3px}
.date{border-bottom:1px dotted #999}
.modal{border:1px solid #bbb;border-radius:8px;width:520px}
.modal header{padding:14px 20px;font-size:18px;font-weight:900;border-bottom:1px solid #ddd}
.modal section{padding:8px 20px}
.modal footer{padding:12px 20px;border-top:1px solid #ddd;text-align:right}
.modal footer button{margin-left:8px}
label{display:block;font-weight:700;margin:10px 0 4px}
label small{font-weight:400;color:#616061}
.typed{border:1px solid #999;border-radius:4px;padding:6px 10px;min-height:22px;white-space:pre-wrap}
.lines{min-height:66px}
"""


def page_of_message(blocks: Sequence[Json], *, only_you: str = "") -> str:
    seen = f'<div class="ephemeral">{html.escape(only_you)}</div>' if only_you else ""
    return _page(f'{seen}<div class="who">Indgang <span>APP</span></div>{"".join(map(_block, blocks))}')


def page_of_view(view: Json) -> str:
    """A modal, or the Home tab."""
    blocks = "".join(map(_block, view["blocks"]))
    if view["type"] == "home":
        return _page(blocks)
    feet = "".join(
        f'<button class="{"primary" if name == "submit" else ""}">{_plain(view[name])}</button>'
        for name in ("close", "submit")
        if name in view
    )
    title = _plain(view["title"])
    return _page(f'<div class="modal"><header>{title}</header><section>{blocks}</section><footer>{feet}</footer></div>')


def _page(inside: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{inside}</main>'


def _block(block: Json) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{_plain(block['text'])}</h3>"
        case "divider":
            return "<hr>"
        case "context":
            return f'<div class="context">{" ".join(_text(each) for each in block["elements"])}</div>'
        case "actions":
            return f'<div class="actions">{"".join(map(_element, block["elements"]))}</div>'
        case "input":
            aside = " <small>(optional)</small>" if block["optional"] else ""
            return f"<label>{_plain(block['label'])}{aside}</label>{_element(block['element'])}"
        case "section" if "fields" in block:
            return f'<div class="fields">{"".join(f"<div>{_text(each)}</div>" for each in block["fields"])}</div>'
        case _:
            aside = _element(block["accessory"]) if "accessory" in block else ""
            return f'<div class="section"><div>{_text(block["text"])}</div>{aside}</div>'


def _element(element: Json) -> str:
    match element["type"]:
        case "button":
            return f'<button class="{element.get("style", "")}">{_plain(element["text"])}</button>'
        case "overflow":
            shown = "".join(f"<div>{_plain(each['text'])}</div>" for each in element["options"])
            return f'<button>⋯</button><div class="menu">{shown}</div>'
        case "static_select":
            shown = "".join(f"<div>{_plain(each['text'])}</div>" for each in element["options"])
            return f'<div class="typed">▾</div><div class="menu">{shown}</div>'
        case "checkboxes":
            return "".join(f"<div>☐ {_plain(each['text'])}</div>" for each in element["options"])
        case "plain_text_input" | "email_text_input":
            lines = " lines" if element.get("multiline") else ""
            return f'<div class="typed{lines}">{html.escape(element.get("initial_value", ""))}</div>'
        case kind:
            return f'<div class="typed">▾ {kind}</div>'


def _plain(text: Json) -> str:
    return html.escape(str(text["text"]))


def _text(text: Json) -> str:
    """Slack's own marks; what is escaped in them stays words."""
    if text["type"] == "plain_text":
        return _plain(text)
    lines = [_marked(line) for line in str(text["text"]).split("\n")]
    return "".join(
        f"<blockquote>{line.removeprefix('&gt; ') or '&nbsp;'}</blockquote>"
        if line.startswith("&gt;")
        else f"{line}<br>"
        for line in lines
    )


def _marked(line: str) -> str:
    """Entities of ours are shown as their characters, so they are undone only after the marks were found."""
    shown = html.escape(line, quote=False)
    for mark, tag in _MARKS:
        shown = mark.sub(tag, shown)
    return shown.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;").replace("&amp;amp;", "&amp;")
