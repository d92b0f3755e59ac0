"""What a call cost, by the price table of the settings."""

from collections.abc import Mapping

from schemas.extraction import Tokens

Prices = Mapping[str, tuple[float, float, float]]
"""USD per million prompt, cached prompt and completion tokens, by model."""


def cost_usd(prices: Prices, model: str, tokens: Tokens) -> float | None:
    """USD for `tokens`; None when the model has no price."""
    price = prices.get(model)
    if price is None:
        return None
    prompt, cached, completion = price
    return ((tokens.prompt - tokens.cached) * prompt + tokens.cached * cached + tokens.completion * completion) / 1_000_000
