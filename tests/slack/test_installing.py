"""Workspaces install Indgang over Slack's own pages; their tokens are sealed, rotated, and gone when they leave."""

import logging
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.fernet import Fernet

from bot.domain import Installation, RouteClosed
from bot.slack import examine, make_client
from tests.conversation.samples import NORD, SYD

from .conftest import TWO_BY_EITHER
from .hub import PUBLIC, state_in
from .two import COMPANY, NORTH, Two, installing_in, open_two

pytestmark = [pytest.mark.slack, pytest.mark.anyio]


async def _installed(two: Two) -> list[Installation]:
    return await two.installing.installations.all()


@TWO_BY_EITHER
async def test_two_workspaces_install_and_each_gets_its_own_leads(two: Two) -> None:
    for place in (two.south, two.north):
        status, page = await place.installs()
        assert (status, f"C…@{place.team}" in page) == (200, True)
        assert 'lang="da"' in page
        assert 'lang="en"' in page
    assert [each.team_id for each in await _installed(two)] == [two.south.team, NORTH]
    assert all(each.token.startswith("xoxb-") for each in await _installed(two))
    for place, destination in ((two.south, SYD), (two.north, NORD)):
        visitor, handoff = await two.lead(destination)
        card = await place.card(handoff)
        await place.ann.presses(card, "deed:claim", channel=place.channel)
        await two.settled()
        owner = (await visitor.sees()).handoffs[0].owner
        assert owner
        assert owner.id == f"slack:{place.team}/{place.ann.id}"
        await visitor.says("One thing more: it sings in C.")
        await two.settled()
        thread = await place.edge.emulated("conversations.replies", {"channel": place.channel, "ts": card["ts"]})
        assert "sings in C" in str(thread["messages"])
    south, north = str(await two.south.messages()), str(await two.north.messages())
    assert (COMPANY[SYD] in south, COMPANY[NORD] in south) == (True, False)
    assert (COMPANY[SYD] in north, COMPANY[NORD] in north) == (False, True)
    assert two.hub.strangers == []


async def test_a_state_is_ours_fresh_of_this_browser_and_used_once(two: Two) -> None:
    browser, ann = two.south.browser, two.south.ann
    back = await browser.grants(as_user=ann.id)
    stolen = browser.cookies.copy()
    browser.cookies.clear()
    assert (await browser.comes_back(back))[0] == 400, "another browser's"
    browser.cookies |= stolen
    made_up = back.replace(quote(state_in(back)), Fernet.generate_key().decode())
    assert (await browser.comes_back(made_up))[0] == 400
    forged = Fernet(Fernet.generate_key()).encrypt(b"nonce").decode()
    browser.cookies["slack-app-oauth-state"] = forged
    assert (await browser.goes(f"/slack/oauth_redirect?code=x&state={forged}"))[0] == 401, "not signed here"
    browser.cookies |= stolen
    two.clock.move(timedelta(minutes=11))
    assert (await browser.comes_back(back))[0] == 401, "too old"
    assert await _installed(two) == []
    back = await browser.grants(as_user=ann.id)
    used = browser.cookies.copy()
    assert (await browser.comes_back(back))[0] == 200
    browser.cookies |= used
    assert (await browser.comes_back(back))[0] == 401, "used"
    assert (await browser.goes("/slack/oauth_redirect?error=access_denied"))[0] == 200
    assert len(await _installed(two)) == 1


async def test_a_code_slack_refuses_installs_nothing_and_is_not_logged(
    two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    browser = two.south.browser
    back = await browser.grants(as_user=two.south.ann.id)
    code = back.partition("code=")[2].partition("&")[0]
    with caplog.at_level(logging.DEBUG, logger="bot"):
        status, page = await browser.comes_back(back.replace(code, "guessed-code"))
    assert status == 401
    assert "/slack/install" in page
    assert await _installed(two) == []
    assert "guessed-code" not in caplog.text + page
    assert "sekret" not in caplog.text


async def test_no_token_stands_in_plain_in_any_file_or_log(two: Two, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        for place in (two.south, two.north):
            await place.installs()
        await two.lead(SYD)
    tokens = [each.token for each in await _installed(two)]
    assert len(tokens) == 2
    files = [path for path in two.folder.rglob("*") if path.is_file()]
    assert files
    held = b"".join(path.read_bytes() for path in files)
    assert b"slack_installations" in held
    assert [token for token in tokens if token.encode() in held or token[5:].encode() in held] == []
    assert [token for token in tokens if token in caplog.text or token in repr(await _installed(two))] == []


async def test_keys_are_rotated_and_a_lost_key_is_a_lost_installation(
    emulators: tuple[str, str], tmp_path: Path
) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    async with open_two(emulators, tmp_path, key=old) as two:
        await two.south.installs()
        [before] = await _installed(two)
        both = installing_in(two.database, two.clock, new, old).installations
        assert await both.all() == [before]
        assert await both.reseal() == 1
        assert await both.reseal() == 0
        only_new = installing_in(two.database, two.clock, new).installations
        assert await only_new.all() == [before]
        [lost] = await _installed(two)
        assert lost.token == ""
        with pytest.raises(RouteClosed, match="not installed"):
            await two.slack.desks.workspaces.posting_at(f"C1@{two.south.team}")
        findings = examine(
            two.config,
            two.channels,
            client=make_client(two.config),
            installations=two.installing.installations,
        )
        told = {each.what: each.advice async for each in findings}
        assert "INDGANG_SLACK__TOKEN_KEY" in told[f"workspace {two.south.team} (Indgang Test)"]


@TWO_BY_EITHER
async def test_who_leaves_is_forgotten_and_their_leads_go_to_the_front_desk(two: Two) -> None:
    for place in (two.south, two.north):
        await place.installs()
    now = int(two.clock.now().timestamp())
    await two.north.is_told("app_uninstalled", at=now - 3600)
    assert len(await _installed(two)) == 2, "it left before it installed again: a late delivery"
    await two.north.is_told("tokens_revoked", at=now, tokens={"oauth": ["U1"]})
    assert len(await _installed(two)) == 2, "a person's token is none of ours"
    await two.north.is_told("tokens_revoked", at=now, tokens={"bot": ["U0000BOT42"]})
    assert (await two.north.is_told("app_uninstalled", at=now))[0] == 200
    assert [each.team_id for each in await _installed(two)] == [two.south.team]
    await two.visitor(NORD)
    for _ in range(3):
        await two.nudges.delivery.tick()
    assert await two.north.messages() == []
    assert [each["text"] for each in await two.south.messages() if COMPANY[NORD] in each["text"]], "the front desk's"
    [notice] = await two.desk.outbox.operator_notices()
    assert "/slack/install" in notice.text
    await two.north.installs()
    assert len(await _installed(two)) == 2


async def test_a_workspace_that_has_not_installed_is_answered_and_nothing_is_done(two: Two) -> None:
    await two.south.installs()
    visitor, handoff = await two.lead(SYD)
    await two.south.ann.presses(await two.south.card(handoff), "deed:claim", channel=two.south.channel)
    await two.settled()
    card, before = await two.south.card(handoff), await visitor.sees()
    nora, edge = two.north.ann, two.north.edge
    _, told = await nora.commands(two.north.channel, f"status {handoff.reference}")
    assert "ikke installeret" in str(told)
    await nora.presses(card, "deed:release", channel=two.south.channel)
    assert "not installed" in str(edge.responses[-1])
    await two.south.ann.presses(card, "deed:close", channel=two.south.channel)
    form = await two.south.shown()
    _, told = await nora.fills_in(form, what="advised")
    assert "not installed" in str(told)
    await nora.uses_shortcut("new_lead")
    await nora.says(two.north.channel, "<@U0000BOT42> Who?")
    await nora.opens("home", channel="D1")
    await two.settled()
    assert await visitor.sees() == before
    assert (edge.views, edge.whispers, edge.calls) == ([], [], [])
    assert two.hub.strangers == []


async def test_the_doctor_tells_of_each_workspace(two: Two) -> None:
    async def advice() -> dict[str, str]:
        installations = two.installing.installations
        findings = examine(two.config, two.channels, client=make_client(two.config), installations=installations)
        return {each.what: each.advice async for each in findings}

    await two.south.installs()
    told = await advice()
    assert told[f"workspace {two.south.team} (Indgang Test)"] == ""
    assert told[f"channel {two.south.channel}@{two.south.team}"] == ""
    assert "/slack/install" in told[f"channel {two.north.channel}@{NORTH}"]
    await two.north.installs()
    told = await advice()
    assert set(told.values()) == {""}
    assert f"workspace {NORTH} (Indgang Test)" in told
    two.north.edge.tokens.clear()
    assert "/slack/install" in (await advice())[f"workspace {NORTH} (Indgang Test)"]


async def test_the_way_back_is_this_installations_own(two: Two) -> None:
    _, where, _ = await two.south.browser.goes("/slack/install")
    assert f"redirect_uri={PUBLIC}/slack/oauth_redirect" in where
    assert "chat:write" in where
