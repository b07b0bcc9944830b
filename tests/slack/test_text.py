"""Words set for Slack's Markdown are read as they stand."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.slack.text import markdown

_MARKED = st.text(st.sampled_from("ab1. )_*`~[]()<>&#+-=|\\!:/\n"), max_size=40)


@given(_MARKED)
def test_a_sentence_means_nothing_to_markdown_and_nothing_to_slack(words: str) -> None:
    """By a CommonMark reader with strike-through and tables, which Slack's own is close to."""
    shown = " ".join(words.split())
    tokens = MarkdownIt().enable(["strikethrough", "table"]).parse(markdown(words))
    if not shown:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    parts = tokens[1].children or []
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert "".join(part.content for part in parts) == shown
    assert not set("<>") & set(markdown(words))


@pytest.mark.parametrize(
    "address", ["https://lab.example/a_b?c=1", "per_hansen@lab.example", "https://lab.example/~per"]
)
def test_an_address_keeps_its_underscores(address: str) -> None:
    assert "_" not in address or "\\_" not in markdown(address)
    assert html.unescape(markdown(address)).replace("\\~", "~") == address
