"""How a handoff stands, for anybody who holds its link; and how the service itself stands."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from bot.domain import Bilingual, Handoff, HandoffState, TransientError, TriageState, UnknownLink

from .desk import AtDesk, CountsRequest
from .errors import PROBLEMS
from .handover_views import Health, StatusView
from .showing import both

router = APIRouter(responses=PROBLEMS)

_ON_ITS_WAY = Bilingual("Modtaget. Den er på vej til modtageren.", "Received. On its way to the recipient.")
_WORDS = {
    TriageState.SUGGESTED: Bilingual("Afleveret til modtageren.", "Delivered to the recipient."),
    TriageState.ENGAGED: Bilingual("En kollega hos modtageren har den.", "A colleague at the recipient has it."),
    TriageState.WAITING: Bilingual(
        "Hos modtageren. Den venter lige nu.", "With the recipient. It is waiting just now."
    ),
    TriageState.UNSUITABLE: Bilingual("Modtageren kan ikke tage den.", "The recipient cannot take it."),
    TriageState.CLOSED: Bilingual("Afsluttet hos modtageren.", "Closed by the recipient."),
}


@router.get("/api/v1/status/{link}", tags=["handover"], dependencies=[CountsRequest])
async def status(link: str, desk: AtDesk) -> StatusView:
    """The same 404 for a link that is wrong, expired, withdrawn or deleted."""
    handoff = await desk.door.status(desk.links.read(link))
    if handoff.state is HandoffState.WITHDRAWN:
        raise UnknownLink("the handoff was withdrawn")
    desk.links.refuse_revoked(link, handoff)
    return StatusView(
        reference=handoff.reference,
        name=both(handoff.route.name),
        state=handoff.state,
        words=both(_words(handoff)),
    )


def _words(handoff: Handoff) -> Bilingual:
    is_on_its_way = handoff.state is HandoffState.PENDING and handoff.triage is TriageState.SUGGESTED
    return _ON_ITS_WAY if is_on_its_way else _WORDS[handoff.triage]


@router.get("/healthz", tags=["service"])
async def healthz() -> Health:
    return Health(status="ok")


@router.get("/readyz", tags=["service"], response_model=Health)
async def readyz(desk: AtDesk) -> Response:
    """Ready when the store answers, even if only to say that it knows no such reference."""
    try:
        await desk.door.status("readyz")
    except UnknownLink:
        return JSONResponse({"status": "ok"})
    except TransientError:
        return JSONResponse({"status": "not ready"}, status_code=503)
    return JSONResponse({"status": "ok"})
