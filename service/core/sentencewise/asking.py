"""The requests of the way: the views of an English sentence, or the acts and views of one in another language."""

import json
from functools import cache
from importlib.resources import files

from service.core.ports import ChatRequest, Message
from service.core.sentencewise.replies import SENTENCE_SCHEMA, VIEWS_SCHEMA

PROMPT = "sentencewise/v1"
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‟', "'"))
_LONGEST = 700
_VIEWS_TOKENS, _SENTENCE_TOKENS = 80, 200


def about_views(sentence: str) -> ChatRequest:
    """Ask for the first view that an English sentence states: who is for or against what."""
    return ChatRequest((*opening(), _asked(sentence)), VIEWS_SCHEMA, schema_name="views", max_tokens=_VIEWS_TOKENS)


def about_sentence(sentence: str) -> ChatRequest:
    """Ask for the acts and views of a sentence in any language."""
    turns = (*opening(english=False), _asked(sentence))
    return ChatRequest(turns, SENTENCE_SCHEMA, schema_name="reply", max_tokens=_SENTENCE_TOKENS)


def warm_up() -> ChatRequest:
    """A request whose prompt all English calls begin with: a model that has read it answers the first one at once."""
    return ChatRequest((*opening(), Message("user", "Hello.")), VIEWS_SCHEMA, schema_name="views", max_tokens=1)


@cache
def opening(prompt: str = PROMPT, *, english: bool = True) -> tuple[Message, ...]:
    """The system message and the example turns: the same for all English calls, and for all others."""
    folder = files("prompts").joinpath(*prompt.split("/"))
    examples = json.loads(folder.joinpath("examples.json").read_text(encoding="utf-8"))
    turns = [Message("system", folder.joinpath("system.md" if english else "other.md").read_text(encoding="utf-8").strip())]
    for sentence, acts, views in (*examples["english"], *(() if english else examples["other"])):
        reply = {"views": views} if english else {"acts": acts, "views": views}
        turns += [Message("user", sentence), Message("assistant", json.dumps(reply, ensure_ascii=False, separators=(",", ":")))]
    return tuple(turns)


def _asked(sentence: str) -> Message:
    """The sentence in one line, without quotation marks that would end the model's own strings."""
    return Message("user", " ".join(sentence.split()).translate(_QUOTES)[:_LONGEST])
