"""A chain of models: the next is asked when the one before failed for good."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.errors import ContextTooLong, DeadlineExceeded, ModelError, ModelUnavailable, RecordingMissing
from service.llm.told import Told

log = logging.getLogger(__name__)

_NOT_MENDED = (ContextTooLong, RecordingMissing)  # the caller plans smaller calls; a test needs a new recording


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of the time left, so that a model that hangs leaves some for the next."""

    whole: Deadline
    kept_back: float

    def remaining(self) -> float:
        return max(0.0, self.whole.remaining() - self.kept_back)


class FallbackModel:
    """Asks `models` in order. Goes by the name of the first; a reply names the one that gave it.

    Each model but the last leaves `share` of the time then left to those after it. When all fail, the first one's error is
    raised, with the others' as notes.
    """

    def __init__(self, models: Sequence[ChatModel], *, share: float = 0.4) -> None:
        self._models = tuple(models)
        self._share = share

    @property
    def name(self) -> str:
        return self._models[0].name

    @property
    def endpoint(self) -> str:
        return self._models[0].endpoint

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        told, failed = Told(on_text), list[ModelError | DeadlineExceeded]()
        for model in self._models:
            last = model is self._models[-1]
            part = deadline if last else _Share(deadline, deadline.remaining() * self._share)
            try:
                reply = await model.ask(request, deadline=part, on_text=told.begin())
                return replace(reply, stood_in=model is not self._models[0])
            except _NOT_MENDED:
                raise
            except (ModelError, DeadlineExceeded) as error:
                failed.append(error)
                if isinstance(error, DeadlineExceeded) and deadline.remaining() <= 0:
                    break
            if not last:
                log.warning("next model asked", extra={"model": model.name, "outcome": type(failed[-1]).__name__})
        raise _first_of(failed)

    async def aclose(self) -> None:
        for model in self._models:
            await model.aclose()


def _first_of(failed: Sequence[ModelError | DeadlineExceeded]) -> ModelError | DeadlineExceeded:
    first = failed[0]
    for error in failed[1:]:
        first.add_note(f"{type(error).__name__}: {error}")
    if isinstance(first, (ModelUnavailable, DeadlineExceeded)):
        partials = [error.partial for error in failed if isinstance(error, (ModelUnavailable, DeadlineExceeded))]
        first.partial = max(partials, key=len)
    return first
