"""Asking: the calls that a way wants, so many at once as the profile allows, each reply told to the observer as it comes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from schemas.article import Article
from schemas.extraction import ExtractionOptions, Tokens
from service.core.plan import Answered, Call, Profile
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.errors import ModelError, ModelMisconfigured, ModelQuotaExhausted, ModelUnavailable, TooMuch

OnAnswers = Callable[[Sequence[Answered], int], None]
"""Told the answers so far, a partial one of a running call included, and how many calls are known to be needed."""
_HOPELESS = (ModelMisconfigured, ModelQuotaExhausted, ModelUnavailable, TooMuch)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A model that is asked anew even where a reply is kept."""

    model: ChatModel

    @property
    def name(self) -> str:
        """The model's own name."""
        return self.model.name

    @property
    def endpoint(self) -> str:
        """The model's own endpoint."""
        return self.model.endpoint

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        """Ask, past every kept reply."""
        return await self.model.ask(replace(request, fresh=True), deadline=deadline, on_text=on_text)

    async def aclose(self) -> None:
        """Close the model."""
        await self.model.aclose()


@dataclass(frozen=True, slots=True)
class Reading:
    """All answers of one article, in the order of the calls, and the first error of a call that failed for good."""

    answered: tuple[Answered, ...]
    error: ModelError | TooMuch | None = None

    @property
    def replies(self) -> tuple[ChatReply, ...]:
        """The replies that came."""
        return tuple(a.reply for a in self.answered if a.reply is not None)

    @property
    def tokens(self) -> Tokens:
        """What all replies cost together."""
        counted = [r.tokens for r in self.replies]
        return Tokens(
            prompt=sum(t.prompt for t in counted),
            cached=sum(t.cached for t in counted),
            completion=sum(t.completion for t in counted),
        )

    @property
    def cost_usd(self) -> float | None:
        """Price of all replies; None when one has none."""
        costs = [r.cost_usd for r in self.replies]
        return round(sum(c for c in costs if c is not None), 6) if costs and None not in costs else None


async def read(
    article: Article,
    options: ExtractionOptions,
    model: ChatModel,
    profile: Profile,
    deadline: Deadline,
    on_answers: OnAnswers | None = None,
) -> Reading:
    """Ask until the way wants no more.

    A call that fails for good does not fail the others: it is kept as `Reading.error`. When no call was answered, its error is raised; so is
    `DeadlineExceeded` at any time. After an error that the next call would meet too, no further call is made.
    """
    answered: list[Answered] = []
    while calls := profile.way.calls(article, options, answered):
        answered += await _ask_all(calls, model, profile.calls_at_once, deadline, answered, on_answers)
        if any(isinstance(a.error, _HOPELESS) for a in answered):
            break
    error = next((a.error for a in answered if a.error is not None), None)
    reading = Reading(tuple(answered), error)
    if error is not None and not reading.replies:
        raise error
    return reading


async def _ask_all(
    calls: Sequence[Call],
    model: ChatModel,
    at_once: int,
    deadline: Deadline,
    before: Sequence[Answered],
    on_answers: OnAnswers | None,
) -> list[Answered]:
    slots = asyncio.Semaphore(at_once)
    done: list[Answered] = []
    known = len(before) + len(calls)

    def told(partial: Answered | None = None) -> None:
        if on_answers is not None:
            so_far = sorted((*before, *done), key=lambda a: a.call.number)
            on_answers((*so_far, partial) if partial else so_far, known)

    async def one(call: Call) -> None:
        async with slots:
            if any(isinstance(a.error, _HOPELESS) for a in done):
                done.append(Answered(call, None, next(a.error for a in done if a.error)))
                return
            done.append(await _ask(call, model, deadline, told if on_answers is not None else None))
            told()

    told()  # what needs no reply is known already
    try:
        async with asyncio.TaskGroup() as group:
            for call in calls:
                group.create_task(one(call))
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from failures
    return sorted(done, key=lambda a: a.call.number)


async def _ask(call: Call, model: ChatModel, deadline: Deadline, told: Callable[[Answered], None] | None) -> Answered:
    pieces: list[str] = []

    def on_text(piece: str) -> None:
        pieces.append(piece)
        if told is not None:
            told(Answered(call, ChatReply("".join(pieces), "length", model.name)))

    try:
        reply = await model.ask(call.request, deadline=deadline, on_text=on_text if told is not None else None)
    except (ModelError, TooMuch) as error:
        return Answered(call, None, error)
    return Answered(call, reply)
