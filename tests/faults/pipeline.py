"""A model as a request meets it, with clocks and waits that tests hold in their hands."""

from dataclasses import dataclass, field

from service.clock import SystemClock, within
from service.core.ports import ChatModel, ChatRequest, Clock, Deadline, Message
from service.llm.breaker import Breaker, GuardedModel
from service.llm.concurrency import PacedModel, Permits
from service.llm.openai_model import Endpoint, OpenAIModel
from service.llm.retries import Pause, RetryingModel

REQUEST = ChatRequest(
    messages=(Message("system", "Read the article."), Message("user", "[1] Nothing happened.")),
    schema={"type": "object", "properties": {"events": {"type": "array"}}, "required": ["events"]},
    max_tokens=200,
)


@dataclass(slots=True)
class Waits(SystemClock):
    """A sleep that does not wait, and a clock that goes on as if it had; `seconds` holds every wait."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)

    def now(self) -> float:
        return SystemClock.now(self) + sum(self.seconds)

    def monotonic(self) -> float:
        return SystemClock.monotonic(self) + sum(self.seconds)


def deadline(seconds: float = 30.0, clock: Clock | None = None) -> Deadline:
    """Return a deadline on `clock`, the machine's when None."""
    return within(seconds, clock or SystemClock())


def asked_at(base_url: str, *, max_reply_bytes: int = 1_000_000) -> OpenAIModel:
    """Return the bare model at `base_url`."""
    return OpenAIModel("m", Endpoint(base_url, "sk-secret-1234567890", max_reply_bytes=max_reply_bytes, silence_seconds=5.0))


def patient(model: ChatModel, waits: Waits) -> RetryingModel:
    """Return `model` with retries, permits and a breaker that opens late."""
    breaker = Breaker(failures=100, seconds=30.0, clock=waits)
    return RetryingModel(PacedModel(GuardedModel(model, breaker), Permits(8)), Pause(waits), attempts=4, sleep=waits)
