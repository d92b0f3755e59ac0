"""Settings: read once, told plainly when wrong, all documented."""

import re
from pathlib import Path

import pytest
from pydantic import AliasChoices

from service.errors import NotConfigured
from service.settings import Settings, read_settings

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no variable or `.env` of the developer reach these tests."""
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def names() -> dict[str, str]:
    """Every variable, and the description of its setting."""
    found = {}
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        for variable in alias.choices if isinstance(alias, AliasChoices) else (f"DRAGOMAN_{name.upper()}",):
            found[str(variable)] = field.description or ""
    return found


def test_every_setting_is_documented_in_the_words_of_its_description() -> None:
    documented: dict[str, str] = {}
    for row in DOCS.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\| (`.+?`) \| (.+?) \| (.+) \|", row):
            documented |= dict.fromkeys(re.findall(r"`(\w+)`", match[1]), match[3])
    assert documented == names()
    assert all(documented.values())


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "DRAGOMAN_OPENAI_API_KEY"])
def test_customary_names_work_with_and_without_the_prefix(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "sk-secret")
    key = read_settings().openai_api_key
    assert key is not None
    assert key.get_secret_value() == "sk-secret"


def test_secrets_are_not_shown() -> None:
    settings = Settings(_env_file=None, openai_api_key="sk-secret", api_keys=("caller-secret",))
    assert "secret" not in repr(settings).replace("Secret", "")
    assert "caller-secret" not in str(settings.model_dump())


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL", "")
    assert read_settings().model is None


def test_a_given_value_goes_before_the_environment_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_PORT", "9000")
    assert read_settings(port=9001).port == 9001
    assert read_settings(port=None).port == 9000


def test_a_dotenv_file_is_read_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MODEL=from-file\nDRAGOMAN_PORT=9000\n", encoding="utf-8")
    monkeypatch.setenv("MODEL", "from-environment")
    assert (read_settings().model, read_settings().port) == ("from-environment", 9000)


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [("DRAGOMAN_PORT", "http", "PORT"), ("DRAGOMAN_MAX_ATTEMPTS", "0", "MAX_ATTEMPTS"), ("DRAGOMAN_PRICES", "{", "prices")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(NotConfigured, match=f"(?i){told}"):
        read_settings()


def test_a_wrong_secret_is_not_repeated_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_API_KEYS", '{"not a list": "caller-secret"}')
    with pytest.raises(NotConfigured) as told:
        read_settings()
    assert "caller-secret" not in str(told.value)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings(_env_file=None).port = 1  # type: ignore[misc]
