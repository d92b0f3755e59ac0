"""Actors described in lower case: "Kurdish rebels", "hundreds of protesters", "the president", "the two sides"."""

from collections.abc import Sequence

from service.core.sentencewise.mentions import Memory, Mention, words_of
from service.core.sentencewise.names import Names
from service.core.sentencewise.namewords import TITLE_HEADS, TITLE_WORDS
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

_LONGEST = 3
_OWNERS = frozenset({"his", "her", "its", "their", "whose"})
_NUMBERS = frozenset({"two", "both"})


class Descriptions:
    """Finds descriptions; `memory` tells whom "the two" and "its government" mean."""

    def __init__(self, names: Names, memory: Memory) -> None:
        self._names = names
        self._cast = names.cast
        self.memory = memory

    def at(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """The description that begins at token `i`."""
        token = tokens[i]
        if (
            not token.is_word
            or token.low == "whose"
            or (token.capital and i and tokens[i - 1].is_word and token.low not in people().sets["regions"])
        ):
            return None
        found = self._pair(tokens, i) or self._crowd(tokens, i) or self._office(tokens, i)
        if found is not None:
            return found
        end = self._noun_end(tokens, i)
        return self._group(tokens, i, end) if end else None

    def _mention(self, actors: tuple[int, ...], tokens: Sequence[Token], first: int, last: int) -> Mention:
        return Mention(actors, first, last, self._names.use(tokens, first, last, place=False))

    def _pair(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """Those whom the article has just brought together: "the two generals", "both sides", "the pair"."""
        low = tokens[i].low
        before = tokens[i - 1].low if i else ""
        if low == "pair" and before == "the":
            return self._two(tokens, i, i + 1, persons=True)
        if low not in _NUMBERS or (low == "two" and before in {"up", "at", "than"}):
            return None
        end = i + 1
        while end < min(i + _LONGEST, len(tokens)) and tokens[end].is_word and not tokens[end].capital:
            noun = tokens[end].low
            if noun in people().sets["pairs"]:
                return self._two(tokens, i, end + 1, persons=noun in people().sets["of_persons"], head=noun)
            if noun in people().sets["function"] or noun in people().sets["groups"]:
                break
            end += 1
        follows = tokens[i + 1].low if i + 1 < len(tokens) else ""
        alone = (
            follows in lexicon().words["have"] | lexicon().words["be"] | lexicon().words["auxiliary"]
            or follows in lexicon().verbs
        )
        return self._two(tokens, i, i + 1, persons=True) if alone and (before == "the" or low == "both") else None

    def _two(self, tokens: Sequence[Token], first: int, last: int, *, persons: bool, head: str = "") -> Mention | None:
        pair = self._in_office(head.rstrip("s")) if head else self.memory.just_named()
        pair = pair or self.memory.two(persons=persons)
        if pair and not persons:
            pair = tuple(dict.fromkeys(self._cast.party(n) for n in pair))
        return self._mention(pair, tokens, first, last) if pair else None

    def _in_office(self, head: str) -> tuple[int, ...]:
        """The two who hold an office; those named in the sentence itself only where no others can be meant."""
        met, fresh = self.memory.persons, self.memory.fresh
        before = self._cast.in_same_office(head, met[: len(met) - fresh])
        return before or (self.memory.pair if fresh == 1 else ()) or self._cast.in_same_office(head, met)

    def _crowd(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """The people of "hundreds of protesters", who are also called the whole of it."""
        if tokens[i].low not in people().sets["crowds"] or i + 2 >= len(tokens) or tokens[i + 1].low != "of":
            return None
        inner = self._crowd(tokens, i + 2)
        if inner is None:
            end = self._noun_end(tokens, i + 2) or self._plural_end(tokens, i + 2)
            inner = self._group(tokens, i + 2, end) if end else None
        if inner is None and tokens[i + 2].low in people().sets["crowds"]:  # "tens of thousands marched"
            return self._group(tokens, i, i + 3)
        if inner is None:
            return None
        self._cast[inner.actors[0]].names.setdefault(words_of(tokens, i, inner.last))
        return self._mention(inner.actors, tokens, i, inner.last)

    def _plural_end(self, tokens: Sequence[Token], i: int) -> int | None:
        token = tokens[i]
        plain = token.is_word and not token.capital and token.low not in people().sets["function"]
        return i + 1 if plain and token.low.endswith("s") else None

    def _office(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """An office in lower case, with a name or with its holder known: "envoy Ana Ruiz", "the president"."""
        title_end = self._names.words.title(tokens, i)
        if title_end == i:
            return None
        name_end = self._names.words.span(tokens, title_end)
        if (
            name_end > title_end
            and not self._names.words.is_state(tokens, title_end)
            and self._names.words.body_kind(tokens, title_end, name_end) is None
        ):
            role = words_of(tokens, i, title_end)
            number = self._cast.person(words_of(tokens, title_end, name_end), role=role, country=self._names.owner(tokens, i))
            return self._mention((number,), tokens, i, name_end)
        if i and tokens[i - 1].low in people().sets["determiners"] and not _goes_on(tokens, title_end):
            return self._names.office(tokens, i, i, title_end, None, of=self._country_of(tokens[i - 1].low))
        return None

    def _country_of(self, owner: str) -> str | None:
        """The country of whoever "his" or "its" means."""
        last = self.memory.persons if owner in {"his", "her"} else self.memory.bodies if owner in {"its", "their"} else []
        return self._cast[self._cast.party(last[-1])].country if last else None

    def _noun_end(self, tokens: Sequence[Token], i: int) -> int | None:
        """End of a group's description that begins at `i`, with the words before its noun: "security forces"."""
        found = None
        for end in range(i, min(i + _LONGEST, len(tokens))):
            token = tokens[end]
            low = token.low
            if not token.is_word or (token.capital and end and low not in people().sets["regions"]):
                break
            if _is_group(low):
                found = end + 1
            elif (
                found
                or (end > i and tokens[end - 1].low in _OWNERS)
                or (
                    low not in people().sets["modifiers"]
                    and (low in people().sets["function"] or low in lexicon().verbs or low in lexicon().words["saying"])
                )
            ):
                break
        return found

    def _group(self, tokens: Sequence[Token], start: int, end: int) -> Mention | None:
        noun = tokens[end - 1].low
        before = tokens[start - 1].low if start else ""
        follows = tokens[end].low if end < len(tokens) else ""
        if (
            noun in people().sets["vague"]
            and end - start == 1
            and not (noun in people().sets["deputed"] and follows in {"of", "from"})
        ):
            return None
        if not noun.endswith("s") and (named := self._names.beside(tokens, start, end)) is not None:
            return named
        if noun in people().sets["own_organs"] and before in _OWNERS and (own := self._own_party(before)) is not None:
            return self._mention((own,), tokens, start, end)
        governmental = "government" in {t.low for t in tokens[start : end - 1]}  # "a government team"
        owner = self._organ_of("government" if governmental else noun) if governmental or before == "the" else None
        if owner is not None and (governmental or end - start == 1):
            self._cast[owner].names.setdefault(words_of(tokens, start - (not governmental), end))
            return self._mention((owner,), tokens, start, end)
        first = start
        while first < end - 1 and (tokens[first].low in people().sets["counting"] or tokens[first].text.isdigit()):
            first += 1
        number = self._cast.body(words_of(tokens, first, end), "group")
        return self._mention((number,), tokens, start, end)

    def _organ_of(self, noun: str) -> int | None:
        """Whose "the army" is: as last said, else of the country that the article is about."""
        if noun not in people().sets["own_organs"]:
            return None
        return self._cast.organs.get(noun, self._cast.home if noun in people().sets["home_organs"] else None)

    def _own_party(self, pronoun: str) -> int | None:
        if self.memory.persons and (pronoun in {"his", "her"} or (pronoun == "whose" and self.memory.fresh)):
            return self._cast.party(self.memory.persons[-1])
        return self.memory.bodies[-1] if self.memory.bodies else None


def _is_group(low: str) -> bool:
    groups = people().sets["groups"]
    return low in groups or (low + "s" in groups and low not in people().sets["never_alone"])


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether the title only describes a noun that follows: "the chief negotiators"."""
    return end < len(tokens) and (
        tokens[end].low in people().sets["groups"] or tokens[end].low in TITLE_WORDS or tokens[end].low.rstrip("s") in TITLE_HEADS
    )
