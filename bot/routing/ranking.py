"""Ranks destinations for an inquiry: rules first, then what the cited cards themselves point to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import BY_CARD, BY_DEFAULT, Bilingual, Destination, Directory, Field, Inquiry, Organisation, Route
from bot.ports import Passages
from bot.tracing import Step, step

from .advice import ADVICE
from .eligibility import acting_on, region_on
from .explaining import proof_of
from .facts import Facts, facts_of
from .rule import Rule
from .rules import FRONT_DESK, FRONT_DESK_REASON, RULES

CARD_WEIGHT = 0.9
CARD_STEP = 0.05
# Where a company says what it needs or where, rules lead and cards follow. Until then only the cards' editors decide.
FOLLOWS = 0.6


@dataclass(frozen=True, slots=True)
class _Called:
    """A destination called for, by a rule or by a cited card."""

    destination_id: str
    weight: float
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """`directory` holds the destinations; `passages` finds the cards that prove what they do."""

    directory: Directory
    passages: Passages

    def rank(
        self,
        inquiry: Inquiry,
        *,
        day: date,
        is_a_wish: bool,
        pointed_to: Sequence[str] = (),
        missing: Sequence[Field] = (),
    ) -> tuple[Route, ...]:
        """Destinations best first, each once. `pointed_to` are destinations the cited cards name, best first.

        Empty when neither a rule nor a card calls for one.
        """
        with step(Step.ROUTING) as marks:
            routes = self._ranked(inquiry, day=day, is_a_wish=is_a_wish, pointed_to=pointed_to, missing=missing)
            marks.measure(routes=len(routes))
        return routes

    def _ranked(
        self, inquiry: Inquiry, *, day: date, is_a_wish: bool, pointed_to: Sequence[str], missing: Sequence[Field]
    ) -> tuple[Route, ...]:
        facts = facts_of(inquiry, is_a_wish=is_a_wish)
        rules = [rule for rule in RULES if is_a_wish and rule.holds(facts)]
        by_card = FOLLOWS if is_a_wish and (facts.needs or facts.regions) else 1.0
        called = [_Called(rule.destination, rule.weight, rule) for rule in rules]
        called += [
            _Called(id_, (CARD_WEIGHT - CARD_STEP * place) * by_card)
            for place, id_ in enumerate(pointed_to)
            if not is_a_wish or self._fits(id_, facts)
        ]
        found: dict[str, Route] = {}
        for call in called:
            route = self._route(call, day, facts, tuple(missing))
            if route and (route.destination_id not in found or found[route.destination_id].score < route.score):
                found[route.destination_id] = route
        return tuple(sorted(found.values(), key=lambda route: (-route.score, route.destination_id)))

    def _fits(self, destination_id: str, facts: Facts) -> bool:
        """A card names whom its topic concerns; to a wish in another region that is no help."""
        destination = self.directory.destinations.get(destination_id)
        regions = destination.regions if destination else frozenset[str]()
        return not regions or not facts.regions or not facts.regions.isdisjoint(regions)

    def front_desk(self, *, day: date) -> Route:
        """The route when nothing else decides."""
        desk = self.directory.destinations[FRONT_DESK]
        return Route(
            destination_id=desk.id,
            name=self._name(desk, day, frozenset()),
            score=0.1,
            rule=BY_DEFAULT,
            reason=FRONT_DESK_REASON,
        )

    def _route(self, call: _Called, day: date, facts: Facts, missing: tuple[Field, ...]) -> Route | None:
        destination = acting_on(self.directory, call.destination_id, day)
        if destination is None:
            return None
        return Route(
            destination_id=destination.id,
            name=self._name(destination, day, facts.regions),
            score=round(call.weight, 3),
            rule=call.rule.id if call.rule else BY_CARD,
            reason=call.rule.reason if call.rule else destination.takes,
            facts=call.rule.uses if call.rule else (),
            missing=missing,
            citations=proof_of(destination, self.passages, regions=facts.regions),
            advice=tuple(card for advice in ADVICE if advice.holds(facts) for card in advice.cards),
        )

    def _name(self, destination: Destination, day: date, regions: frozenset[str]) -> Bilingual:
        organisation = self._organisation(destination, day, regions)
        if organisation is None or organisation.name.da in destination.name.da:
            return destination.name
        return Bilingual(
            f"{destination.name.da} ({organisation.name.da})", f"{destination.name.en} ({organisation.name.en})"
        )

    def _organisation(self, destination: Destination, day: date, regions: frozenset[str]) -> Organisation | None:
        """For a destination shared by several regions, the region that was named; else whoever stands behind it."""
        acting_now = [t.organisation for t in destination.tenures if t.validity.covers(day)]
        for region in sorted(regions):
            named = region_on(self.directory, region, day)
            if found := next((organisation for organisation in acting_now if organisation.id == named), None):
                return found
        return acting_now[0] if len(acting_now) == 1 else None
