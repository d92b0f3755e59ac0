"""Values of the core as rows, and back."""

import json
from typing import Any

from sqlalchemy import Row

from schemas.extraction import Tokens
from service.core.ports import ChatReply
from service.store.encoding import utf8
from service.store.ports import KeptResponse


def reply_row(reply: ChatReply) -> dict[str, Any]:
    """Return the columns of a reply, all but its key and age. Raises `UnicodeEncodeError` for lone surrogates."""
    return {
        "model": utf8(reply.model),
        "text": utf8(reply.text),
        "finish_reason": utf8(reply.finish_reason),
        "prompt_tokens": reply.tokens.prompt,
        "cached_tokens": reply.tokens.cached,
        "completion_tokens": reply.tokens.completion,
        "fingerprint": None if reply.fingerprint is None else utf8(reply.fingerprint),
        "cost_usd": reply.cost_usd,
    }


def reply_of(row: Row[Any]) -> ChatReply:
    """Read a row of `replies`."""
    tokens = Tokens(prompt=row.prompt_tokens, cached=row.cached_tokens, completion=row.completion_tokens)
    return ChatReply(
        text=row.text.decode(),
        finish_reason="length" if row.finish_reason == b"length" else "stop",
        model=row.model.decode(),
        tokens=tokens,
        fingerprint=None if row.fingerprint is None else row.fingerprint.decode(),
        kept=True,
        cost_usd=row.cost_usd,
    )


def response_row(response: KeptResponse) -> dict[str, Any]:
    """Return the columns of a response."""
    return {"status": response.status, "headers": json.dumps(response.headers).encode(), "body": response.body}


def response_of(row: Row[Any]) -> KeptResponse:
    """Read a finished row of `idempotency`."""
    headers = tuple((name, value) for name, value in json.loads(row.headers))
    return KeptResponse(row.status, headers, row.body)
