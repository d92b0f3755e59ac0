"""Who stands before and after an act in its sentence: subjects, objects, agents, owners."""

from service.core.sentencewise.frames import Frames
from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

_STOPS = frozenset({";", ":", "—", "–", "(", ")", "“", "”", "«", "»"})
_ABOUT = frozenset({"at", "about", "over", "around", "than"})
_OF_TIME = frozenset({"after", "before", "since", "because", "when", "while", "although", "though"})
_OWNER_REACH, _OPENING_REACH = 4, 8


class Clauses(Frames):
    """A sentence with its mentions, for finding who does what to whom."""

    def subject(self, i: int) -> tuple[int, ...]:
        """Who does what the verb at `i` says; () when nobody before it can."""
        start = self._clause_start(i)
        if self.tokens[i].low.endswith("ing") and i and self.tokens[i - 1].low in {",", "by", "after", "before", "without"}:
            main = self._of_subordinate(i) or self._first(i)
            if main:
                return main
        found = self._before_aside(start, i) or self._nearest(start, i)
        if found:
            return found
        opener = self.tokens[start - 1].low if start else ""
        if opener in {"who", "which", "that"}:
            if start > 1 and self.tokens[start - 2].low == "those":
                return ()
            before = [m for m in self.mentions if m.last <= start - 1 and m.use is not Use.ADJECTIVE]
            return self._conjoined(before[-1]) if before else ()
        if opener in _OF_TIME and not self.tokens[i].low.endswith("ing") and self._has_own_subject(start, i):
            return ()
        while start > 0 and not found:
            start = self._clause_start(start - 1)
            found = self._nearest(start, i)
        return found

    def _has_own_subject(self, start: int, i: int) -> bool:
        """Whether a noun with its article stands first in the clause: "since a clash killed two", where no actor does it."""
        return start + 1 < i and self.tokens[start].low in {"a", "an", "the", "another", "this", "that"}

    def _before_aside(self, start: int, i: int) -> tuple[int, ...]:
        """Who stands before an aside that a comma closes right before the verb: "Dora Lind, of the harbour union, said"."""
        end = i - 1
        while end > 0 and self._helps(self.tokens[end].low):
            end -= 1
        if end <= 0 or self.tokens[end].text != ",":
            return ()
        comma = next((j for j in range(end - 1, 0, -1) if self.tokens[j].text == ","), None)
        if comma is None or comma + 1 >= end or self.tokens[comma + 1].low in {"and", "or"}:
            return ()
        named = [m for m in self.mentions if m.last == comma and m.use is Use.NAME]
        return self._conjoined(named[0]) if named and not self._is_object(named[0], min(start, comma)) else ()

    def _first(self, i: int) -> tuple[int, ...]:
        """The subject of the sentence's main clause, which a participle after a comma goes with."""
        for mention in self.mentions:
            if mention.last > i:
                break
            if mention.use is Use.NAME and not self._is_object(mention, 0):
                return self._conjoined(mention)
        return ()

    def _of_subordinate(self, i: int) -> tuple[int, ...]:
        """The subject of a clause of time or cause right before the participle at `i`: "after Oslo stayed away, sending a junior team"."""
        start = self._clause_start(i)
        if not start or self.tokens[i - 1].text != "," or self.tokens[start - 1].low not in _OF_TIME:
            return ()
        return self._nearest(start, i)

    def subjects(self) -> tuple[int, ...]:
        """Referents that stand as subjects, in order."""
        return tuple(
            n for m in self.mentions if m.use is Use.NAME and len(m.actors) == 1 and not self._is_object(m, 0) for n in m.actors
        )

    def opening(self) -> tuple[int, ...]:
        """The actors of the sentence's first subject."""
        return self._first(len(self.tokens))

    def opens_with_thing(self) -> bool:
        """Whether the sentence begins with what somebody has or does, as in "Putin’s absence"."""
        first = next(iter(self.mentions), None)
        return first is not None and first.first <= 1 and first.use is Use.OWNER and not self._owns_next(first)

    def after_comma(self, i: int) -> tuple[int, ...]:
        """The subject of the main clause that a comma after token `i` opens: "During a visit to Baku, Ruiz said"."""
        comma = next((j for j in range(i, min(i + _OPENING_REACH, len(self.tokens))) if self.tokens[j].text == ","), None)
        if comma is None:
            return ()
        following = next((m for m in self.mentions if m.first > comma), None)
        return following.actors if following is not None and following.first <= comma + 3 and following.use is Use.NAME else ()

    def _clause_start(self, i: int) -> int:
        """Token after the last word before `i` that opens a clause."""
        j = i - 1
        while j >= 0:
            token = self.tokens[j]
            if token.low in lexicon().words["clause_openers"] or token.text in _STOPS:
                return j + 1
            j -= 1
        return 0

    def _nearest(self, start: int, i: int) -> tuple[int, ...]:
        for mention in reversed(self.mentions):
            if mention.last > i or mention.first < start:
                continue
            if mention.use in {Use.OWNER, Use.ADJECTIVE, Use.PLACE}:
                continue
            if self._opens_clause(mention, i):
                return mention.actors
            if not self._is_object(mention, start):
                return self._conjoined(mention)
        return ()

    def _opens_clause(self, mention: Mention, i: int) -> bool:
        """Whether the mention begins a clause of which the verb at `i` is the first: "…, and Cuba stayed away"."""
        before = [t.low for t in self.tokens[max(0, mention.first - 2) : mention.first]]
        return before in ([",", "and"], [",", "but"]) and all(self._helps(t.low) for t in self.tokens[mention.last : i])

    def _is_object(self, mention: Mention, start: int) -> bool:
        """Whether a preposition or a verb that is none of saying stands before it."""
        j = self._before_count(mention) - 1
        while j >= start and (self.tokens[j].low in people().sets["determiners"] or self._is_adjective(j) or self._is_proper(j)):
            if self.tokens[j].low in people().sets["skip"]:
                return False  # "On Thursday security forces"
            j -= 1
        if j < start:
            return False
        low = self.tokens[j].low
        if low in {"and", "or"} or (low == "," and self._list_goes_on(mention)):
            left = self._left_of(mention)
            if left is not None and left.last >= j - 1:
                return self._is_object(left, start)
        if low in people().sets["prepositions"] or low == "than":
            return True
        lex = lexicon()
        return low in lex.verbs and low not in lex.words["saying"] and self.is_verb(j) if j else False

    def _before_count(self, mention: Mention) -> int:
        """First token of the mention with its count: "at least 14 people", "about 200 men"; a count is no object of "at" or "about"."""
        first = mention.first
        counted = self.tokens[first].text.isdigit() or self.tokens[first].low in people().sets["counting"]
        before = self.tokens[first - 1].low if first else ""
        if not counted or before not in _ABOUT or (before == "at" and self.tokens[first].low not in {"least", "most"}):
            return first
        return first - 1 - (before == "than" and first > 1 and self.tokens[first - 2].low in {"more", "fewer", "less"})

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
            if other.use is Use.OWNER:
                continue
            between = self._between(other, group[0])
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
            if other.use is Use.OWNER:
                continue
            between = self._between(group[-1], other)
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

    def _between(self, left: Mention, right: Mention) -> list[str]:
        """The words between two mentions, without one that only describes the second: "and the paramilitary Home Guard"."""
        owned = {i for m in self.mentions if m.use is not Use.NAME for i in range(m.first, m.last + 1) if m not in {left, right}}
        tokens = [self.tokens[i] for i in range(left.last, right.first) if i not in owned]
        if len(tokens) > 1 and self._only_describes(tokens[-1]) and self.tokens[right.first].capital:
            tokens = tokens[:-1]
        return [t.low for t in tokens]

    def _only_describes(self, token: Token) -> bool:
        low = token.low
        known = low in people().sets["function"] or low in lexicon().verbs or low in lexicon().words["saying"]
        return token.is_word and not token.capital and not known

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
            if self._owns_next(mention):
                continue
            between = self.tokens[end : mention.first]
            if strict and any(t.text == "," for t in between):
                break
            if any((t.low in lexicon().words["clause_openers"] and t.low != "as") or t.text in {";", ":"} for t in between):
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

    def _owns_next(self, mention: Mention) -> bool:
        """Whether the mention only says whose the next one is: "her counterpart Jan Kos"."""
        if mention.use is not Use.OWNER:
            return False
        following = next((m for m in self.mentions if m.first >= mention.last), None)
        return (
            following is not None
            and following.first - mention.last <= _OWNER_REACH
            and all(
                t.low not in people().sets["function"] and t.text not in {",", ";"}
                for t in self.tokens[mention.last : following.first]
            )
        )

    def agent(self, end: int) -> tuple[int, ...]:
        """Who is named by `by` after a passive or a noun."""
        return self.objects(end, frozenset({"by"}), reach=14)

    def owner(self, i: int) -> tuple[int, ...]:
        """Whose act the noun at `i` is: "Iraq's proposal", "Russian sanctions"."""
        for mention in reversed(self.mentions):
            if mention.last > i or i - mention.last > _OWNER_REACH or mention.use not in {Use.OWNER, Use.ADJECTIVE}:
                continue
            between = [t for t in self.tokens[mention.last : i] if t.text not in {"'s", "’s", "'", "’"}]
            if any(not t.is_word or t.low in people().sets["function"] for t in between):
                return ()
            return mention.actors
        return ()
