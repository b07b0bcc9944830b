"""A route knows whether a rule chose it."""

import pytest

from bot.domain import BY_CARD, BY_DEFAULT, Bilingual, Route


@pytest.mark.parametrize(("rule", "is_by_rule"), [("region", True), (BY_CARD, False), (BY_DEFAULT, False)])
def test_only_a_rule_about_the_company_counts_as_one(rule: str, *, is_by_rule: bool) -> None:
    name = Bilingual(da="Indgangen", en="The entrance")
    assert Route(destination_id="d", name=name, score=1, rule=rule, reason=name).is_by_rule is is_by_rule
