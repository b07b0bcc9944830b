"""How a handoff stands, for anybody who holds its link; and how the service itself stands."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from bot.domain import Bilingual, HandoffState, TransientError, UnknownLink

from .desk import AtDesk, CountsRequest
from .errors import PROBLEMS
from .handover_views import Health, StatusView
from .showing import both

router = APIRouter(responses=PROBLEMS)

_WORDS = {
    HandoffState.PENDING: Bilingual(
        "Modtaget. Den er på vej til modtageren.", "Received. On its way to the recipient."
    ),
    HandoffState.DELIVERED: Bilingual("Afleveret til modtageren.", "Delivered to the recipient."),
}


@router.get("/api/v1/status/{link}", tags=["handover"], dependencies=[CountsRequest])
async def status(link: str, desk: AtDesk) -> StatusView:
    """The same 404 for a link that is wrong, expired, withdrawn or deleted."""
    handoff = await desk.door.status(desk.links.read(link))
    if handoff.state not in _WORDS:
        raise UnknownLink("the handoff was withdrawn")
    return StatusView(
        reference=handoff.reference,
        name=both(handoff.route.name),
        state=handoff.state,
        words=both(_WORDS[handoff.state]),
    )


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
