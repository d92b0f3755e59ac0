"""A sentence as tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\w+(?=n[’']t\b)|[’'`]s\b|n[’']t\b|[’'](?:ll|ve|re|d|m)\b|\d[\d.,]*\d|\w+(?:[-‑.]\w+)*(?:[’'](?!s\b|ll\b|ve\b|re\b|d\b|m\b|t\b)\w+)*|[^\w\s]"
)
_PAIRS = {"“": "”", "„": "”", "‟": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_SINGLE, _APOSTROPHES, _CLOSING = "‘'", "’'", '”»"'
_ANY = "any"
_SHORTEST_PLACE = 3
_LONGEST_DATELINE = 12


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `quoted` when it stands inside quotation marks."""

    text: str
    low: str
    start: int
    end: int
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a sign."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def joined(tokens: Sequence[Token]) -> str:
    """The words of a run of tokens as text, without the spaces that stand before signs; ends before the first full stop."""
    text = ""
    for token in tokens:
        if token.text in ".;!?":
            break
        glued = (not token.is_word and token.text not in "([“«—–-") or token.text in {"n't", "n’t"}
        text += (
            token.text
            if glued or (text.endswith(("(", "“", "«", " ", "")) and not text) or text.endswith(("(", "“", "«"))
            else f" {token.text}"
        )
    return text.strip(" ,:“\"'")


def tokenize(sentence: str, *, quoted: bool = False) -> tuple[Token, ...]:
    """Tokens of a sentence; `quoted` tells that it begins inside a quotation."""
    tokens: list[Token] = []
    opened = _ANY if quoted else ""
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        low = "not" if text in {"n't", "n’t"} else text.lower().replace("’", "'")
        opened = _after_mark(sentence, match.start(), opened)
        tokens.append(Token(text, low, *match.span(), bool(opened)))
    return tuple(tokens)


def _after_mark(sentence: str, at: int, opened: str) -> str:
    """The mark that closes the quotation in which the text after `at` stands; empty outside of one."""
    mark = sentence[at]
    before = sentence[at - 1] if at else " "
    after = sentence[at + 1] if at + 1 < len(sentence) else " "
    begins = not before.isalnum() and before not in ".,!?" and not after.isspace()
    if mark in _PAIRS and not (opened and mark == '"' and at) and not (mark in _SINGLE and not begins):
        return opened if opened and mark in _SINGLE else _PAIRS[mark]
    if mark == opened or (opened == _ANY and mark in _CLOSING):
        return opened if mark in _APOSTROPHES and (after.isalnum() or before == "s") else ""
    return opened


def ends_quoted(sentence: str, *, quoted: bool = False) -> bool:
    """Whether a quotation is still open after the sentence."""
    tokens = tokenize(sentence, quoted=quoted)
    return tokens[-1].quoted if tokens else quoted


def dateline_end(tokens: Sequence[Token]) -> int:
    """Token after a dateline such as "LIMA, Jan 16 (Reuters) -"; 0 when the sentence has none."""
    if not tokens or not tokens[0].text.isupper() or len(tokens[0].text) < _SHORTEST_PLACE:
        return 0
    return next((i + 1 for i, t in enumerate(tokens[:_LONGEST_DATELINE]) if t.text in {"-", "–", "—"}), 0)
