"""Something to keep."""

from schemas.extraction import Tokens
from service.core.ports import ChatReply, ChatRequest, Message

REQUEST = ChatRequest(messages=(Message("user", "Who met whom?"),), schema=None)


def reply(text: str = "They met.", *, model: str = "m-1") -> ChatReply:
    """Make a reply with every field set."""
    tokens = Tokens(prompt=1200, cached=1024, completion=31)
    return ChatReply(text=text, finish_reason="stop", model=model, tokens=tokens, fingerprint="fp_1", cost_usd=0.0125)
