"""Keys under which replies are kept: everything that can change a reply is in them, in the order in which the model sees it."""

import hashlib
import json
from typing import Any

from schemas.extraction import ExtractionRequest
from service.core.ports import ChatModel, ChatRequest

_VERSION = 1  # of the key's own make-up; raise it when what goes into a key changes


def digest(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the SHA-256 (hex) of `value` as compact JSON.

    Object keys keep their order: a model writes the fields of a schema in the order in which the schema names them, so two orders
    are two requests. Escaping everything beyond ASCII keeps apart what Unicode normalisation would make equal.
    """
    encoded = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(encoded.encode("ascii")).hexdigest()


def request_fingerprint(request: ChatRequest) -> str:
    """Return the key of `request` whichever model is asked: messages, schema and parameters."""
    return digest(_content(request))


def reply_key(model: ChatModel, request: ChatRequest) -> str:
    """Return the key of the reply that `model`, asked at its endpoint, gives to `request`."""
    asked = (model.endpoint, model.name)
    if asked not in request.keys:
        request.keys[asked] = digest([_VERSION, *asked, _content(request)])
    return request.keys[asked]


def _content(request: ChatRequest) -> list[Any]:
    return [
        [[message.role, message.content] for message in request.messages],
        [request.schema_name, None if request.schema is None else dict(request.schema)],
        [request.max_tokens, request.temperature, request.seed],
    ]


def extraction_id(request: ExtractionRequest, model: ChatModel, *versions: str) -> str:
    """`ext_` and the key of the answer to `request` by `model`: article, options, endpoint and model, and whatever else has a version.

    It needs nothing but the request, so that a hit costs no reading of the article.
    """
    asked = request.model_dump(mode="json")
    asked["model"] = model.name
    return f"ext_{digest([_VERSION, model.endpoint, asked, *versions])[:32]}"
