"""Call → messages and response schema. The prompt files under prompts/ are data; this module only fills their blanks.

The system message and the example turns are the same for every article and come first, so that the prefix caches of providers and of
llama.cpp hit; the article comes last, fenced and numbered, and never stands in the system message.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from schemas.article import Article
from service.core.ports import Message
from service.core.rows import row_patterns

KINDS = ("actors", "events", "delegations", "stances")
_FENCE = re.compile(r"<\s*(/?)\s*article\s*>", re.IGNORECASE)
_LIMITS = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)


@dataclass(frozen=True, slots=True)
class Example:
    """A few-shot example: an article in sentences and the reply a careful coder gives to it."""

    title: str | None
    published: str | None
    source: str | None
    sentences: tuple[str, ...]
    reply: Mapping[str, Any]


@dataclass(frozen=True)
class Prompt:
    """One released version of a prompt."""

    version: str
    system: str
    user: str
    examples: tuple[Example, ...]

    @cached_property
    def turns(self) -> tuple[Message, ...]:
        """The messages that begin every call: the system's, then each example and its reply."""
        turns = [Message("system", self.system)]
        for example in self.examples:
            lines = list(enumerate(example.sentences, 1))
            turns.append(Message("user", _ask(self, example.title, example.published, example.source, lines)))
            turns.append(Message("assistant", encode_reply(example.reply)))
        return tuple(turns)


@cache
def load_prompt(version: str) -> Prompt:
    """Read the prompt of a version such as `extract/v1`; FileNotFoundError when there is none."""
    folder = files("prompts").joinpath(*version.split("/"))
    examples = json.loads(folder.joinpath("examples.json").read_text(encoding="utf-8"))
    return Prompt(
        version=version,
        system=folder.joinpath("system.md").read_text(encoding="utf-8").strip(),
        user=folder.joinpath("user.md").read_text(encoding="utf-8").strip(),
        examples=tuple(Example(e["title"], e["published"], e["source"], tuple(e["sentences"]), e["reply"]) for e in examples),
    )


@cache
def response_schema(highest: int) -> Mapping[str, Any]:
    """JSON Schema of the reply for articles whose sentence numbers lie in the size class of `highest` (25, 50, 100, 200, …).

    The same schema serves every article of a class, since providers compile each new schema and cache by it. It keeps to what OpenAI's
    strict mode and llama.cpp's grammar compiler both take.
    """
    limit = size_class(highest)
    patterns = row_patterns(limit)
    rows = {kind: {"type": "array", "items": {"type": "string", "pattern": patterns[kind]}} for kind in KINDS}
    return {"type": "object", "properties": rows, "required": list(KINDS), "additionalProperties": False}


def size_class(highest: int) -> int:
    """The smallest limit on sentence numbers that holds `highest`."""
    return next((limit for limit in _LIMITS if highest <= limit), highest)


def messages(prompt: Prompt, article: Article, sentences: range, *, carried: str = "") -> tuple[Message, ...]:
    """The messages that ask about some sentences of an article; `carried` tells what earlier windows found."""
    scope = "" if len(sentences) == len(article.sentences) else f", sentences {sentences[0]} to {sentences[-1]} only"
    text = article.text or ""
    numbered = [
        (n, text[s.start : s.end])
        for n, s in zip(sentences, article.sentences[sentences.start - 1 : sentences.stop - 1], strict=True)
    ]
    asked = _ask(prompt, article.title, article.published, article.source, numbered, carried=carried, scope=scope)
    return (*prompt.turns, Message("user", asked))


def encode_reply(reply: Mapping[str, Sequence[str]]) -> str:
    """A reply as compact JSON: tight examples make tight, cheap replies."""
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))


def _ask(
    prompt: Prompt,
    title: str | None,
    published: str | None,
    source: str | None,
    numbered: Sequence[tuple[int, str]],
    *,
    carried: str = "",
    scope: str = "",
) -> str:
    lines = "\n".join(f"{n} {_one_line(sentence)}" for n, sentence in numbered)
    blanks = {"{title}": title, "{published}": published, "{source}": source}
    filled = "\n".join(_filled(line, blanks) for line in prompt.user.splitlines())
    kept = [line for line in filled.splitlines() if line]
    return "\n".join(kept).replace("{scope}", scope).replace("{carried}", carried).replace("{sentences}", lines).strip()


def _filled(line: str, blanks: Mapping[str, str | None]) -> str:
    """The line with its blank filled; empty when there is nothing to fill it with."""
    for blank, value in blanks.items():
        if blank in line:
            return line.replace(blank, _one_line(value)) if value else ""
    return line


def _one_line(text: str) -> str:
    """White space collapsed and the fence's own tags defused: the article cannot close its fence."""
    return " ".join((_FENCE.sub(r"‹\1article›", text) if "<" in text else text).split())


@cache
def examples_text(version: str) -> str:
    """All text of a prompt's examples: what must not turn up in an answer unless the article says it too."""
    return files("prompts").joinpath(*version.split("/"), "examples.json").read_text(encoding="utf-8")


@cache
def prompt_digest(version: str) -> str:
    """A version and a hash of the prompt's files: part of every key, so that a changed prompt never answers with an old one's words."""
    folder = files("prompts").joinpath(*version.split("/"))
    content = b"\0".join(file.read_bytes() for file in sorted(folder.iterdir(), key=lambda f: f.name) if file.is_file())
    return f"{version} {hashlib.sha256(content).hexdigest()[:16]}"
