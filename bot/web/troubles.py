"""What can go wrong for a visitor, each with its status and its words in both languages."""

from dataclasses import dataclass

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from bot.domain import Bilingual


class Problem(BaseModel):
    """The body of every answer that is not a success."""

    error: str
    message_da: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    error: str
    words: Bilingual

    def response(self, *, retry_after: int = 0) -> Response:
        body = Problem(error=self.error, message_da=self.words.da, message_en=self.words.en)
        headers = {"Retry-After": str(retry_after)} if retry_after else None
        return JSONResponse(body.model_dump(), status_code=self.status, headers=headers)


UNKNOWN = Trouble(404, "unknown", Bilingual("Det findes ikke eller er slettet.", "It does not exist or was deleted."))
DIFFERENT_REPEAT = Trouble(
    409,
    "different_repeat",
    Bilingual("Beskedens id er allerede brugt til en anden besked.", "This message id was used for another message."),
)
OTHER_SITE = Trouble(
    403,
    "other_site",
    Bilingual(
        "Siden her må ikke bruge assistenten. Åbn den på dens egen side.",
        "This page may not use the assistant. Open it on its own page.",
    ),
)
NOT_POSSIBLE_NOW = Trouble(
    409,
    "not_possible_now",
    Bilingual(
        "Det kan ikke lade sig gøre lige nu. Se, om der mangler oplysninger, og prøv igen.",
        "That is not possible right now. Check whether something is missing, and try again.",
    ),
)
TOO_BIG = Trouble(413, "too_big", Bilingual("Der blev sendt for meget på én gang.", "Too much was sent at once."))
TOO_SLOW = Trouble(408, "too_slow", Bilingual("Det tog for lang tid at modtage.", "Receiving it took too long."))
NOT_ALLOWED = Trouble(405, "not_allowed", Bilingual("Det kan man ikke her.", "That cannot be done here."))
TOO_LONG = Trouble(
    422,
    "text_too_long",
    Bilingual(
        "Teksten er for lang. En besked må højst fylde 4.000 tegn.",
        "The text is too long. A message may hold at most 4,000 characters.",
    ),
)
NOT_UNDERSTOOD = Trouble(
    422,
    "not_understood",
    Bilingual("Det sendte er tomt eller har en forkert form.", "What was sent is empty or has the wrong form."),
)
TOO_OFTEN = Trouble(
    429,
    "too_often",
    Bilingual("Det går lidt for hurtigt. Vent et øjeblik, og prøv igen.", "A little too fast. Wait and try again."),
)
TOO_SOON = Trouble(
    429,
    "too_soon",
    Bilingual(
        "Det gik hurtigere, end man kan nå at læse, så intet er sendt endnu. Vent et øjeblik, og send igen, "
        "eller skriv det i samtalen.",
        "That was faster than one can read, so nothing has been sent yet. Wait a moment and send again, "
        "or write it in the conversation.",
    ),
)
FILLED_IN = Trouble(
    422,
    "filled_in",
    Bilingual(
        "Der stod noget i et skjult felt, måske fra et program i browseren, så intet er sendt. Send igen, "
        "eller skriv det i samtalen.",
        "Something stood in a hidden field, perhaps from a program in the browser, so nothing was sent. Send again, "
        "or write it in the conversation.",
    ),
)
OUR_FAULT = Trouble(
    500, "our_fault", Bilingual("Der skete en fejl hos os. Prøv igen.", "Something went wrong here. Please try again.")
)
LATER = Trouble(
    503,
    "later",
    Bilingual("Tjenesten svarer ikke lige nu. Prøv igen om lidt.", "The service is not answering. Try again soon."),
)
