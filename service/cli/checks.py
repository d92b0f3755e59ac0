"""What `dragoman doctor` looks at: key, endpoint, each model, store and port. Each finding says what was seen, or what to do."""

import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.errors import DragomanError, ModelError
from service.settings import Settings

if TYPE_CHECKING:
    from service.bootstrap import Services
    from service.llm.probe import Probe

_PATIENCE_SECONDS = 20.0
_ANSWER_SECONDS = 120.0
_LISTED_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is well, and what was seen or what to do."""

    what: str
    well: bool
    detail: str


async def examine(settings: Settings, *, ask: bool) -> list[Finding]:
    """Look at each thing in turn; a failure of one does not hide the others. With `ask` each model must answer too."""
    findings = [*await _endpoint(settings, ask=ask), await _finding("model", _models, settings)]
    if ask and findings[-1].well:
        findings.append(await _finding("answer", _answer, settings))
    return [*findings, await _finding("store", _store, settings), await _finding("port", _port, settings)]


async def _finding(what: str, look: Callable[[Settings], Awaitable[str]], settings: Settings) -> Finding:
    try:
        return Finding(what, well=True, detail=await look(settings))
    except (DragomanError, OSError) as error:
        return Finding(what, well=False, detail=str(error))


async def _endpoint(settings: Settings, *, ask: bool) -> Iterable[Finding]:
    """Look at the endpoint by its list of models; where no model is asked there, neither key nor endpoint is needed."""
    from service.bootstrap import endpoint_of, remote_models  # noqa: PLC0415 - start quickly
    from service.clock import SystemClock, within  # noqa: PLC0415
    from service.llm.probe import probe  # noqa: PLC0415

    try:
        wanted = remote_models(settings)
    except DragomanError:
        return []  # the finding about the models says it
    if not wanted:
        return [Finding(what, well=True, detail="none is needed: no model is asked elsewhere") for what in ("key", "endpoint")]
    at, keyed = endpoint_of(settings), settings.openai_api_key is not None
    try:
        seen = await probe(at, deadline=within(_PATIENCE_SECONDS, SystemClock()))
    except ModelError as error:
        advice = (
            f"{at.public}: {str(error).rstrip('.')}. Check OPENAI_BASE_URL, the network, and HTTPS_PROXY where a proxy is needed"
        )
        key = "is set" if keyed else "none is set: set OPENAI_API_KEY, unless the endpoint takes requests without"
        return [Finding("key", well=True, detail=key), Finding("endpoint", well=False, detail=advice)]
    listed = [] if ask or settings.azure_api_version else [_listed(name, seen) for name in wanted if seen.key_taken]
    return [_key(seen, keyed=keyed), Finding("endpoint", well=True, detail=f"{at.public} answers"), *listed]


def _key(seen: "Probe", *, keyed: bool) -> Finding:
    match seen.key_taken, keyed:
        case True, True:
            detail = "OPENAI_API_KEY is set, and the endpoint takes it"
        case True, False:
            detail = "none is set, and the endpoint takes requests without"
        case False, True:
            detail = (
                "the endpoint refuses OPENAI_API_KEY; make a new key there, or set OPENAI_BASE_URL to the endpoint of this one"
            )
        case _:
            detail = "the endpoint wants a key, and none is set; set OPENAI_API_KEY"
    return Finding("key", well=seen.key_taken, detail=detail)


def _listed(name: str, seen: "Probe") -> Finding:
    if seen.models is None:
        return Finding("offered", well=True, detail=f"{name}: the endpoint lists no models; --ask shows whether it answers")
    if name in seen.models:
        return Finding("offered", well=True, detail=f"{name} is offered there")
    some = ", ".join(seen.models[:_LISTED_AT_MOST]) + (", …" if len(seen.models) > _LISTED_AT_MOST else "")
    advice = "set MODEL to one of them, or see with --ask whether it answers all the same"
    return Finding("offered", well=False, detail=f"{name} is not among the models listed there ({some or 'none'}); {advice}")


async def _models(settings: Settings) -> str:
    """Open all models, beside a store that cannot fail."""
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly

    async with open_services(_without_store(settings)) as services:
        return "; ".join(f"{name} at {reader.model.endpoint}" for name, reader in services.readers.items())


async def _answer(settings: Settings) -> str:
    from service.bootstrap import RECORDED, open_services, public_name  # noqa: PLC0415 - start quickly

    async with open_services(_without_store(settings)) as services:
        asked = [name for name in services.readers if name != public_name(RECORDED)]
        return "; ".join([await _answer_of(services, name) for name in asked]) or "recordings answer only what they hold"


async def _answer_of(services: "Services", name: str) -> str:
    from service.clock import within  # noqa: PLC0415 - start quickly
    from service.core.ports import ChatRequest, Message  # noqa: PLC0415

    question = ChatRequest((Message("user", "Answer with the word yes."),), schema=None, max_tokens=16, fresh=True)
    reply = await services.reader(name).model.ask(question, deadline=within(_ANSWER_SECONDS, services.clock))
    return f"{reply.model} answers ({reply.tokens.prompt + reply.tokens.completion} tokens)"


def _without_store(settings: Settings) -> Settings:
    return settings.model_copy(update={"database_url": "sqlite://"})


async def _store(settings: Settings) -> str:
    from service.errors import StoreUnavailable  # noqa: PLC0415 - start quickly
    from service.store import described, open_store  # noqa: PLC0415

    where = described(settings.database_url)
    async with open_store(settings.database_url) as store:
        try:
            await store.ping()
        except StoreUnavailable as error:
            raise StoreUnavailable(f"{where}: {str(error).rstrip('.')}. Start the database, or check DATABASE_URL") from None
    return f"{where} answers, and its schema is current"


async def _port(settings: Settings) -> str:
    where = f"{settings.host}:{settings.port}"
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            if await _is_ours(settings):
                return f"{where} is where a running Dragoman answers"
            told = f"{where} cannot be listened on ({error.strerror}); choose another with DRAGOMAN_PORT or --port"
            raise OSError(told) from None
        return f"{where} is free"


async def _is_ours(settings: Settings) -> bool:
    import httpx  # noqa: PLC0415 - start quickly

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
        try:
            health = (await client.get(f"http://{host}:{settings.port}/healthz")).json()
        except (httpx.HTTPError, ValueError):
            return False
    return isinstance(health, dict) and health.get("status") == "ok" and "version" in health
