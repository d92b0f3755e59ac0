"""The frame of a verb or noun of action in its sentence: who stands before it, who after it, and whether it is said to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

Tense = Literal["done", "future", "possible", "not"]

_BREAKS = frozenset(
    [
        "that",
        "who",
        "which",
        "whom",
        "while",
        "when",
        "after",
        "because",
        "although",
        "though",
        "if",
        "unless",
        "but",
        "where",
        "before",
        "since",
        "until",
        "whose",
        "as",
        "than",
        "amid",
        "despite",
    ]
)
_STOPS = frozenset({";", ":", "—", "–", "(", ")", "“", "”", "«", "»"})
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "'s", "'re"])
_HAVE = frozenset(["have", "has", "had", "having", "'ve"])
_AUX = (
    _BE
    | _HAVE
    | frozenset(
        [
            "will",
            "would",
            "could",
            "might",
            "may",
            "shall",
            "should",
            "can",
            "must",
            "do",
            "does",
            "did",
            "to",
            "not",
            "never",
            "also",
            "then",
            "now",
            "soon",
            "yet",
            "still",
            "ever",
            "just",
            "'ll",
            "'d",
            "wo",
            "ca",
        ]
    )
)
_GOES_ON = frozenset(
    [
        "begin",
        "began",
        "begun",
        "start",
        "started",
        "continue",
        "continued",
        "continues",
        "manage",
        "managed",
        "help",
        "helped",
        "used",
        "come",
        "came",
        "went",
        "try",
        "tried",
        "attempt",
        "attempted",
    ]
)
_PURPOSE = frozenset({"to"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the tokens of an act."""

    tense: Tense
    passive: bool
    infinitive: bool
    governor: str | None


@dataclass(frozen=True)
class Clauses:
    """A sentence with its mentions, for looking around in it."""

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
        before = self._before(i)
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if (
            before.low in people().sets["determiners"]
            or before.text in {"'s", "’s"}
            or (before.low in {"of", "its", "his", "her"} and not low.endswith("ing"))
        ):
            return False
        if before.low in people().sets["prepositions"] - {
            "to",
            "by",
            "after",
            "before",
            "without",
            "of",
            "for",
            "in",
            "since",
            "from",
            "about",
        }:
            return False
        if (
            low in lexicon().participles
            and not low.endswith("ing")
            and (i < 2 and before is self.tokens[0] and before.low.endswith("ly"))
        ):
            return False  # "newly appointed"
        if (
            low in lexicon().participles
            and before.low not in _AUX
            and before.low in lexicon().verbs
            and not self.inside(i - 1)
            and self.is_verb(i - 1)
        ):
            return False  # "expressed guarded optimism"
        if low.endswith("ing"):
            return before.low not in {"a", "the"} and not (
                before.low in {"in", "on", "for"} and (after is None or after.low in {"with", "of", "in"})
            )
        if before.low in {"of", "for", "in", "from", "by", "about", "after", "before", "without", "since"}:
            return False
        owner = next((m for m in self.mentions if m.last == i and m.use in {Use.ADJECTIVE, Use.OWNER}), None)
        if owner is not None:
            return False
        if after is not None and after.low == "of" and not low.endswith(("ed", "en")) and not self._subject_before(i):
            return False
        if low in _BASES and not self._takes_base(i):
            return False
        return True

    def _takes_base(self, i: int) -> bool:
        """Whether a bare or -s form can be a verb: after a name, pronoun, plural noun, modal, `to`, or a coordinated verb."""
        before = self._before(i)
        if before.low in _AUX or before.low in {
            "and",
            "or",
            ",",
            "who",
            "which",
            "that",
            "they",
            "we",
            "i",
            "you",
            "he",
            "she",
            "it",
        }:
            return True
        return self._subject_before(i)

    def _subject_before(self, i: int) -> bool:
        return any(m.last in {i, i - 1} and m.use is Use.NAME for m in self.mentions)

    def frame(self, i: int, *, stop: int = 0) -> Frame:
        """How the verb at `i` is put: tense, voice, and the word that governs it when it is an infinitive."""
        words: list[str] = []
        j = i - 1
        infinitive, governor = False, None
        lex = lexicon().words
        while j >= stop:
            low = self.tokens[j].low
            if low in _AUX or low.endswith("ly") or low in {"been", "no"}:
                infinitive = infinitive or low == "to"
                words.append(low)
            elif infinitive and governor is None and self.tokens[j].is_word and not self.inside(j):
                governor = low
                words.append(low)
                if (
                    low not in lex["planning"]
                    and low not in lex["negative"]
                    and low not in {"intention", "plans", "plan", "ready", "willing", "prepared", "able", "unable"}
                ):
                    break
            else:
                break
            j -= 1
        return Frame(
            self._tense(i, words, infinitive=infinitive, governor=governor), self._passive(i, words), infinitive, governor
        )

    def _tense(self, i: int, words: list[str], *, infinitive: bool, governor: str | None) -> Tense:
        lex = lexicon().words
        seen = set(words)
        if seen & lex["negative"]:
            return "not"
        if infinitive:
            if governor in _GOES_ON or governor in {"able"}:
                return "done"
            if (
                governor in lex["planning"]
                or governor in {"plans", "plan", "intention", "ready", "willing", "prepared"}
                or (words and words[-1] in _BE and len(words) <= 3)
            ):
                return "future"
            if "have" in seen or "has" in seen or "had" in seen:
                return "possible"
            return "future" if seen & (_BE - {"'s", "be"}) else "possible"
        if seen & lex["future"]:
            return "future"
        if "would" in seen or "'d" in seen:
            return "future" if self._reported(i) else "possible"
        if seen & {"could", "might", "may", "should", "can", "must"}:
            return "possible"
        if self._conditional(i):
            return "possible"
        return "done"

    def _reported(self, i: int) -> bool:
        return any(t.low in lexicon().words["saying"] for t in self.tokens[max(0, i - 14) : i])

    def _conditional(self, i: int) -> bool:
        j = i - 1
        while j >= 0 and self.tokens[j].low not in {",", ";", "that"}:
            if self.tokens[j].low in {"if", "unless", "whether"}:
                return True
            j -= 1
        return False

    def _passive(self, i: int, words: list[str]) -> bool:
        if self.tokens[i].low not in lexicon().participles:
            return False
        near = [w for w in words if not w.endswith("ly")]
        if near and near[0] in _BE:
            return True
        after = [t.low for t in self.tokens[i + 1 : i + 4]]
        return "by" in after and not (near and near[0] in _HAVE) and not self._subject_before(i)

    def _before(self, i: int) -> Token:
        j = i - 1
        while j > 0 and self.tokens[j].low.endswith("ly"):
            j -= 1
        return self.tokens[j]

    # who

    def subject(self, i: int) -> tuple[int, ...]:
        """Who does what the verb at `i` says; () when nobody before it can."""
        start = self._clause_start(i)
        if self.tokens[i].low.endswith("ing") and i and self.tokens[i - 1].low in {",", "by", "after", "before", "without"}:
            main = self._first(i)
            if main:
                return main
        found = self._nearest(start, i)
        if found:
            return found
        opener = self.tokens[start - 1].low if start else ""
        if opener in {"who", "which", "that"}:
            before = [m for m in self.mentions if m.last <= start - 1 and m.use is not Use.ADJECTIVE]
            return self._conjoined(before[-1]) if before else ()
        while start > 0 and not found:
            start = self._clause_start(start - 1)
            found = self._nearest(start, i)
        return found

    def _first(self, i: int) -> tuple[int, ...]:
        """The subject of the sentence's main clause, which a participle after a comma goes with."""
        for mention in self.mentions:
            if mention.last > i:
                break
            if mention.use is Use.NAME and not self._is_object(mention, 0):
                return self._conjoined(mention)
        return ()

    def subjects(self) -> tuple[int, ...]:
        """Referents that stand as subjects, in order."""
        return tuple(
            n for m in self.mentions if m.use is Use.NAME and len(m.actors) == 1 and not self._is_object(m, 0) for n in m.actors
        )

    def _clause_start(self, i: int) -> int:
        """Token after the last word before `i` that opens a clause."""
        j = i - 1
        while j >= 0:
            token = self.tokens[j]
            if token.low in _BREAKS or token.text in _STOPS:
                return j + 1
            j -= 1
        return 0

    def _nearest(self, start: int, i: int) -> tuple[int, ...]:
        for mention in reversed(self.mentions):
            if mention.last > i or mention.first < start:
                continue
            if mention.use in {Use.OWNER, Use.ADJECTIVE, Use.PLACE} or self._is_object(mention, start):
                continue
            return self._conjoined(mention)
        return ()

    def _is_object(self, mention: Mention, start: int) -> bool:
        """Whether a preposition or a verb that is none of saying stands before it."""
        j = mention.first - 1
        while j >= start and (self.tokens[j].low in people().sets["determiners"] or self._is_adjective(j) or self._is_proper(j)):
            j -= 1
        if j < start:
            return False
        low = self.tokens[j].low
        if low in {"and", "or", ","} and (left := self._left_of(mention)) is not None and left.last >= j - 1:
            return self._is_object(left, start)
        if low in people().sets["prepositions"] or low == "than":
            return True
        lex = lexicon()
        return low in lex.verbs and low not in lex.words["saying"] and self.is_verb(j) if j else False

    def _is_adjective(self, j: int) -> bool:
        low = self.tokens[j].low
        return (
            self.tokens[j].is_word
            and not self.inside(j)
            and low.endswith(("ous", "ful", "ive", "al", "ary", "ern", "ior", "ish", "ese", "ed"))
            and low not in lexicon().verbs
        )

    def _is_proper(self, j: int) -> bool:
        """Whether a capitalised word that names no actor stands there: "the Caucasus nation"."""
        return bool(j) and self.tokens[j].capital and not self.inside(j)

    def _left_of(self, mention: Mention) -> Mention | None:
        before = [m for m in self.mentions if m.last <= mention.first]
        return before[-1] if before else None

    def _conjoined(self, mention: Mention) -> tuple[int, ...]:
        """The actors of a mention and of those joined to it by commas and `and`, in order."""
        group = [mention]
        index = list(self.mentions).index(mention)
        for other in reversed(self.mentions[:index]):
            between = [t.low for t in self.tokens[other.last : group[0].first]]
            if (
                other.use in {Use.NAME, Use.PLACE}
                and between
                and set(between) <= {"and", ",", "the", "a", "or", "both", "as", "well", "&"}
                and set(between) & {"and", "&", "or"} | ({","} & set(between) if len(group) > 1 else set())
            ):
                group.insert(0, other)
            else:
                break
        for other in self.mentions[index + 1 :]:
            between = [t.low for t in self.tokens[group[-1].last : other.first]]
            if (
                other.use in {Use.NAME, Use.PLACE}
                and between
                and set(between) <= {"and", ",", "the", "a", "or", "&"}
                and set(between) & {"and", "&", ",", "or"}
                and self._list_goes_on(other)
            ):
                group.append(other)
            else:
                break
        return tuple(dict.fromkeys(n for m in group for n in m.actors))

    def _list_goes_on(self, mention: Mention) -> bool:
        """Whether a list that reaches this mention by a comma ends in `and`, or has just done so."""
        around = [t.low for t in self.tokens[max(0, mention.first - 2) : mention.last + 2]]
        return "and" in around or "&" in around

    def objects(self, end: int, links: frozenset[str] = frozenset(), *, reach: int = 12, strict: bool = False) -> tuple[int, ...]:
        """Toward whom: the first mention after token `end`, directly or by one of the prepositions `links` (any, when empty).

        `strict`: no comma may stand before it.
        """
        stop = min(len(self.tokens), end + reach)
        for mention in self.mentions:
            if mention.first < end:
                continue
            if mention.first >= stop:
                break
            between = self.tokens[end : mention.first]
            if strict and any(t.text == "," for t in between):
                break
            if any((t.low in _BREAKS and t.low != "as") or t.text in {";", ":"} for t in between):
                break
            preps = [t.low for t in between if t.low in people().sets["prepositions"]]
            if mention.use is Use.PLACE and "to" not in preps and "with" not in preps:
                continue
            if (links and not (set(preps) & links)) or (
                preps
                and preps[-1] in {"in", "at", "on", "during", "after", "before", "since", "by", "about", "over"}
                and not (set(preps[-1:]) & links)
            ):
                continue
            return self._conjoined(mention)
        return ()

    def agent(self, end: int) -> tuple[int, ...]:
        """Who is named by `by` after a passive or a noun."""
        return self.objects(end, frozenset({"by"}), reach=14)

    def owner(self, i: int) -> tuple[int, ...]:
        """Whose act the noun at `i` is: "Iraq's proposal", "Russian sanctions"."""
        for mention in reversed(self.mentions):
            if mention.last > i or i - mention.last > 4 or mention.use not in {Use.OWNER, Use.ADJECTIVE}:
                continue
            between = [t for t in self.tokens[mention.last : i] if t.text not in {"'s", "’s", "'", "’"}]
            if any(not t.is_word or t.low in people().sets["function"] for t in between):
                return ()
            return mention.actors
        return ()


_BASES = frozenset(form for form in lexicon().verbs if not form.endswith(("ed", "ing")))
