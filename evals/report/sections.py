"""One section a suite: its figures by language, its chart, its groups and its worst cases."""

from bot.reporting.markup import Markup, tag
from evals.figures import percentile, values
from evals.runs import Run, SuiteRun

from .cases import worst_cases
from .charts import track
from .means import Figure, Parity, figure, headline, parity
from .shares import percent, points


def suite_section(name: str, run: Run, base: Run | None) -> Markup:
    suite = run.suites[name]
    before = base.suites.get(name) if base else None
    shares = [measure for measure, kind in suite.kinds.items() if not kind.is_seconds]
    times = [measure for measure, kind in suite.kinds.items() if kind.is_seconds]
    return tag(
        "section",
        tag("h2", suite.title),
        *(tag("p", f"Not measured here: {reason}.", class_="skipped") for reason in suite.skipped),
        tag("div", *(_measure(suite, measure, before) for measure in shares), class_="measures"),
        _seconds(suite, times) if times else Markup(""),
        _groups(suite),
        tag("h3", "Worst cases"),
        worst_cases(run, suite),
        id=name,
    )


def headline_row(name: str, suite: SuiteRun, base: SuiteRun | None) -> Markup:
    """A line of the table at the top: the suite's own first measure in both languages."""
    measure = headline(suite)
    danish, english = figure(suite, measure, lang="da"), figure(suite, measure, lang="en")
    unseen = figure(suite, measure, split="test")
    is_seconds = suite.kinds[measure].is_seconds
    shown = _as_seconds if is_seconds else _as_percent
    changed = "–" if is_seconds else _change(suite, base, measure)
    apart = None if is_seconds else parity(danish, english)
    return tag(
        "tr",
        tag("th", tag("a", suite.title, href=f"#{name}"), tag("small", suite.kinds[measure].title), scope="row"),
        tag("td", shown(danish)),
        tag("td", shown(english)),
        tag("td", _parity(apart), class_="apart real" if apart and apart.is_real else "apart"),
        tag("td", shown(unseen)),
        tag("td", str(len(suite.cases))),
        tag("td", str(_broken(suite)), class_="bad" if _broken(suite) else ""),
        tag("td", changed),
    )


def _measure(suite: SuiteRun, measure: str, before: SuiteRun | None) -> Markup:
    kind = suite.kinds[measure]
    danish, english = figure(suite, measure, lang="da"), figure(suite, measure, lang="en")
    apart = parity(danish, english)
    role = "promise" if kind.is_promise else "gates" if kind.gates else "informs"
    unscored = sum(measure in case.unscored for case in suite.cases.values())
    counted = f"{danish.cases} da, {english.cases} en" + (f", {unscored} unscored" if unscored else "")
    base = figure(before, measure) if before and measure in before.kinds else None
    return tag(
        "div",
        tag("div", tag("b", kind.title), tag("small", f"{measure} · {role} · {counted}"), class_="name"),
        track(danish, english, base=base),
        tag(
            "div",
            tag("span", "da ", tag("b", percent(danish.mean)), class_="da"),
            tag("span", "en ", tag("b", percent(english.mean)), class_="en"),
            tag("span", _parity(apart), class_="apart real" if apart and apart.is_real else "apart"),
            class_="numbers",
        ),
        class_="measure",
    )


def _seconds(suite: SuiteRun, times: list[str]) -> Markup:
    rows = [
        tag(
            "tr", tag("th", suite.kinds[name].title, scope="row"), *(_times(suite, name, lang) for lang in ("da", "en"))
        )
        for name in times
    ]
    head = tag("tr", tag("th", "Seconds, median / 95th percentile"), tag("th", "Danish"), tag("th", "English"))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="wide", tabindex="0")


def _times(suite: SuiteRun, measure: str, lang: str) -> Markup:
    found = values(suite.cases.values(), measure, lang=lang)
    return tag("td", f"{percentile(found, 0.5):.2f} / {percentile(found, 0.95):.2f}" if found else "–")


def _groups(suite: SuiteRun) -> Markup:
    measure = headline(suite)
    groups = sorted({case.group for case in suite.cases.values() if measure in case.marks})
    if len(groups) < 2 or suite.kinds[measure].is_seconds:
        return Markup("")
    rows = [tag("tr", tag("th", group, scope="row"), *_group(suite, measure, group)) for group in groups]
    head = tag("tr", tag("th", f"Group, by “{suite.kinds[measure].title}”"), tag("th", "Danish"), tag("th", "English"))
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="wide", tabindex="0")


def _group(suite: SuiteRun, measure: str, group: str) -> list[Markup]:
    cases = [case for case in suite.cases.values() if case.group == group]
    figures = [Figure.of(values(cases, measure, lang=lang)) for lang in ("da", "en")]
    return [tag("td", f"{_as_percent(each)}", tag("small", f" of {each.cases}")) for each in figures]


def _broken(suite: SuiteRun) -> int:
    """Cases in which a promise did not hold."""
    promises = [name for name, kind in suite.kinds.items() if kind.is_promise]
    return sum(
        any(name in case.marks and case.marks[name].value < 1 for name in promises) for case in suite.cases.values()
    )


def _change(suite: SuiteRun, base: SuiteRun | None, measure: str) -> str:
    if base is None or measure not in base.kinds:
        return "–"
    shared = [key for key, case in suite.cases.items() if measure in case.marks and _has(base, key, measure)]
    if not shared:
        return "–"
    gained = sum(suite.cases[key].marks[measure].value - base.cases[key].marks[measure].value for key in shared)
    return points(gained / len(shared))


def _has(suite: SuiteRun, key: str, measure: str) -> bool:
    return key in suite.cases and measure in suite.cases[key].marks


def _parity(apart: Parity | None) -> str:
    return "–" if apart is None else points(apart.difference)


def _as_percent(each: Figure) -> str:
    return percent(each.mean)


def _as_seconds(each: Figure) -> str:
    return "–" if each.mean is None else f"{each.mean:.2f} s"
