"""Settings come from the environment once; a mistake is named, never passed over."""

from pathlib import Path

import pytest

from bot.domain import ConfigurationError, Language
from bot.settings import SHIPPED_KNOWLEDGE, SHIPPED_PROMPTS, EmbeddingProvider, Settings


def test_everything_has_a_default() -> None:
    settings = Settings.from_environ({"PATH": "/bin", "HOME": "/home/knud"})
    assert settings.default_language is Language.DANISH
    assert settings.host == "127.0.0.1"


def test_values_are_read_by_their_prefixed_names() -> None:
    settings = Settings.from_environ(
        {"INDGANG_PORT": "9000", "INDGANG_DEFAULT_LANGUAGE": "en", "INDGANG_KNOWLEDGE_DIR": "/srv/cards"}
    )
    assert (settings.port, settings.default_language) == (9000, Language.ENGLISH)
    assert settings.knowledge_dir == Path("/srv/cards")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INDGANG_PROT", "8080"),
        ("INDGANG_PORT", "a door"),
        ("INDGANG_SITES_FILE", "nowhere.yaml"),
        ("INDGANG_PORT", "0"),
        ("INDGANG_DEFAULT_LANGUAGE", "sv"),
        ("INDGANG_CONVERSATION_DAYS", "0"),
        ("INDGANG_RECONCILE_SECONDS", "-1"),
        ("INDGANG_LOG_LEVEL", "LOUD"),
        ("INDGANG_LLM", "gpt"),
        ("INDGANG_LLM__MODLE", "gpt"),
        ("INDGANG_LLM__BASE_URL", "model.example"),
        ("INDGANG_LLM__TURN_SECONDS", "0"),
        ("INDGANG_EMBEDDING__PROVIDER", "cohere"),
        ("INDGANG_EMBEDDING__PROVIDER", "openai"),
        ("INDGANG_EMBEDDING__PROVIDER", "fastembed"),
        ("INDGANG_EMBEDDING__URL", "127.0.0.1:8000"),
        ("INDGANG_EMBEDDING__URL", "http://127.0.0.1:8000/v1"),
        ("INDGANG_EMBEDDING__MODLE", "e5"),
        ("INDGANG_EMBEDDING", "openai"),
        ("INDGANG_SLACK__CHANNEL", "#leads"),
        ("INDGANG_SLACK__CHANNEL", "C1@leads"),
        ("INDGANG_SLACK__CHANEL", "C1"),
        ("INDGANG_SLACK", "on"),
        ("INDGANG_PUBLIC_URL", "indgang.example"),
        ("INDGANG_MAIL__PORT", "0"),
        ("INDGANG_MAIL__SECURITY", "perhaps"),
        ("INDGANG_MAIL__SENDER", "nobody"),
        ("INDGANG_MAIL__HOTS", "mail.example"),
        ("INDGANG_MAIL", "mail.example"),
    ],
)
def test_a_wrong_name_or_value_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environ({name: value})


def test_slack_needs_a_way_for_events_to_come() -> None:
    with pytest.raises(ConfigurationError, match="INDGANG_SLACK__SIGNING_SECRET for HTTP"):
        Settings.from_environ({"INDGANG_SLACK__BOT_TOKEN": "xoxb-1"})
    by_socket = {"INDGANG_SLACK__BOT_TOKEN": "xoxb-1", "INDGANG_SLACK__APP_TOKEN": "xapp-1"}
    assert Settings.from_environ(by_socket).slack.is_on
    assert not Settings.from_environ({}).slack.is_on


def test_workspaces_install_with_id_secret_key_and_a_way_back(tmp_path: Path) -> None:
    given = {
        "INDGANG_SLACK__CLIENT_ID": "111.222",
        "INDGANG_SLACK__CLIENT_SECRET": "sekret",
        "INDGANG_SLACK__SIGNING_SECRET": "s",
    }
    with pytest.raises(ConfigurationError, match="INDGANG_SLACK__TOKEN_KEY"):
        Settings.from_environ(given)
    keys = tmp_path / "keys"
    with_keys = given | {"INDGANG_SLACK__TOKEN_KEY_FILE": str(keys), "INDGANG_SLACK__CHANNEL": "C1@T1"}
    with pytest.raises(ConfigurationError, match="INDGANG_PUBLIC_URL"):
        Settings.from_environ(with_keys)
    settings = Settings.from_environ(with_keys | {"INDGANG_PUBLIC_URL": "https://indgang.example"})
    assert settings.slack.is_on
    with pytest.raises(ConfigurationError, match="INDGANG_SLACK__TOKEN_KEY_FILE"):
        settings.slack.keys()
    keys.write_text("new\nold\n", encoding="utf-8")
    assert settings.slack.keys().get_secret_value() == "new\nold"
    assert settings.slack.secret_of_client().get_secret_value() == "sekret"
    assert "sekret" not in repr(settings)


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(ConfigurationError) as told:
        Settings.from_environ({"INDGANG_PORT": "0", "INDGANG_HOTS": "x"})
    assert "INDGANG_PORT" in str(told.value)
    assert "INDGANG_HOTS" in str(told.value)


def test_the_database_stands_in_the_data_folder_unless_another_is_named(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).database == f"sqlite:///{tmp_path}/indgang.db"
    assert Settings(database_url="postgresql://db/indgang").database == "postgresql://db/indgang"


def test_a_secret_is_not_shown_by_accident() -> None:
    assert "open sesame" not in repr(Settings.from_environ({"INDGANG_SECRET": "open sesame"}))


def test_an_embedding_server_is_read_from_its_own_group() -> None:
    settings = Settings.from_environ(
        {
            "INDGANG_EMBEDDING__PROVIDER": "openai",
            "INDGANG_EMBEDDING__URL": "http://127.0.0.1:8000/v1",
            "INDGANG_EMBEDDING__MODEL": "e5-large",
            "INDGANG_EMBEDDING__KEY": "open sesame",
            "INDGANG_EMBEDDING__QUERY_PREFIX": "query: ",
        }
    )
    assert settings.embedding.provider is EmbeddingProvider.OPENAI
    assert settings.embedding.query_prefix == "query: "
    assert "open sesame" not in repr(settings)


def test_knowledge_is_the_folder_beside_a_checkout_else_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().knowledge_dir == SHIPPED_KNOWLEDGE
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "topics.yaml").touch()
    assert Settings().knowledge_dir == Path("knowledge")


def test_mail_is_set_up_whole_or_not_at_all() -> None:
    assert Settings.from_environ({}).mail.host == ""
    host = {"INDGANG_MAIL__HOST": "mail.example"}
    with pytest.raises(ConfigurationError, match="INDGANG_MAIL__SENDER"):
        Settings.from_environ(host)
    sender = host | {"INDGANG_MAIL__SENDER": "indgang@here.example", "INDGANG_MAIL__PASSWORD": "open sesame"}
    with pytest.raises(ConfigurationError, match="INDGANG_PUBLIC_URL"):
        Settings.from_environ(sender)
    settings = Settings.from_environ(sender | {"INDGANG_PUBLIC_URL": "https://indgang.example"})
    assert (settings.mail.host, settings.mail.port, settings.mail.security) == ("mail.example", 587, "starttls")
    assert "open sesame" not in repr(settings)


def test_a_setting_and_its_inside_cannot_both_be_given() -> None:
    with pytest.raises(ConfigurationError, match="INDGANG_PORT"):
        Settings.from_environ({"INDGANG_PORT": "8080", "INDGANG_PORT__IN": "1"})


def test_a_model_is_named_with_its_address_or_not_at_all() -> None:
    named = {"INDGANG_LLM__BASE_URL": "https://model.example/v1", "INDGANG_LLM__MODEL": "tall"}
    assert Settings.from_environ(named).llm.is_on
    assert not Settings.from_environ({}).llm.is_on
    with pytest.raises(ConfigurationError, match="INDGANG_LLM__BASE_URL and INDGANG_LLM__MODEL"):
        Settings.from_environ({"INDGANG_LLM__MODEL": "tall"})


def test_a_models_key_comes_as_given_or_from_its_file_and_is_not_shown_by_accident(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("gold\n", encoding="utf-8")
    given = Settings.from_environ({"INDGANG_LLM__API_KEY": "silver"})
    filed = Settings.from_environ({"INDGANG_LLM__API_KEY_FILE": str(tmp_path / "key")})
    assert [each.llm.key().get_secret_value() for each in (given, filed)] == ["silver", "gold"]
    assert "silver" not in repr(given)
    lost = Settings.from_environ({"INDGANG_LLM__API_KEY_FILE": str(tmp_path / "lost")})
    with pytest.raises(ConfigurationError, match="INDGANG_LLM__API_KEY_FILE"):
        lost.llm.key()


def test_a_group_named_without_its_member_is_refused_with_its_members() -> None:
    with pytest.raises(ConfigurationError, match="INDGANG_LLM"):
        Settings.from_environ({"INDGANG_LLM": "gpt", "INDGANG_LLM__MODEL": "tall"})


def test_prompts_are_the_folder_beside_a_checkout_else_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().prompts_dir == SHIPPED_PROMPTS
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "answer.md").touch()
    assert Settings().prompts_dir == Path("prompts")
