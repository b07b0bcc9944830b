"""What stops a release, first thing on the page: each measure that fell, and links to the cases that fell with it."""

from bot.reporting.markup import Markup, joined, tag
from evals.comparing import Comparison
from evals.gating import against_baselines
from evals.runs import Run

from .shares import percent, points

MOST = 8


def stops_section(run: Run, base: Run) -> Markup:
    found = [each for each in against_baselines(run, base) if each.stops_a_release]
    if not found:
        return tag("p", "The gate is open: nothing fell since the baseline.", class_="verdict open")
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Measure", "", "Baseline", "Now", "Change", "Cases")))
    return tag(
        "section",
        tag("p", f"The gate is closed: {len(found)} comparisons stop a release.", class_="verdict closed"),
        tag(
            "div",
            tag("table", tag("thead", head), tag("tbody", *(_row(each, run) for each in found))),
            class_="wide",
            tabindex="0",
        ),
    )


def _row(each: Comparison, run: Run) -> Markup:
    cases = [_link(key, run, each.suite) for key in each.worse[:MOST]]
    more = f" and {len(each.worse) - MOST} more" if len(each.worse) > MOST else ""
    return tag(
        "tr",
        tag("th", tag("a", each.suite, href=f"#{each.suite}"), tag("small", each.title), scope="row"),
        tag("td", tag("span", each.lang, class_=f"lang {each.lang}")),
        tag("td", percent(each.base)),
        tag("td", percent(each.new)),
        tag("td", points(each.change), tag("small", f" {each.verdict}")),
        tag("td", joined([*cases, more]), class_="found"),
    )


def _link(key: str, run: Run, suite: str) -> Markup:
    told = tag("a", key, href=f"#{key}") if key in run.suites[suite].cases else tag("span", f"{key} (not played)")
    return Markup(f"{told} ")
