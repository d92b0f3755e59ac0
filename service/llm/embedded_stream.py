"""What llama.cpp streams, put together: text, finish reason, token counts, or an error."""

from collections.abc import Callable
from typing import Any

from schemas.extraction import Tokens
from service.core.ports import FinishReason


class Stream:
    """One reply as it arrives. `take` is llama.cpp's callback; what it returns tells the engine whether to stop."""

    def __init__(self, tell: Callable[[str], None], given_up: Callable[[], bool]) -> None:
        self._tell = tell
        self.given_up = given_up
        self._pieces: list[str] = []
        self.finish_reason: FinishReason | None = None
        self.tokens = Tokens()
        self.error: dict[str, Any] | None = None

    @property
    def text(self) -> str:
        """The reply so far, verbatim."""
        return "".join(self._pieces)

    def take(self, chunk: dict[str, Any]) -> bool:
        """Read one chunk; True stops the engine."""
        if "error" in chunk:
            self.error = chunk["error"]
            return True
        for choice in chunk.get("choices", ()):
            self._take_choice(choice)
        if usage := chunk.get("usage"):
            details = usage.get("prompt_tokens_details") or {}
            self.tokens = Tokens(
                prompt=usage["prompt_tokens"], cached=details.get("cached_tokens", 0), completion=usage["completion_tokens"]
            )
        return self.given_up()

    def _take_choice(self, choice: dict[str, Any]) -> None:
        if piece := choice.get("delta", {}).get("content"):
            self._pieces.append(piece)
            self._tell(piece)
        if reason := choice.get("finish_reason"):
            self.finish_reason = "length" if reason == "length" else "stop"
