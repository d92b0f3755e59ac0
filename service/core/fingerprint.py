"""Keys under which replies are kept: everything that can change a reply is in them, in the order in which the model sees it."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from schemas.extraction import ExtractionRequest
from service.core.ports import ChatModel, ChatRequest

_VERSION = 1  # of the key's own make-up; raise it when what goes into a key changes


def digest(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the SHA-256 (hex) of `value` as compact JSON.

    Object keys keep their order: a model writes the fields of a schema in the order in which the schema names them, so two orders
    are two requests. Escaping everything beyond ASCII keeps apart what Unicode normalisation would make equal.
    """
    return _hash(_encoded(value))


def request_fingerprint(request: ChatRequest) -> str:
    """Return the key of `request` whichever model is asked: messages, schema and parameters."""
    return _hash(_content(request))


def reply_key(model: ChatModel, request: ChatRequest) -> str:
    """Return the key of the reply that `model`, asked at its endpoint, gives to `request`."""
    asked = (model.endpoint, model.name)
    if asked not in request.keys:
        request.keys[asked] = _hash(f"{_encoded([_VERSION, *asked])[:-1]},{_content(request)}]")
    return request.keys[asked]


def _content(request: ChatRequest) -> str:
    """Return messages, schema and parameters as compact JSON."""
    messages = ",".join(_encoded_message(message.role, message.content) for message in request.messages)
    schema = [request.schema_name, None if request.schema is None else dict(request.schema)]
    return f"[[{messages}],{_encoded(schema)},{_encoded([request.max_tokens, request.temperature, request.seed])}]"


@lru_cache(32)
def _encoded_message(role: str, content: str) -> str:
    """Encode a message once: those that begin a prompt are the same for all articles, and are most of it."""
    return _encoded([role, content])


def _encoded(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _hash(encoded: str) -> str:
    return hashlib.sha256(encoded.encode("ascii")).hexdigest()


def extraction_id(request: ExtractionRequest, model: ChatModel, *versions: str) -> str:
    """`ext_` and the key of the answer to `request` by `model`: article, options, endpoint and model, and whatever else has a version.

    It needs nothing but the request, so that a hit costs no reading of the article.
    """
    asked = request.model_dump(mode="json")
    asked["model"] = model.name
    return f"ext_{digest([_VERSION, model.endpoint, asked, *versions])[:32]}"
