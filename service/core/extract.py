"""The use case: the whole way of an article, top to bottom."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from schemas.article import Article
from schemas.extraction import Extraction, ExtractionRequest, Provenance, Tokens, Warning
from service import __version__
from service.core.article import language_doubt, read_article
from service.core.compose import compose
from service.core.fingerprint import extraction_id
from service.core.injection import speaks_to_model
from service.core.plan import Profile
from service.core.ports import ChatModel, Clock, Deadline, ExtractionStore
from service.core.progress import Observe, Observer, ignore
from service.core.prompt import examples_text, prompt_digest
from service.core.reading import Fresh, Reading, read
from service.core.verify import verify
from service.errors import StoreUnavailable

T = TypeVar("T")
SCHEMA_VERSION = "1"
_QUICKLY_READ = 20_000
"""Characters of text that are read, or composed of, in some milliseconds."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a model, how it is best asked, and where finished extractions are kept; articles of more than `max_sentences` are refused."""

    model: ChatModel
    profile: Profile
    store: ExtractionStore
    clock: Clock
    max_sentences: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished extraction as encoded JSON; `cached` is true when no model was asked for it."""

    id: str
    body: bytes
    cached: bool


async def extract(
    request: ExtractionRequest, reader: Reader, *, deadline: Deadline, fresh: bool = False, observe: Observe = ignore
) -> Answer:
    """Read one article. `fresh` passes over the kept extraction; `observe` is told progress and each record as soon as it is complete.

    Raises BadInput for an article that cannot be read, DeadlineExceeded, and the ModelError or TooMuch that kept every call from an answer.
    """
    key = extraction_id(request, reader.model, prompt_digest(reader.profile.way.prompt), SCHEMA_VERSION, __version__)
    if not fresh and (kept := await _kept(key, reader.store)) is not None:
        return Answer(key, kept, cached=True)

    began = reader.clock.monotonic()
    article = await _read_article(request, reader)
    options = request.options()
    observer = Observer(article, options, reader.profile.way, examples_text(reader.profile.way.prompt), observe)

    model = Fresh(reader.model) if fresh else reader.model

    reading = await read(article, options, model, reader.profile, deadline, observer.answers if observe is not ignore else None)
    drafts, unread = reader.profile.way.drafts(article, [a for a in reading.answered if a.reply is not None])
    found = await _work(article.characters, lambda: compose(article, drafts, include=options.include, prepared=observer.ground))
    checks = await verify(found, model, deadline) if options.verify else None

    found = checks.found if checks else found
    readings = (reading, checks.reading) if checks else (reading,)
    extraction = Extraction(
        id=key,
        complete=all(r.error is None for r in readings) and not any(r.reason == "unreadable_reply" for r in unread),
        article=article if "text" in options.include or request.html is not None else article.model_copy(update={"text": None}),
        actors=found.actors,
        events=found.events,
        delegations=found.delegations,
        stances=found.stances,
        rejected=(*unread, *found.rejected),
        warnings=(*_doubts(article, request), *_about(readings), *_suspicions(article, observer.suspicious), *found.warnings),
        provenance=_provenance(reader, readings, began),
    )
    return await _keep(extraction, reader.store, lasting=not any(reply.stood_in for r in readings for reply in r.replies))


async def _read_article(request: ExtractionRequest, reader: Reader) -> Article:
    size = math.inf if request.text is None else len(request.text)
    return await _work(size, lambda: read_article(request, max_sentences=reader.max_sentences))


async def _work(size: float, work: Callable[[], T]) -> T:
    """Work on a text of `size` characters, in a thread where that takes long enough to keep others waiting; pages take longer."""
    return work() if size <= _QUICKLY_READ else await asyncio.to_thread(work)


async def _kept(key: str, store: ExtractionStore) -> bytes | None:
    """The kept extraction; without a store the article is read as if it were new."""
    try:
        return await store.find_extraction(key)
    except StoreUnavailable:
        return None


async def _keep(extraction: Extraction, store: ExtractionStore, *, lasting: bool) -> Answer:
    """Encode the answer and keep it, marked as cached.

    An incomplete one is not kept, so that the next request tries what failed again; nor is one that is not `lasting`, since
    a model that stood in for the first must not answer in its name later.
    """
    body = extraction.model_dump_json().encode()
    if not (extraction.complete and lasting):
        return Answer(extraction.id, body, cached=False)
    cached = extraction.model_copy(update={"provenance": extraction.provenance.model_copy(update={"cached": True})})
    try:
        await store.keep_extraction(extraction.id, cached.model_dump_json().encode())
    except StoreUnavailable as error:
        warning = Warning(code="not_stored", detail=f"the answer could not be kept: {error}")
        body = extraction.model_copy(update={"warnings": (*extraction.warnings, warning)}).model_dump_json().encode()
    return Answer(extraction.id, body, cached=False)


def _about(readings: tuple[Reading, ...]) -> tuple[Warning, ...]:
    """Warnings about the calls themselves."""
    failed = (a for r in readings for a in r.answered if a.error is not None)
    cut = (
        r.answered[-1] for r in readings if r.replies and r.answered[-1].reply and r.answered[-1].reply.finish_reason == "length"
    )
    return (
        *(
            Warning(code="call_failed", detail=f"call {a.call.number} ({a.call.label}) failed for good: {a.error}")
            for a in failed
        ),
        *(Warning(code="reply_truncated", detail=f"the reply to call {a.call.number} ({a.call.label}) was cut") for a in cut),
    )


def _doubts(article: Article, request: ExtractionRequest) -> tuple[Warning, ...]:
    """A language that was guessed and is not plain."""
    doubt = language_doubt(article, request)
    return (Warning(code="language_uncertain", detail=doubt),) if doubt else ()


def _suspicions(article: Article, sentences: tuple[int, ...]) -> tuple[Warning, ...]:
    """What speaks to a model instead of a reader: it is data all the same, but a person should know."""
    told = "reads like an instruction to a language model; it was treated as text"
    around = {"headline": article.title, "source": article.source}
    return (
        *(
            Warning(code="instruction_like_text", detail=f"the {name} {told}")
            for name, words in around.items()
            if words and speaks_to_model(words)
        ),
        *(Warning(code="instruction_like_text", detail=f"this sentence {told}", sentence=n) for n in sentences),
    )


def _provenance(reader: Reader, readings: tuple[Reading, ...], began: float) -> Provenance:
    replies = [reply for r in readings for reply in r.replies]
    tokens = [r.tokens for r in readings]
    costs = [r.cost_usd for r in readings]
    return Provenance(
        model=replies[-1].model if replies else reader.model.name,
        prompt=reader.profile.way.prompt,
        schema_version=SCHEMA_VERSION,
        service=__version__,
        created=datetime.fromtimestamp(reader.clock.now(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        cached=False,
        calls=len(replies),
        tokens=Tokens(
            prompt=sum(t.prompt for t in tokens),
            cached=sum(t.cached for t in tokens),
            completion=sum(t.completion for t in tokens),
        ),
        cost_usd=None if None in costs else round(sum(c for c in costs if c is not None), 6),
        duration_ms=round((reader.clock.monotonic() - began) * 1000),
    )
