"""The requests of the way: one about a voice of an English sentence, one about a whole sentence in another language."""

import json
from functools import cache
from importlib.resources import files

from service.core.ports import ChatRequest, Message
from service.core.sentencewise.replies import SENTENCE_SCHEMA, VOICE_SCHEMA
from service.core.sentencewise.voices import Voice

PROMPT = "sentencewise/v1"
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‟', "'"))
_LONGEST = 700
_VOICE_TOKENS, _SENTENCE_TOKENS = 90, 200


def about_voice(voice: Voice, sentence: str) -> ChatRequest:
    """Ask what the voice is for or against in the sentence."""
    asked = Message("user", f"{voice.name}: {_shown(sentence)}")
    return ChatRequest((*opening(), asked), VOICE_SCHEMA, schema_name="views", max_tokens=_VOICE_TOKENS)


def about_sentence(sentence: str) -> ChatRequest:
    """Ask for the acts and views of a sentence in any language."""
    asked = Message("user", _shown(sentence))
    return ChatRequest((*opening(english=False), asked), SENTENCE_SCHEMA, schema_name="reply", max_tokens=_SENTENCE_TOKENS)


def warm_up() -> ChatRequest:
    """A request whose prompt all English calls begin with: a model that has read it answers the first one at once."""
    return ChatRequest((*opening(), Message("user", "Hello.")), VOICE_SCHEMA, schema_name="views", max_tokens=1)


@cache
def opening(prompt: str = PROMPT, *, english: bool = True) -> tuple[Message, ...]:
    """The system message and the example turns: the same for all English calls, and for all others."""
    folder = files("prompts").joinpath(*prompt.split("/"))
    examples = json.loads(folder.joinpath("examples.json").read_text(encoding="utf-8"))
    turns = [Message("system", folder.joinpath("system.md" if english else "other.md").read_text(encoding="utf-8").strip())]
    if english:
        for name, sentence, views in examples["voices"]:
            turns += [Message("user", f"{name}: {sentence}"), Message("assistant", _encoded({"views": views}))]
    else:
        for sentence, acts, views in (*examples["sentences"], *examples["other"]):
            turns += [Message("user", sentence), Message("assistant", _encoded({"acts": acts, "views": views}))]
    return tuple(turns)


def _shown(sentence: str) -> str:
    """The sentence in one line, without quotation marks that would end the model's own strings."""
    return " ".join(sentence.split()).translate(_QUOTES)[:_LONGEST]


def _encoded(reply: dict[str, list[str]]) -> str:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))
