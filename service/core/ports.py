"""What the core needs from the outside: a model to ask, a store to keep things in, a clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from schemas.extraction import Tokens

Role = Literal["system", "user", "assistant"]
FinishReason = Literal["stop", "length"]
OnText = Callable[[str], None]
"""Told each piece of the reply's text as it arrives, in order; no piece twice, even when a broken stream is asked for again. The reply that
`ask` returns is what counts: after a broken stream it may differ from the pieces told before."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """Everything that can change the reply, apart from which model is asked.

    `schema` is the JSON Schema the reply must follow; an adapter sends it by the best means its endpoint knows. `max_tokens` bounds the reply.
    `fresh` asks the model even where a reply is kept; it is no part of any key. `keys` are those made of the request so far, by endpoint and
    model: each takes encoding it all.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None
    schema_name: str = "reply"
    max_tokens: int = 4096
    temperature: float = 0.0
    seed: int | None = 7
    fresh: bool = False
    keys: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChatReply:
    """A reply as the model gave it, verbatim. `finish_reason` is `length` when it was cut.

    Refusals, content filters and replies without text are errors (`ModelRefused`, `ModelAnsweredBadly`), never replies. `kept` is true when it
    came out of the store, `stood_in` when another model than the one asked for gave it.
    """

    text: str
    finish_reason: FinishReason
    model: str
    tokens: Tokens = field(default_factory=Tokens)
    fingerprint: str | None = None
    kept: bool = False
    stood_in: bool = False
    cost_usd: float | None = None


class Deadline(Protocol):
    """A point in time that the whole request must not outrun."""

    def remaining(self) -> float:
        """Seconds left; never negative."""


class Clock(Protocol):
    """Time, so that tests can turn it."""

    def now(self) -> float:
        """Seconds since the epoch (UTC)."""

    def monotonic(self) -> float:
        """Seconds that only grow."""


class ChatModel(Protocol):
    """A model that can be asked. Adapters raise the `ModelError`s and `DeadlineExceeded` of `service.errors`, nothing else."""

    @property
    def name(self) -> str:
        """The model's name, as in provenance."""

    @property
    def endpoint(self) -> str:
        """Where it is asked, without secrets; part of every cache key."""

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        """Return the reply to `request` before `deadline`; with `on_text`, stream it where the endpoint can."""

    async def aclose(self) -> None:
        """Free connections and threads."""


class ReplyStore(Protocol):
    """Where model replies are kept, by fingerprint of endpoint, model, parameters, messages and schema."""

    async def find_reply(self, key: str) -> ChatReply | None: ...

    async def keep_reply(self, key: str, reply: ChatReply, request: ChatRequest) -> None: ...


class ExtractionStore(Protocol):
    """Where finished extractions are kept as encoded JSON, by id."""

    async def find_extraction(self, extraction_id: str) -> bytes | None: ...

    async def keep_extraction(self, extraction_id: str, body: bytes) -> None: ...

    async def delete_extraction(self, extraction_id: str) -> bool: ...
