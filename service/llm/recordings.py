"""Recordings on disk, laid out for people to read.

    <case>/article.txt     the article (or article.html), where known
           meta.toml       model, date, how it was obtained; for a single call its fingerprint, finish reason and tokens
           request.md      the messages and the schema of the first call
           reply.json      its reply, verbatim, when it was the only call
           calls.toml      otherwise all calls: what each asked beyond the first one's opening, and its reply, verbatim
           extraction.json what the service answered; the client's stand-in serves it to other teams' tests

A case is any folder with a meta.toml; replies of another model to the same article go to a folder inside the case.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.extraction import Tokens
from service.core.fingerprint import request_fingerprint
from service.core.ports import ChatReply, ChatRequest
from service.errors import NotConfigured
from service.llm.rendering import rendered, sections
from service.llm.toml_text import toml_lines

META, REQUEST, REPLY, CALLS, ANSWER = "meta.toml", "request.md", "reply.json", "calls.toml", "extraction.json"


@dataclass(frozen=True, slots=True)
class Call:
    """A recorded call: the request as text and under its fingerprint, and the reply."""

    fingerprint: str
    asked: str
    reply: ChatReply


@dataclass(frozen=True, slots=True)
class Case:
    """The recorded calls about one article by one model."""

    folder: Path
    about: Mapping[str, Any]
    calls: tuple[Call, ...] = field(default=())


def call_of(request: ChatRequest, reply: ChatReply) -> Call:
    """Return the call as it is recorded."""
    return Call(request_fingerprint(request), rendered(request), reply)


def find_cases(folder: Path) -> Iterator[Case]:
    """Read every case under `folder`, in order of their paths. Raises NotConfigured when one cannot be read."""
    for meta in sorted(folder.rglob(META)):
        yield read_case(meta.parent)


def prompts_of(folder: Path) -> frozenset[str]:
    """Return the prompts that the recordings under `folder` were asked with, as far as they say."""
    return frozenset(str(case.about["prompt"]) for case in find_cases(folder) if "prompt" in case.about)


def read_case(folder: Path) -> Case:
    """Read one case. Raises NotConfigured when it cannot be read."""
    try:
        about = tomllib.loads((folder / META).read_bytes().decode())
        opening = (folder / REQUEST).read_bytes().decode()
        if (folder / CALLS).exists():
            listed = tomllib.loads((folder / CALLS).read_bytes().decode())["calls"]
        else:
            listed = [about | {"opening": len(sections(opening)), "asked": "", "reply": (folder / REPLY).read_bytes().decode()}]
        calls = tuple(_call(entry, opening, about["model"]) for entry in listed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotConfigured(f"The recording in {folder} cannot be read: {type(error).__name__}: {error}") from error
    return Case(folder, about, calls)


def write_case(case: Case) -> None:
    """Write a case, in place of what was there."""
    case.folder.mkdir(parents=True, exist_ok=True)
    first = case.calls[0]
    about = dict(case.about) | {"model": first.reply.model}
    single = len(case.calls) == 1
    _write(case.folder / META, toml_lines(about | (_facts(first) if single else {})))
    _write(case.folder / REQUEST, first.asked)
    (case.folder / (CALLS if single else REPLY)).unlink(missing_ok=True)
    if single:
        _write(case.folder / REPLY, first.reply.text)
    else:
        entries = ("[[calls]]\n" + toml_lines(_entry(call, first)) for call in case.calls)
        _write(case.folder / CALLS, "\n".join(entries))


def problems(folder: Path, asked: set[str] | None = None) -> list[str]:
    """Return what is wrong with the recordings under `folder`, one line each.

    Given the fingerprints that were `asked` while everything ran, recordings that nothing asks for any more are wrong too.
    """
    parts = sorted({*folder.rglob(REQUEST), *folder.rglob(REPLY), *folder.rglob(CALLS)})
    found = [f"{path}: without {META} nobody reads it" for path in parts if not (path.parent / META).exists()]
    seen: dict[str, Path] = {}
    for meta in sorted(folder.rglob(META)):
        try:
            case = read_case(meta.parent)
        except NotConfigured as error:
            found.append(str(error))
            continue
        for number, call in enumerate(case.calls, start=1):
            if call.fingerprint in seen:
                found.append(f"{case.folder}: call {number} is recorded in {seen[call.fingerprint]} already")
            seen.setdefault(call.fingerprint, case.folder)
            if asked is not None and call.fingerprint not in asked:
                found.append(f"{case.folder}: call {number} is asked by nothing any more")
    return found


def _call(entry: Mapping[str, Any], opening: str, model: str) -> Call:
    asked = "".join(sections(opening)[: entry["opening"]]) + entry["asked"]
    reply = ChatReply(
        text=entry["reply"],
        finish_reason=entry["finish_reason"],
        model=model,
        tokens=Tokens.model_validate(entry["tokens"]),
    )
    return Call(entry["fingerprint"], asked, reply)


def _facts(call: Call) -> dict[str, Any]:
    return {
        "fingerprint": call.fingerprint,
        "finish_reason": call.reply.finish_reason,
        "tokens": call.reply.tokens.model_dump(),
    }


def _entry(call: Call, first: Call) -> dict[str, Any]:
    """Return a call of several without the sections in which it begins like the first."""
    mine, theirs = sections(call.asked), sections(first.asked)
    shared = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))
    return _facts(call) | {"opening": shared, "asked": "".join(mine[shared:]), "reply": call.reply.text}


def _write(path: Path, text: str) -> None:
    """Write bytes, so that no system touches line ends: replies are verbatim."""
    path.write_bytes(text.encode())


def case_name(words: str) -> str:
    """Return a folder name made of the first `words`."""
    return "-".join(re.findall(r"\w+", words.casefold())[:6]) or "case"
