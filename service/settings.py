"""All settings, read once from the environment (and a `.env` file) by `Settings()`; nothing else reads `os.environ`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from service.errors import NotConfigured


def _named(name: str) -> AliasChoices:
    """Accept a setting under its customary bare name as well as with the DRAGOMAN_ prefix."""
    return AliasChoices(f"DRAGOMAN_{name}", name)


class Settings(BaseSettings):
    """One frozen value. Every field is documented in docs/settings.md; a test compares the two."""

    model_config = SettingsConfigDict(
        env_prefix="DRAGOMAN_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        populate_by_name=True,
    )

    model: Annotated[
        str | None,
        Field(
            validation_alias=_named("MODEL"),
            description="Which model answers: one of the endpoint's, `embedded`, a path to a `.gguf` file, or "
            "`recorded:<folder>`. Unset: `gpt-5-mini` when a key is set, else `embedded`; must be set with another base URL.",
        ),
    ] = None
    mode: Annotated[
        Literal["serve", "record"],
        Field(validation_alias=_named("MODE"), description="`record` writes each model reply to `record_to` as a recording."),
    ] = "serve"
    record_to: Annotated[Path, Field(description="Folder for recordings in record mode.")] = Path("recordings")
    fallback_models: Annotated[
        tuple[str, ...], Field(description="Models to try in order when the first fails for good; JSON list.")
    ] = ()
    offered_models: Annotated[
        tuple[str, ...], Field(description="Further models that a request may name in `model`; JSON list.")
    ] = ()

    openai_base_url: Annotated[
        str | None, Field(validation_alias=_named("OPENAI_BASE_URL"), description="Any OpenAI-compatible endpoint.")
    ] = None
    openai_api_key: Annotated[
        SecretStr | None, Field(validation_alias=_named("OPENAI_API_KEY"), description="Key for that endpoint.")
    ] = None
    azure_api_version: Annotated[
        str | None,
        Field(
            validation_alias=_named("AZURE_API_VERSION"),
            description="Set it to talk to Azure OpenAI; the base URL is then the Azure endpoint.",
        ),
    ] = None

    model_folder: Annotated[Path, Field(description="Where `dragoman model pull` keeps model files.")] = Path("models")
    context_tokens: Annotated[int, Field(ge=1024, description="Tokens the embedded model reads at most.")] = 8192
    threads: Annotated[int | None, Field(ge=1, description="Threads of the embedded model; unset: one per core.")] = None

    database_url: Annotated[
        str,
        Field(
            validation_alias=_named("DATABASE_URL"), description="SQLAlchemy URL of the store: SQLite (default) or PostgreSQL."
        ),
    ] = "sqlite:///dragoman.sqlite3"
    retention_days: Annotated[
        float | None,
        Field(
            ge=1,
            description="What was made more than so many days ago is deleted from the store, at start and every hour: replies, "
            "extractions, remembered requests. Unset: everything is kept.",
        ),
    ] = None

    host: Annotated[str, Field(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port to listen on.")] = 8000
    workers: Annotated[
        int,
        Field(
            ge=1,
            le=256,
            description="Processes of `dragoman serve` on this address, for several cores: with PostgreSQL or an SQLite file, and "
            "models of an endpoint. They are one service: limits below are for all of them together.",
        ),
    ] = 1
    api_keys: Annotated[
        tuple[SecretStr, ...], Field(description="Keys that callers must send as `Authorization: Bearer`; empty: open.")
    ] = ()

    deadline_seconds: Annotated[float, Field(gt=0, description="Total time of one request, retries included.")] = 300.0
    max_attempts: Annotated[int, Field(ge=1, le=10, description="Calls made at most for one model request.")] = 4
    max_body_bytes: Annotated[int, Field(ge=1024, description="Largest request body.")] = 2_000_000
    max_sentences: Annotated[int, Field(ge=1, description="Longest article.")] = 4000
    max_reply_bytes: Annotated[int, Field(ge=1024, description="Largest reply read from a model.")] = 4_000_000
    max_in_flight: Annotated[
        int, Field(ge=1, description="Extractions under way at once; of several workers each gets its part, rounded up.")
    ] = 256
    max_queued: Annotated[
        int,
        Field(ge=0, description="Extractions waiting beyond that; more are refused with 503. Divided among workers likewise."),
    ] = 2048
    shutdown_grace_seconds: Annotated[float, Field(ge=0, description="Time that requests under way get after SIGTERM.")] = 25.0

    requests_per_minute: Annotated[
        int | None, Field(ge=1, description="Model calls a minute per endpoint, over all replicas.")
    ] = None
    tokens_per_minute: Annotated[int | None, Field(ge=1, description="Tokens a minute per endpoint, over all replicas.")] = None
    tokens_per_day: Annotated[int | None, Field(ge=1, description="Token budget a day (UTC).")] = None
    usd_per_day: Annotated[float | None, Field(gt=0, description="Money budget a day (UTC); needs prices.")] = None
    prices: Annotated[
        dict[str, tuple[float, float, float]],
        Field(
            description="USD per million prompt, cached prompt and completion tokens by model; JSON, "
            'e.g. {"gpt-5-mini": [0.25, 0.025, 2]}.'
        ),
    ] = {}
    breaker_failures: Annotated[int, Field(ge=1, description="Failures in a row after which an endpoint is left alone.")] = 5
    breaker_seconds: Annotated[float, Field(gt=0, description="For how long.")] = 30.0

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="Least severe level logged.")] = "INFO"
    log_format: Annotated[Literal["json", "text"], Field(description="`text` is for people.")] = "text"


def read_settings(**given: object) -> Settings:
    """Read the settings; those given and not None go before the environment. Raises `NotConfigured` naming each wrong one."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except (ValidationError, SettingsError) as error:
        raise NotConfigured(_told(error)) from None


def _told(error: ValidationError | SettingsError) -> str:
    if isinstance(error, SettingsError):
        return f"A setting cannot be read: {error}"
    wrong = (f"{_variable(str(one['loc'][0]))}: {one['msg']}" for one in error.errors(include_input=False))
    return "These settings cannot be: " + "; ".join(wrong)


def _variable(name: str) -> str:
    return f"DRAGOMAN_{name.upper()}" if name in Settings.model_fields else name
