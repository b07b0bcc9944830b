"""Rules for companies that want to develop, test or run a trial: the place decides."""

from collections.abc import Callable

from bot.domain import Bilingual, Field

from .facts import Facts
from .rule import NEED, NEED_AND_PLACE, OTHER_REGIONS, Rule


def _in(region: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.is_hands_on and region in facts.regions


HANDS_ON_RULES: tuple[Rule, ...] = (
    Rule(
        id="test-in-syddanmark",
        destination="syd-en-indgang",
        weight=1.0,
        holds=_in("syddanmark"),
        reason=Bilingual(
            "I vil udvikle eller teste i Region Syddanmark; 'En indgang' tager imod sådanne henvendelser.",
            "You want to develop or test in Region Syddanmark; 'En indgang' takes such enquiries.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="test-in-nordjylland",
        destination="nord-lsca",
        weight=1.0,
        holds=_in("nordjylland"),
        reason=Bilingual(
            "I vil udvikle eller teste i Nordjylland; Life Science City Aalborg skal gøre netop det lettere.",
            "You want to develop or test in Nordjylland; Life Science City Aalborg is meant to make that easier.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="municipal-setting-in-aalborg",
        destination="nord-aalborg-kommune",
        weight=0.8,
        holds=lambda facts: facts.is_hands_on and "nordjylland" in facts.regions and "municipality" in facts.settings,
        reason=Bilingual(
            "Det foregår i kommunalt regi; Aalborg Kommune er partner og nås gennem Life Science City Aalborg.",
            "It takes place in a municipal setting; Aalborg Kommune is a partner, reached through Life Science "
            "City Aalborg.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="test-in-another-region",
        destination="other-region",
        weight=0.9,
        holds=lambda facts: facts.is_hands_on and bool(facts.regions & OTHER_REGIONS),
        reason=Bilingual(
            "I vil teste i en region, hvis indgang vi ikke har; en medarbejder finder den for jer.",
            "You want to test in a region whose entry we do not hold; a colleague finds it for you.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="trial-without-region",
        destination="trial-nation",
        weight=0.9,
        holds=lambda facts: "trial" in facts.needs and not facts.regions,
        reason=Bilingual(
            "I vil lave et klinisk forsøg uden at have valgt region; Trial Nation er den nationale indgang til det.",
            "You want a clinical trial and have not chosen a region; Trial Nation is the national entry for that.",
        ),
        uses=NEED,
    ),
    Rule(
        id="trial-with-region",
        destination="trial-nation",
        weight=0.7,
        holds=lambda facts: "trial" in facts.needs and bool(facts.regions),
        reason=Bilingual(
            "Et formelt klinisk forsøg kan også gå gennem Trial Nation, som dækker hele landet.",
            "A formal clinical trial can also go through Trial Nation, which covers the whole country.",
        ),
        uses=NEED,
    ),
    Rule(
        id="unmarked-anywhere",
        destination="trial-nation",
        weight=0.75,
        holds=lambda facts: facts.is_hands_on and facts.is_unmarked and facts.any_region and not facts.regions,
        reason=Bilingual(
            "Udstyret er ikke CE-mærket, og I har ikke valgt region; Trial Nation dækker hele landet.",
            "The device is not CE-marked and you have not chosen a region; Trial Nation covers the whole country.",
        ),
        uses=(Field.NEED, Field.CE_STATUS, Field.REGION_HOSPITAL),
    ),
    Rule(
        id="test-anywhere-syd",
        destination="syd-en-indgang",
        weight=0.6,
        holds=lambda facts: facts.is_hands_on and not facts.regions,
        reason=Bilingual(
            "I har ikke valgt region; 'En indgang' er døren i Region Syddanmark.",
            "You have not chosen a region; 'En indgang' is the door in Region Syddanmark.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="test-anywhere-nord",
        destination="nord-lsca",
        weight=0.58,
        holds=lambda facts: facts.is_hands_on and not facts.regions,
        reason=Bilingual(
            "I har ikke valgt region; Life Science City Aalborg er døren i Nordjylland.",
            "You have not chosen a region; Life Science City Aalborg is the door in Nordjylland.",
        ),
        uses=NEED_AND_PLACE,
    ),
    Rule(
        id="place-without-need-syd",
        destination="syd-en-indgang",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and "syddanmark" in facts.regions,
        reason=Bilingual(
            "I har nævnt Region Syddanmark; vil I udvikle eller teste dér, er 'En indgang' døren.",
            "You named Region Syddanmark; if you want to develop or test there, 'En indgang' is the door.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
    Rule(
        id="place-without-need-nord",
        destination="nord-lsca",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and "nordjylland" in facts.regions,
        reason=Bilingual(
            "I har nævnt Nordjylland; vil I udvikle eller teste dér, er Life Science City Aalborg døren.",
            "You named Nordjylland; if you want to develop or test there, Life Science City Aalborg is the door.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
    Rule(
        id="place-without-need-other",
        destination="other-region",
        weight=0.55,
        holds=lambda facts: facts.is_a_wish and not facts.needs and bool(facts.regions & OTHER_REGIONS),
        reason=Bilingual(
            "I har nævnt en region, hvis indgang vi ikke har; en medarbejder finder den for jer.",
            "You named a region whose entry we do not hold; a colleague finds it for you.",
        ),
        uses=(Field.REGION_HOSPITAL,),
    ),
)
