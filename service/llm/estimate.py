"""What a call may need, before it is made, and what it used, where the endpoint does not say."""

import math
from dataclasses import dataclass

from schemas.extraction import Tokens
from service.core.ports import ChatReply, ChatRequest
from service.llm.prices import Prices, cost_usd

_BYTES_PER_TOKEN = 3
"""UTF-8 bytes. English has four and more, most other languages about three with today's tokenizers: an upper estimate."""
_TOKENS_PER_MESSAGE = 8


@dataclass(frozen=True, slots=True)
class Amounts:
    """Calls, tokens and money (in millionths of a dollar)."""

    calls: int = 0
    tokens: int = 0
    micro_usd: int = 0

    def of(self, measure: str) -> int:
        """Return the amount of `measure`."""
        amount: int = getattr(self, measure)
        return amount


def reserved(request: ChatRequest, model: str, prices: Prices) -> Amounts:
    """Return the most that a call for `request` should need: the prompt's estimate, and every token the reply may have."""
    return _amounts(Tokens(prompt=_prompt_tokens(request), completion=request.max_tokens), model, prices)


def used(request: ChatRequest, reply: ChatReply, model: str, prices: Prices) -> Amounts:
    """Return what the call used: the endpoint's count, else the estimate from the texts."""
    tokens = reply.tokens
    if not tokens.prompt and not tokens.completion:
        tokens = Tokens(prompt=_prompt_tokens(request), completion=_tokens_in(reply.text))
    return _amounts(tokens, model, prices)


def _amounts(tokens: Tokens, model: str, prices: Prices) -> Amounts:
    cost = cost_usd(prices, model, tokens) or 0.0
    return Amounts(1, tokens.prompt + tokens.completion, math.ceil(cost * 1_000_000))


def _prompt_tokens(request: ChatRequest) -> int:
    return sum(_tokens_in(message.content) + _TOKENS_PER_MESSAGE for message in request.messages)


def _tokens_in(text: str) -> int:
    return math.ceil(len(text.encode("utf-8", "surrogatepass")) / _BYTES_PER_TOKEN)
