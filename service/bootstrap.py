"""The only wiring: from settings to running services. What needs an import that takes time imports it when it is asked for."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from schemas.extraction import ExtractionRequest
from service.clock import SystemClock
from service.core.articlewise import ArticlewiseWay
from service.core.extract import Answer, Reader, extract
from service.core.plan import Profile
from service.core.ports import ChatModel, Clock, Deadline
from service.core.progress import Observe, ignore
from service.errors import NotConfigured, UnknownModel
from service.settings import Settings
from service.store import Store, open_store, shared_by_replicas

if TYPE_CHECKING:
    from service.llm.openai_model import Endpoint
    from service.llm.rates import Limit

EMBEDDED: Final = "embedded"
RECORDED: Final = "recorded:"
DEFAULT_REMOTE_MODEL: Final = "gpt-5-mini"
NO_MODEL: Final = """There is no model to ask. Do one of these:
  - `dragoman model pull` fetches the embedded model (1.1 GB, once); then neither key nor server is needed
  - set OPENAI_API_KEY, and OPENAI_BASE_URL and MODEL for another endpoint than OpenAI's
  - set MODEL to the path of a .gguf file, or to recorded:<folder> for recorded replies"""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything an entry point needs. `readers` holds each offered model by the name a request gives it, the default first."""

    settings: Settings
    readers: Mapping[str, Reader]
    store: Store
    clock: Clock

    def reader(self, model: str | None) -> Reader:
        """Return the reader with the model of that name, the default for None; raise `UnknownModel`."""
        name = next(iter(self.readers)) if model is None else model
        if name not in self.readers:
            raise UnknownModel(f"this service offers {', '.join(f'`{known}`' for known in self.readers)}, not `{name}`")
        return self.readers[name]

    async def extract(
        self, request: ExtractionRequest, *, deadline: Deadline, fresh: bool = False, observe: Observe = ignore
    ) -> Answer:
        """Read an article with the model it asks for; see `service.core.extract`. In record mode its calls become a recording."""
        reader = self.reader(request.model)
        if self.settings.mode == "record":
            return await self._record(request, reader, deadline=deadline, fresh=fresh, observe=observe)
        return await extract(request, reader, deadline=deadline, fresh=fresh, observe=observe)

    async def _record(
        self, request: ExtractionRequest, reader: Reader, *, deadline: Deadline, fresh: bool, observe: Observe
    ) -> Answer:
        from service.llm.recording import keep_answer, recording  # noqa: PLC0415 - start quickly

        with recording(request) as case:
            answer = await extract(request, reader, deadline=deadline, fresh=fresh, observe=observe)
        await asyncio.to_thread(keep_answer, self.settings.record_to / case, request, answer.body)
        return answer


def chosen_model(settings: Settings) -> str:
    """Return the setting of the model that answers by default: `embedded` unless a model, a key or an endpoint is set."""
    if settings.model:
        return settings.model
    if settings.openai_base_url:
        raise NotConfigured("OPENAI_BASE_URL is set, but not which model of it to ask: set MODEL to its name there.")
    return DEFAULT_REMOTE_MODEL if settings.openai_api_key else EMBEDDED


def needs_embedded_model(settings: Settings) -> bool:
    """Tell whether the embedded model's own file is wanted."""
    return EMBEDDED in (chosen_model(settings), *settings.fallback_models, *settings.offered_models)


def loads_a_model(settings: Settings) -> bool:
    """Tell whether a model would run in this process: the embedded one or another file, first, fallback or offered."""
    return any(map(_is_embedded, (chosen_model(settings), *settings.fallback_models, *settings.offered_models)))


def remote_models(settings: Settings) -> tuple[str, ...]:
    """Return the names of those models of the settings that are asked at the endpoint, the default first."""
    named = (chosen_model(settings), *settings.fallback_models, *settings.offered_models)
    return tuple(dict.fromkeys(name for name in named if not _is_embedded(name) and not name.startswith(RECORDED)))


def endpoint_of(settings: Settings) -> "Endpoint":
    """Return the endpoint of the settings."""
    from service.llm.openai_model import OPENAI_URL, Endpoint  # noqa: PLC0415 - start quickly

    return Endpoint(
        base_url=settings.openai_base_url or OPENAI_URL,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        azure_api_version=settings.azure_api_version,
        max_reply_bytes=settings.max_reply_bytes,
    )


@asynccontextmanager
async def open_services(settings: Settings, *, warm: bool = False) -> AsyncIterator[Services]:
    """Open everything that `settings` name, and close it at the end.

    With `warm` an embedded model is loaded in the background now, not by the first question. Raises `NotConfigured`.
    """
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        chosen = chosen_model(settings)
        _check(settings, chosen)
        store = await stack.enter_async_context(open_store(settings.database_url))
        wiring = _Wiring(settings, store, clock, stack, warm)
        readers = {public_name(chosen): wiring.reader(chosen, fallbacks=settings.fallback_models)}
        for name in settings.offered_models:
            readers.setdefault(public_name(name), wiring.reader(name, fallbacks=()))
        yield Services(settings, readers, store, clock)


def public_name(setting: str) -> str:
    """Return what callers call the model of a setting: no path of this machine."""
    return Path(setting).stem if setting.endswith(".gguf") else RECORDED.rstrip(":") if setting.startswith(RECORDED) else setting


def _check(settings: Settings, chosen: str) -> None:
    """Say it all at once when nothing was set and nothing is there."""
    if chosen != EMBEDDED:
        return
    from service.llm import model_file  # noqa: PLC0415 - start quickly

    known = model_file.CATALOGUE[model_file.DEFAULT_MODEL]
    if not model_file.is_whole(model_file.model_path(known.name, settings.model_folder), known):
        raise NotConfigured(NO_MODEL)


@dataclass(frozen=True)
class _Wiring:
    """Makes readers that share a store, an endpoint, and each model; what they open is closed with `stack`.

    A reader asks `Recording?(Fallback([SingleFlight(Kept(Retrying(Paced(Guarded(Rated(model)))))), …]))`: each model keeps
    its replies under its own name, so that a fallback's answer never stands for the first model's.
    """

    settings: Settings
    store: Store
    clock: Clock
    stack: AsyncExitStack
    warm: bool

    def reader(self, setting: str, *, fallbacks: tuple[str, ...]) -> Reader:
        """Return a reader that asks the model of `setting`, and those of `fallbacks` when it fails for good."""
        from service.llm.fallback import FallbackModel  # noqa: PLC0415 - start quickly
        from service.llm.recording import RecordingModel  # noqa: PLC0415

        profile = _profile(setting)
        models = [self._model(name) for name in (setting, *fallbacks)]
        asked = models[0] if len(models) == 1 else FallbackModel(models)
        if self.settings.mode == "record":
            asked = RecordingModel(asked, self.settings.record_to, prompt=profile.way.prompt)
        return Reader(asked, profile, self.store, self.clock, max_sentences=self.settings.max_sentences)

    def _model(self, setting: str) -> ChatModel:
        """Return the model of `setting`, the same one to all readers, so that they share its calls under way."""
        if setting not in self._models:
            self._models[setting] = self._opened(setting)
            self.stack.push_async_callback(self._models[setting].aclose)
        return self._models[setting]

    @cached_property
    def _models(self) -> dict[str, ChatModel]:
        return {}

    def _opened(self, setting: str) -> ChatModel:
        from service.llm.kept import KeptModel  # noqa: PLC0415 - start quickly
        from service.llm.single_flight import SingleFlightModel  # noqa: PLC0415

        if setting.startswith(RECORDED):
            from service.llm.recorded import RecordedModel  # noqa: PLC0415

            return RecordedModel(Path(setting.removeprefix(RECORDED)))
        model = self._embedded(setting) if _is_embedded(setting) else self._endpoint.model(setting)
        shared = self.settings.workers > 1 or shared_by_replicas(self.settings.database_url)
        claims = self.store if shared else None
        return SingleFlightModel(KeptModel(model, self.store, claims=claims))

    def _embedded(self, setting: str) -> ChatModel:
        from service.llm import model_file  # noqa: PLC0415 - start quickly
        from service.llm.embedded import EmbeddedModel  # noqa: PLC0415

        name = model_file.DEFAULT_MODEL if setting == EMBEDDED else setting
        path = model_file.find_model(name, self.settings.model_folder)
        model = EmbeddedModel(path, context_tokens=self.settings.context_tokens, threads=self.settings.threads)
        if self.warm:
            from service.core.sentencewise.asking import warm_up  # noqa: PLC0415

            model.start([warm_up()])
        return model

    @cached_property
    def _endpoint(self) -> "_Endpoint":
        return _Endpoint(self.settings, self.store, self.clock)


class _Endpoint:
    """The endpoint of the settings: what its models share, so that they back off together."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        from service.llm.breaker import Breaker  # noqa: PLC0415 - start quickly
        from service.llm.capabilities import Capabilities  # noqa: PLC0415
        from service.llm.concurrency import Permits  # noqa: PLC0415
        from service.llm.retries import Pause  # noqa: PLC0415

        self._settings, self._store, self._clock = settings, store, clock
        self._at = endpoint_of(settings)
        self._capabilities = Capabilities(store)
        self._breaker = Breaker(failures=settings.breaker_failures, seconds=settings.breaker_seconds, clock=clock)
        self._pause, self._permits = Pause(clock), Permits(settings.max_in_flight)

    def model(self, name: str) -> ChatModel:
        """Return the model `name` there, asked with patience and within the limits."""
        from service.llm.breaker import GuardedModel  # noqa: PLC0415 - start quickly
        from service.llm.concurrency import PacedModel  # noqa: PLC0415
        from service.llm.openai_model import OpenAIModel  # noqa: PLC0415
        from service.llm.rates import RatedModel  # noqa: PLC0415
        from service.llm.retries import RetryingModel  # noqa: PLC0415

        prices = self._settings.prices
        bare = OpenAIModel(name, self._at, capabilities=self._capabilities, prices=prices)
        rated = RatedModel(bare, _limits(self._settings, bare.endpoint), self._store, self._clock, prices=prices)
        paced = PacedModel(GuardedModel(rated, self._breaker), self._permits)
        return RetryingModel(paced, self._pause, attempts=self._settings.max_attempts)


def _limits(settings: Settings, endpoint: str) -> "tuple[Limit, ...]":
    """Return the rates and budgets that are set; rates are counted per endpoint, the day's budgets over all of them."""
    from service.llm.rates import DAY, MINUTE, Limit  # noqa: PLC0415 - start quickly

    if settings.usd_per_day is not None and not settings.prices:
        raise NotConfigured(
            "DRAGOMAN_USD_PER_DAY is set, but DRAGOMAN_PRICES is not: no call has a price to count. Set both or neither."
        )
    wanted: tuple[tuple[str, Literal["calls", "tokens", "micro_usd"], int, int | None], ...] = (
        (f"calls/{endpoint}", "calls", MINUTE, settings.requests_per_minute),
        (f"tokens/{endpoint}", "tokens", MINUTE, settings.tokens_per_minute),
        ("tokens", "tokens", DAY, settings.tokens_per_day),
        ("usd", "micro_usd", DAY, None if settings.usd_per_day is None else round(settings.usd_per_day * 1_000_000)),
    )
    return tuple(Limit(name, measure, seconds, most) for name, measure, seconds, most in wanted if most is not None)


def _is_embedded(setting: str) -> bool:
    return setting == EMBEDDED or setting.endswith(".gguf")


def _profile(setting: str) -> Profile:
    """Return how the model of `setting` is best asked: a small one sentence by sentence, a strong one about the whole article.

    Recordings are asked as they were when they were made; where both kinds lie together, about the whole article.
    """
    if not _is_embedded(setting) and not (setting.startswith(RECORDED) and _is_recorded_by_sentence(setting)):
        return Profile(way=ArticlewiseWay())
    from service.core.sentencewise.way import SentencewiseWay  # noqa: PLC0415 - its word lists take time to read

    return Profile(way=SentencewiseWay())


def _is_recorded_by_sentence(setting: str) -> bool:
    from service.llm.recordings import prompts_of  # noqa: PLC0415 - start quickly

    prompts = prompts_of(Path(setting.removeprefix(RECORDED)))
    return bool(prompts) and all(prompt.startswith("sentencewise/") for prompt in prompts)
