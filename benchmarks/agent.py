"""A stock LangChain agent with a retrieval tool on the questions the product was asked: calls, tokens, facts.

A small model seldom calls a tool by itself and answers from nothing instead, whatever `tool_choice` says. So it is also
asked with its first reply held to the form of a search: that is what a stock agent costs which does look things up.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelRequest, ModelResponse, wrap_model_call
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, SystemMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from rich.console import Console
from rich.table import Table

from evals.cases import Case
from evals.records import Record, Shown, Source, TurnRecord
from evals.scorers import facts, grounded, must_not, right_language

from .answers import Searching

console = Console(highlight=False, width=112)
INSTRUCTIONS = (
    "You answer companies that ask about developing or testing health products in Danish hospitals. "
    "Look things up with the search tool, answer only from what it finds, and answer in the question's language."
)
SEARCH = {
    "type": "json_schema",
    "json_schema": {
        "name": "search",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"query": {"type": "string", "maxLength": 200}},
            "required": ["query"],
            "additionalProperties": False,
        },
    },
}
STEPS = 12
MOST_TOKENS = 500
MEASURES = (facts, grounded, must_not, right_language)


@dataclass(slots=True)
class Counting(BaseCallbackHandler):
    """Counts model calls and their tokens, failed ones too."""

    calls: int = 0
    tokens: int = 0

    def on_chat_model_start(self, *args: Any, **kwargs: Any) -> None:
        del args, kwargs
        self.calls += 1

    def on_llm_end(self, response: Any, **kwargs: Any) -> None:
        del kwargs
        for generation in (each for group in response.generations for each in group):
            usage = generation.message.usage_metadata
            self.tokens += usage["total_tokens"] if usage else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the agent said to a case, and the passages its tool gave it."""

    case_id: str
    text: str
    found: Sequence[str]
    calls: int
    tokens: int
    seconds: float
    error: str = ""

    def record(self, lang: str, said: str) -> Record:
        """As the evaluations look at it: all it said rests on all it found."""
        evidence = "\n".join(self.found)
        source = Source(card_id="found", passage_id="found", title="", url="", as_of="", quote="", text=evidence)
        return Record(
            case_id=self.case_id,
            lang=lang,
            turns=(TurnRecord(said=said, reply=self.text, outcome="answered", whole=self.seconds),),
            shown=(Shown(text=self.text, passage_ids=("found",)),) if self.text else (),
            sources=(source,),
            model_calls=self.calls,
            tokens=self.tokens,
        )


def ask_agent(
    cases: Sequence[Case], store: Searching, *, server: str, seconds: float, out: Path, made_to_search: bool
) -> dict[str, Answered]:
    """One case after another for so many seconds, going on where `out` ends."""
    until = time.monotonic() + seconds
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    told = {each.case_id: each for each in (Answered(**json.loads(line)) for line in lines)}
    for case in cases:
        if case.id in told or time.monotonic() > until:
            continue
        told[case.id] = _ask(case, store, server, made_to_search=made_to_search)
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(told[case.id]), ensure_ascii=False) + "\n")
    return told


@wrap_model_call
def _search_first(request: ModelRequest, handler: Callable[[ModelRequest], ModelResponse]) -> ModelResponse:
    """The model's first reply is held to what to search for; after that it does as it likes."""
    if any(message.type == "tool" for message in request.messages):
        return handler(request)
    said = request.model.bind(response_format=SEARCH).invoke([SystemMessage(INSTRUCTIONS), *request.messages])
    called = {"name": "search", "args": json.loads(str(said.text)), "id": "first"}
    return ModelResponse(result=[AIMessage(content="", tool_calls=[called])])


def _ask(case: Case, store: Searching, server: str, *, made_to_search: bool) -> Answered:
    found: list[str] = []

    @tool
    def search(query: str) -> str:
        """Search the knowledge base about developing and testing health products in Danish hospitals."""
        texts = [document.page_content for document in store.similarity_search(query)]
        found.extend(texts)
        return "\n\n".join(texts)

    counting, started = Counting(), time.perf_counter()
    model = ChatOpenAI(
        base_url=server, model="measured", api_key="none", temperature=0, timeout=300, max_tokens=MOST_TOKENS
    )
    middleware = [_search_first] if made_to_search else []
    agent = create_agent(model, tools=[search], system_prompt=INSTRUCTIONS, middleware=middleware)
    text, error = "", ""
    try:
        asked = {"messages": [{"role": "user", "content": case.said[0]}]}
        ended = agent.invoke(asked, {"recursion_limit": STEPS, "callbacks": [counting]})
        text = str(ended["messages"][-1].text)
    except Exception as failed:  # noqa: BLE001 - whatever stops a stock agent is part of the measure
        error = type(failed).__name__
    spent = time.perf_counter() - started
    return Answered(
        case_id=case.id,
        text=text,
        found=found,
        calls=counting.calls,
        tokens=counting.tokens,
        seconds=spent,
        error=error,
    )


def tell_agent(cases: Sequence[Case], sides: Mapping[str, Mapping[str, Record]]) -> None:
    """Both on the same cases."""
    table = Table("", *sides)
    rows: list[tuple[str, Callable[[Mapping[str, Record]], str]]] = [
        ("model calls a turn", lambda held: f"{fmean(held[case.id].model_calls for case in cases):.2f}"),
        ("tokens a turn", lambda held: f"{fmean(held[case.id].tokens for case in cases):.0f}"),
        ("seconds a turn, p50", lambda held: f"{median(held[case.id].turns[0].whole for case in cases):.1f}"),
    ]
    rows += [(module.MEASURE.title, lambda held, judge=module.judge: _share(judge, cases, held)) for module in MEASURES]
    for what, figure in rows:
        table.add_row(what, *(figure(held) for held in sides.values()))
    console.print(table)
    console.print(f"{len(cases)} questions of the answers suite")


def _share(judge: Callable[[Case, Record], Any], cases: Sequence[Case], held: Mapping[str, Record]) -> str:
    marks = [mark.value for case in cases if (mark := judge(case, held[case.id]))]
    return f"{100 * fmean(marks):.1f} % of {len(marks)}" if marks else "-"
