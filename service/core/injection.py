"""Sentences that speak to a language model instead of a reader.

Such a sentence stays in the article as data; a person is told of it by a warning. What is looked for are things that a news
article does not say: orders to forget instructions, chat roles and template tokens, talk of prompts and of the reply's format
(tables/instructions.toml), and text that no reader can see. Patterns cannot catch everything, and nothing relies on them.
"""

import base64
import binascii
import re
import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from schemas.article import Article
from service.core.sentences import INVISIBLE

Sign = tuple[tuple[str, ...], re.Pattern[str]]
"""Words, one of which must stand in a sentence in lower case, and the pattern that is then tried."""
_LONGEST = 2000
_BLANK_LINE = re.compile(r"\n\s*\n")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_TAG_LETTERS = re.compile("[\U000e0020-\U000e007e]{3,}")
_BROKEN_WORD = re.compile(r"[a-z][\u200b\u2060\ufeff][a-z][\u200b\u2060\ufeff][a-z]", re.IGNORECASE)
_UNSEEN = re.compile("[\u200b\u2060\ufeff\U000e0020-\U000e007e]")
_LONG_WORD = 40
_BASE64 = re.compile(r"(?<![\w/+])[A-Za-z0-9+/]{40,}={0,2}(?![\w/+])")


def instruction_like(article: Article) -> tuple[int, ...]:
    """Return the 1-based numbers of the sentences that read like an instruction to a language model, in order."""
    text = article.text or ""
    sentences = [text[s.start : s.end][:_LONGEST] for s in article.sentences]
    plain = [_plain(sentence) for sentence in sentences]
    small = "\n".join(plain).lower()
    # what is nowhere in the article need not be looked for in each sentence
    signs = tuple((words, pattern) for words, pattern in _signs() if any(map(small.__contains__, words)))
    unseen = _UNSEEN.search(text) is not None
    encoded = max(map(len, small.split()), default=0) >= _LONG_WORD
    if not (signs or unseen or encoded):
        return ()
    return tuple(
        number
        for number, (sentence, words, lower) in enumerate(zip(sentences, plain, small.split("\n"), strict=True), start=1)
        if _gives_sign(words, lower, signs) or (unseen and _hides_letters(sentence)) or (encoded and _hides_text(words))
    )


def speaks_to_model(words: str) -> bool:
    """Whether a headline or another short text reads like an instruction to a language model."""
    plain = _plain(words[:_LONGEST])
    return _gives_sign(plain, plain.lower(), _signs()) or _hides_letters(words) or _hides_text(plain)


def reach(article: Article, flagged: Collection[int]) -> frozenset[int]:
    """Return the flagged sentences and those after each up to the next blank line: an instruction often takes several."""
    text, reached, end = article.text or "", set[int](), None
    for number, sentence in enumerate(article.sentences, start=1):
        goes_on = end is not None and not _BLANK_LINE.search(text, end, sentence.start)
        end = sentence.end if number in flagged or goes_on else None
        if end is not None:
            reached.add(number)
    return frozenset(reached)


def _gives_sign(sentence: str, small: str, signs: tuple[Sign, ...]) -> bool:
    return any(any(map(small.__contains__, words)) and pattern.search(sentence) for words, pattern in signs)


def _hides_letters(sentence: str) -> bool:
    return bool(_TAG_LETTERS.search(sentence) or _BROKEN_WORD.search(sentence))


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def _hides_text(sentence: str) -> bool:
    return any(_is_readable(hit.group()) for hit in _BASE64.finditer(sentence))


def _is_readable(word: str) -> bool:
    """Whether a long word is readable text in base64."""
    try:
        plain = base64.b64decode(word + "=" * (-len(word) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return plain.isprintable() and " " in plain


@cache
def _signs() -> tuple[Sign, ...]:
    """Return words, one of which must stand in the sentence in lower case, and the pattern that is then tried; several times."""
    table = tomllib.loads(files("service.core.tables").joinpath("instructions.toml").read_text(encoding="utf-8"))
    return tuple((tuple(sign["words"]), re.compile("|".join(sign["patterns"]), re.IGNORECASE)) for sign in table["sign"])
