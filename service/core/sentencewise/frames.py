"""How a verb is put in its sentence: whether it is one, its tense, its voice, and whether it is said to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

Tense = Literal["done", "future", "possible", "not"]

_BASES = frozenset(form for form in lexicon().verbs if not form.endswith(("ed", "ing")))
_REPORT_REACH = 14
_SHORT = 3
_HOPE_REACH = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Tense and voice of a verb, and the word that governs it when it is an infinitive."""

    tense: Tense
    passive: bool = False
    infinitive: bool = False
    governor: str | None = None


def low_of(tokens: Sequence[Token], i: int) -> str:
    """The word at `i` in lower case; empty beyond the sentence."""
    return tokens[i].low if i < len(tokens) else ""


@dataclass(frozen=True)
class Frames:
    """A sentence with its mentions, for looking at its verbs."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]

    def inside(self, i: int) -> bool:
        """Whether token `i` is part of a name or description."""
        return any(m.first <= i < m.last and not m.pronoun for m in self.mentions)

    def is_verb(self, i: int) -> bool:
        """Whether the word at `i`, which could be a verb, is used as one here."""
        low = self.tokens[i].low
        if i == 0:
            return low.endswith("ing")
        if self._names_a_thing(i) or (low in lexicon().participles and self._describes(i)):
            return False
        before = self.before(i).low
        after = self.tokens[i + 1].low if i + 1 < len(self.tokens) else ""
        if low.endswith("ing"):
            return not (before in {"a", "the"} or (before in {"in", "on", "for"} and after in {"", "with", "of", "in"}))
        if before in lexicon().words["before_gerunds"] - {"to"}:
            return False
        if after == "of" and not low.endswith(("ed", "en")) and not self._subject_before(i):
            return False
        return low not in _BASES or self._takes_base(i)

    def frame(self, i: int) -> Frame:
        """How the verb at `i` is put."""
        words: list[str] = []
        infinitive, governor = False, None
        lex = lexicon().words
        for j in range(i - 1, -1, -1):
            low = self.tokens[j].low
            if self._helps(low):
                infinitive = infinitive or low == "to"
                words.append(low)
            elif infinitive and governor is None and self.tokens[j].is_word and not self.inside(j):
                governor = low
                words.append(low)
                if low not in lex["planning"] | lex["negative"] | lex["intending"] | {"able", "unable"}:
                    break
            else:
                break
        tense = self._infinitive_tense(words, governor) if infinitive else self._finite_tense(i, words)
        return Frame(tense, self._passive(i, words), infinitive, governor)

    def before(self, i: int) -> Token:
        """The token before `i`, adverbs left out."""
        j = i - 1
        while j > 0 and (self.tokens[j].low.endswith("ly") or self.tokens[j].low in lexicon().words["adverbs"]):
            j -= 1
        return self.tokens[j]

    def _names_a_thing(self, i: int) -> bool:
        """Whether a determiner, an owner or a preposition before the word makes it a noun."""
        low, before = self.tokens[i].low, self.before(i)
        counted = before.low in people().sets["crowds"] and self.inside(i - 1)  # "thousands marched"
        if (before.low in people().sets["determiners"] and not counted) or before.text in {"'s", "’s"}:
            return True
        if before.low in people().sets["prepositions"] - lexicon().words["before_gerunds"]:
            return True
        if low.endswith("ing"):
            return False
        return before.low in {"of", "its", "his", "her"} or any(
            m.last == i and m.use in {Use.ADJECTIVE, Use.OWNER} for m in self.mentions
        )

    def _describes(self, i: int) -> bool:
        """Whether a participle describes a noun: "newly appointed", "expressed guarded optimism"."""
        before = self.before(i)
        if before is self.tokens[0] and i <= 1 and before.low.endswith("ly"):
            return True
        links = self._helps(before.low) or before.low in lexicon().words["staying"]
        return not links and before.low in lexicon().verbs and not self.inside(i - 1) and self.is_verb(i - 1)

    def _helps(self, low: str) -> bool:
        words = lexicon().words
        return (
            low in words["be"]
            or low in words["have"]
            or low in words["auxiliary"] | words["adverbs"]
            or low == "no"
            or low.endswith("ly")
        )

    def _takes_base(self, i: int) -> bool:
        """Whether a bare or -s form can be a verb: after a name, pronoun, modal, `to`, or a coordinated verb."""
        before = self.before(i).low
        return self._helps(before) or before in lexicon().words["subjects_of_base"] or self._subject_before(i)

    def _subject_before(self, i: int) -> bool:
        return any(m.last in {i, i - 1} and m.use is Use.NAME for m in self.mentions)

    def _infinitive_tense(self, words: list[str], governor: str | None) -> Tense:
        lex = lexicon().words
        seen = set(words)
        if seen & lex["negative"]:
            return "not"
        if governor in lex["going_on"]:
            return "done"
        if governor in lex["planning"] | lex["intending"] or (words[-1] in lex["be"] and len(words) <= _SHORT):
            return "future"
        if seen & {"have", "has", "had"}:
            return "possible"
        return "future" if seen & (lex["be"] - {"'s", "be"}) else "possible"

    def _finite_tense(self, i: int, words: list[str]) -> Tense:
        lex = lexicon().words
        seen = set(words)
        if seen & lex["negative"]:
            return "not"
        if seen & lex["future"] or (seen & {"would", "'d"} and self._reported(i) and not self._hoped(i)):
            return "future"
        if seen & {"would", "'d", "could", "might", "may", "should", "can", "must"} or self._conditional(i):
            return "possible"
        return "done"

    def _reported(self, i: int) -> bool:
        return any(t.low in lexicon().words["saying"] for t in self.tokens[max(0, i - _REPORT_REACH) : i])

    def _hoped(self, i: int) -> bool:
        """Whether it is only wished for: "said she hoped the two would meet"."""
        return any(
            t.low in {"hope", "hopes", "hoped", "wish", "wishes", "wished"} for t in self.tokens[max(0, i - _HOPE_REACH) : i]
        )

    def _conditional(self, i: int) -> bool:
        to_come = not self.tokens[i].low.endswith("ed") and self.tokens[i].low not in lexicon().participles
        for token in reversed(self.tokens[:i]):
            if token.low in {",", ";", "that"}:
                return False
            if token.low in {"if", "unless", "whether"} or (token.low == "until" and to_come):
                return True
        return False

    def _passive(self, i: int, words: list[str]) -> bool:
        if self.tokens[i].low not in lexicon().participles:
            return False
        near = [w for w in words if not w.endswith("ly")]
        if near and near[0] in lexicon().words["be"]:
            return True
        if not near and low_of(self.tokens, i + 1) in {"of", "with"} and self.tokens[i].low in lexicon().words["charged"]:
            return True  # "three men accused of spying"
        by = "by" in [t.low for t in self.tokens[i + 1 : i + 4]]
        return by and not (near and near[0] in lexicon().words["have"]) and not self._subject_before(i)
