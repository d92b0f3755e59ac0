"""ChatRequest → the body of a chat completion call, without what the endpoint refuses; and reading from a refusal what it was."""

import json
import re
from collections.abc import Mapping
from typing import Any

from service.core.ports import ChatRequest
from service.llm.faults import Fault

SCHEMA_RUNGS = ("json_schema", "json_object")
"""Ways of asking for structured output, best first; the last one, the prompt alone, needs no parameter."""

_OPTIONAL = ("max_completion_tokens", "max_tokens", "stream_options", "temperature", "seed", "stream")
_NOT_STREAMED = re.compile(r"['\"`]stream['\"`]|\bstream(ing)?\b.{0,40}(not|n't|un)\s*(supported|allowed|enabled|available)")
_SCHEMA_WORDS = re.compile(r"response_format|json_schema|json_object|\bschema\b|\bgrammar\b|\bguided", re.IGNORECASE)


def payload(request: ChatRequest, model: str, refused: frozenset[str], *, stream: bool) -> dict[str, Any]:
    """Return the JSON body to send. `refused` holds parameter names and rungs that this endpoint does not take."""
    rung = _rung(request, refused)
    body: dict[str, Any] = {"model": model, "messages": _messages(request, rung)}
    if rung == "json_schema":
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": request.schema_name, "schema": request.schema, "strict": True},
        }
    elif rung == "json_object":
        body["response_format"] = {"type": "json_object"}
    body["max_completion_tokens" if "max_tokens" in refused else "max_tokens"] = request.max_tokens
    body["temperature"] = request.temperature
    if request.seed is not None:
        body["seed"] = request.seed
    if stream:
        body |= {"stream": True, "stream_options": {"include_usage": True}}
    if "stream" in refused:
        body.pop("stream_options", None)
    return {name: value for name, value in body.items() if name not in refused}


def refused_by(fault: Fault, sent: Mapping[str, Any]) -> str | None:
    """Return the word for `refused` that a 400 (or 422) calls for, or None when it complains about something else.

    `fault.param` decides, else the parameter that the message names. Anything about the schema takes the present rung away.
    """
    if fault.status not in {400, 404, 415, 422, 501}:
        return None
    named = re.split(r"[.\[]", fault.param or "")[0]
    if "response_format" in sent and (named == "response_format" or (named not in sent and _SCHEMA_WORDS.search(fault.text))):
        return str(sent["response_format"]["type"])
    if named in _OPTIONAL and named in sent:
        return named
    return next((name for name in _OPTIONAL if name in sent and _names(fault.text, name)), None)


def _names(text: str, parameter: str) -> bool:
    if parameter == "stream":  # an everyday word: only when it is the subject
        return _NOT_STREAMED.search(text) is not None
    return re.search(rf"\b{parameter}\b", text) is not None


def _rung(request: ChatRequest, refused: frozenset[str]) -> str | None:
    """Return the best rung left; None when only the prompt can ask for the structure, or none is wanted."""
    if request.schema is None:
        return None
    return next((rung for rung in SCHEMA_RUNGS if rung not in refused), "prompt")


def _messages(request: ChatRequest, rung: str | None) -> list[dict[str, str]]:
    """Return the messages; below the first rung the schema is told in the system message, in the part that is cached."""
    messages = [{"role": message.role, "content": message.content} for message in request.messages]
    if rung in {None, "json_schema"}:
        return messages
    schema = json.dumps(request.schema, ensure_ascii=False)
    told = f"Answer with one JSON object and nothing else. It follows this JSON Schema:\n{schema}"
    if messages and messages[0]["role"] == "system":
        messages[0]["content"] += f"\n\n{told}"
        return messages
    return [{"role": "system", "content": told}, *messages]
