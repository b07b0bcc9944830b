"""The goals, what other embeddable chat widgets reach, and which tests show a goal that is a yes or a no.

The peers' figures were measured on 22 November 2026 with the same browser, each on one page of its own: deep-chat
2.4.2, n8n chat 1.37, Flowise 3.1.6, Typebot 0.10.7, Carbon AI chat 1.9.1, Chainlit copilot 2.12, Bot Framework WebChat
4.18 and open-chat-studio-widget 0.6.0. They are repeated here to compare with, not measured again.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`tests` are starts of node ids under tests/; a goal without any is measured in figures."""

    row: int
    says: str
    peers: str
    tests: tuple[str, ...] = ()
    note: str = ""


ACCESS, JOURNEY = "browser/test_access.py::", "browser/test_journey.py::"
POLICIES, EMBEDDING = "browser/test_policies.py::", "browser/test_embedding.py::"

GOALS = (
    Goal(row=1, says="loader ≤ 4 kB gzip, 1 request, 0 to third parties", peers="54 kB (open-chat-studio)"),
    Goal(row=2, says="panel ≤ 45 kB gzip, loaded only on click", peers="54–2,494 kB, all on page load"),
    Goal(row=3, says="launcher ≤ 1.5 s, panel ≤ 1.5 s after click (Slow 4G, 4x CPU)", peers="1.6–20 s to the launcher"),
    Goal(
        row=4,
        says="the page with the widget: blocking time +≤ 50 ms, layout shift +0",
        peers="blocking time 17–2,240 ms (Lighthouse)",
        note="Lighthouse itself is not run: it is no dependency of ours",
    ),
    Goal(
        row=5,
        says="0 axe violations, all screens x da/en x light/dark x 1280/320, and forced colours",
        peers="0–6 rules broken on one screen",
        tests=(f"{ACCESS}test_no_screen_breaks", f"{ACCESS}test_forced_colours"),
    ),
    Goal(
        row=6,
        says="the journey by keyboard alone; Esc closes, focus returns",
        peers="Chainlit alone: Esc closes, focus returns",
        tests=(f"{ACCESS}test_the_journey_by_keyboard", f"{ACCESS}test_the_page_behind"),
    ),
    Goal(
        row=7,
        says="≤ 2 announcements an answer, none per token",
        peers="most: every token, or none",
        tests=(f"{JOURNEY}test_one_answer_is_announced",),
    ),
    Goal(
        row=8,
        says="320 x 256, 200 %, wider text: nothing cut off",
        peers="Carbon and deep-chat fail",
        tests=(f"{ACCESS}test_nothing_is_cut_off", f"{ACCESS}test_wider_spacing"),
    ),
    Goal(
        row=9,
        says="targets ≥ 24 x 24, contrast 4.5/3:1",
        peers="not measured",
        tests=(f"{ACCESS}test_no_screen_breaks",),
        note="on every screen, in the run of row 5; the focus ring's contrast is not computed",
    ),
    Goal(
        row=10,
        says="strict CSP, nonce, strict-dynamic, Trusted Types: 0 violations",
        peers="n8n alone: 0",
        tests=(f"{POLICIES}test_the_whole_journey", f"{EMBEDDING}test_the_whole_journey"),
    ),
    Goal(
        row=11,
        says="nothing kept and nothing said before Start; deleting empties both ends",
        peers="n8n, Carbon, Chainlit keep something",
        tests=(
            f"{EMBEDDING}test_before_start",
            f"{JOURNEY}test_the_launcher_alone",
            f"{JOURNEY}test_who_answers",
            f"{JOURNEY}test_deleting",
        ),
    ),
    Goal(
        row=12,
        says="reload, tabs, body swap, back/forward, offline: nothing lost, no second call",
        peers="none does all",
        tests=("browser/test_resume.py::", f"{EMBEDDING}test_a_reload"),
        note="a server restart is one of the cases of tests/web/test_feed.py",
    ),
    Goal(
        row=13,
        says="hostile styles change nothing; no names or styles leak out",
        peers="shadow-DOM widgets pass",
        tests=(f"{POLICIES}test_the_styles", f"{POLICIES}test_the_page_keeps", f"{EMBEDDING}test_the_hostile"),
    ),
    Goal(
        row=14,
        says="da and en complete; changing language keeps state and focus",
        peers="not measured",
        tests=("web/test_words.py::", f"{JOURNEY}test_changing_language", f"{EMBEDDING}test_the_own_page"),
    ),
    Goal(
        row=15,
        says="first sentence ≤ 100 ms after it was sent; 5,000 tokens, no task > 50 ms (4x CPU)",
        peers="not measured",
    ),
    Goal(
        row=16,
        says="≥ 40 payloads: 0 scripts, 0 requests, 0 foreign links",
        peers="not measured",
        tests=("browser/test_payloads.py::",),
    ),
    Goal(
        row=17,
        says="reduced motion, forced colours",
        peers="not measured",
        tests=(f"{ACCESS}test_who_asks_for_less", f"{ACCESS}test_forced_colours"),
        note="print is styled and not measured; without JavaScript a site shows nothing, the own page says why",
    ),
)
