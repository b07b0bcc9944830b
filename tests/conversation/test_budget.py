"""A day's tokens: set aside before a model is asked, and settled by what it took."""

from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.budget import MOST_ASKERS, Budget, Purse, most_cost
from bot.domain import BudgetSpent, TransientError
from bot.ports import ModelRequest
from tests.fakes import FrozenClock, ScriptedModel

pytestmark = pytest.mark.anyio


def budget(*, each: int = 100, together: int = 0, clock: FrozenClock | None = None) -> Budget:
    return Budget(each=each, all=together, clock=clock or FrozenClock())


def request(*, most_tokens: int = 50) -> ModelRequest:
    return ModelRequest(name="answer", system="ææ", visitor="hej", schema={}, most_tokens=most_tokens)


def test_one_visitors_day_is_full_and_anothers_is_not() -> None:
    purse = budget()
    purse.reserve("ann", 100)
    with pytest.raises(BudgetSpent, match="visitor"):
        purse.reserve("ann", 1)
    purse.reserve("bo", 100)
    assert purse.spent() == 200


def test_everybody_together_has_a_day_too() -> None:
    purse = budget(together=150)
    purse.reserve("ann", 100)
    with pytest.raises(BudgetSpent, match="all"):
        purse.reserve("bo", 51)
    purse.reserve("bo", 50)


def test_what_is_set_aside_counts_until_it_is_settled() -> None:
    purse = budget()
    reserved = purse.reserve("ann", 90)
    with pytest.raises(BudgetSpent):
        purse.reserve("ann", 20)
    reserved.settle(30)
    purse.reserve("ann", 70)
    assert purse.spent() == 100


def test_nothing_is_the_limit_of_nothing() -> None:
    purse = budget(each=0)
    purse.reserve("ann", 10**9)
    purse.reserve("ann", 10**9)


def test_a_day_ends_at_midnight_in_denmark_and_takes_what_was_begun_in_it_along() -> None:
    clock = FrozenClock()
    clock.moment = datetime(2026, 9, 1, 21, 59, tzinfo=UTC)
    purse = budget(clock=clock)
    begun = purse.reserve("ann", 100)
    clock.move(timedelta(minutes=1))
    assert purse.spent() == 0
    purse.reserve("ann", 100)
    begun.settle(10)
    assert purse.spent() == 100


def test_no_address_is_remembered_and_the_longest_idle_are_forgotten() -> None:
    purse = budget(each=1)
    for number in range(MOST_ASKERS + 1):
        purse.reserve(f"asker {number}", 1)
    purse.reserve("asker 0", 1)
    with pytest.raises(BudgetSpent):
        purse.reserve(f"asker {MOST_ASKERS}", 1)
    assert purse.spent() == MOST_ASKERS + 2
    assert "asker 1" not in repr(purse)


def test_what_a_request_may_cost_is_its_whole_reply_and_its_bytes() -> None:
    assert most_cost(request()) == 50 + 5  # nine bytes of words and signs: ææ, hej, {}


@pytest.mark.parametrize(("tokens", "uncounted", "spent"), [(7, 0, 7), (0, 1, 55), (7, 2, 117), (0, 0, 0)])
async def test_what_the_server_counted_is_paid_and_what_it_did_not_is_paid_in_full(
    tokens: int, uncounted: int, spent: int
) -> None:
    asked, paying = request(), budget()
    asked.receipt.tokens, asked.receipt.uncounted = tokens, uncounted
    purse = Purse(model=ScriptedModel(script={"answer": ["yes"]}), budget=paying, asker="ann", turn="c1/m1")
    assert "".join([piece async for piece in purse.stream(asked)]) == "yes"
    assert (paying.spent(), purse.is_spent) == (spent, False)


async def test_it_is_settled_also_where_the_model_fails_or_nobody_waits() -> None:
    paying = budget(each=1000)
    failing = Purse(
        model=ScriptedModel(script={"answer": [TransientError("down")]}), budget=paying, asker="a", turn="t"
    )
    with pytest.raises(TransientError):
        _ = [piece async for piece in failing.stream(request())]
    hasty = Purse(model=ScriptedModel(script={"answer": ["a long reply"]}), budget=paying, asker="a", turn="t")
    async with aclosing(hasty.stream(request())) as pieces:
        await anext(pieces)
        assert paying.spent() == 55
    assert paying.spent() == 0


async def test_an_empty_purse_asks_nobody_and_says_whose_day_is_spent(caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedModel(script={"answer": ["yes"]})
    purse = Purse(model=model, budget=budget(each=54), asker="127.0.0.7", turn="c1/m1")
    with pytest.raises(BudgetSpent):
        _ = [piece async for piece in purse.stream(request())]
    assert purse.is_spent
    assert model.asked == []
    [line] = [record for record in caplog.records if record.message == "model.budget_spent"]
    assert (line.__dict__["turn"], line.__dict__["whose"], line.__dict__["request"]) == ("c1/m1", "visitor", "answer")
    assert "127.0.0.7" not in str(vars(line))


def test_a_purse_is_known_as_the_model_in_it() -> None:
    model = ScriptedModel()
    purse = Purse(model=model, budget=budget(), asker="ann", turn="t")
    assert (purse.name, purse.account) == ("scripted", model.account)
