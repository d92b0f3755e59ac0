"""Names in a sentence and the referents they mean: persons with their offices, countries, bodies."""

from collections.abc import Sequence

from service.core.countries import demonym_code
from service.core.country_index import fold, places
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.mentions import Mention, Use, words_of
from service.core.sentencewise.namewords import NameWords
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

_LONGEST_PERSON = 4
_ORGAN_REACH, _BRANCH = 4, 6


class Names:
    """Finds names and enters whom they mean into the cast."""

    def __init__(self, sentences: Sequence[Sequence[Token]], language: str) -> None:
        self.cast = Cast()
        self.words = NameWords(sentences, language, lambda word: self.cast.known_person(word) is not None)

    def names(self, tokens: Sequence[Token]) -> list[Mention]:
        found: list[Mention] = []
        i = 0
        while i < len(tokens):
            mention = self._named(tokens, i)
            if mention is None:
                i += 1
                continue
            found.append(mention)
            i = mention.last
        return found

    def _named(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """A mention that begins with a name at token `i`."""
        end = self.words.span(tokens, i)
        if end == i:
            return None
        state, after = self.words.state(tokens, i)
        if (
            state is not None
            and after < len(tokens)
            and tokens[after].text in {"'s", "’s"}
            and self.words.title(tokens, after + 1) > after + 1
        ):
            after += 1  # "Iran's president"
        title_end = self.words.title(tokens, after)
        name_end = self.words.span(tokens, title_end) if title_end > after else title_end
        if title_end > after and name_end > title_end and not self.words.is_state(tokens, title_end):
            return self._titled(tokens, i, after, title_end, name_end=name_end, code=state)
        if title_end > after:
            return self.office(tokens, i, after, title_end, state)
        if state is not None:
            return self._country(tokens, i, after, state)
        return self._officer(tokens, i, end) or self._plain(tokens, i, self.words.common_noun(tokens, i, end))

    def _officer(self, tokens: Sequence[Token], i: int, end: int) -> Mention | None:
        """A body with an office after it: "U.N. Secretary-General Kofi Annan", "an OSCE official"."""
        for j in range(i + 1, end):
            inner = self.words.title(tokens, j)
            if inner > j and self.words.body_kind(tokens, i, j) is not None:
                return self._of_body(tokens, i, j, inner, self.words.span(tokens, inner) if inner < end else inner)
        end = self.words.common_noun(tokens, i, end)
        lower_title = self.words.title(tokens, end)
        if lower_title == end or self.words.body_kind(tokens, i, end) is None:
            return None
        return self._of_body(tokens, i, end, lower_title, self.words.span(tokens, lower_title))

    def _titled(self, tokens: Sequence[Token], i: int, after: int, title_end: int, *, name_end: int, code: str | None) -> Mention:
        """An office and a name: "Georgian Foreign Minister Gela Bezhuashvili"."""
        role = " ".join(t.text for t in tokens[after:title_end])
        name = " ".join(t.text for t in tokens[title_end:name_end])
        role = role.rstrip(" ,").replace(" ,", ",")
        code = code or self.owner(tokens, i)
        represents = self.cast.state(code, words_of(tokens, i, after)) if code and after > i else None
        number = self.cast.person(name, role=role, country=code, represents=represents)
        return Mention((number,), i, name_end, self.use(tokens, i, name_end, place=False))

    def _named_after(self, tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
        """The name that a comma sets beside an office: "the German foreign minister, Anna Berg,", "the envoy for the Sahel, Jan Kos,"."""
        if end < len(tokens) and tokens[end].low in {"for", "to", "in", "of", "on"}:
            end = next((j for j in range(end + 1, min(end + _BRANCH, len(tokens))) if tokens[j].text == ","), end)
        if end + 1 >= len(tokens) or tokens[end].text != ",":
            return None
        start = max(end + 1, self.words.title(tokens, end + 1))  # "his counterpart, Major General Zhao"
        name_end = self.words.span(tokens, start)
        fits = 1 < name_end - start <= _LONGEST_PERSON and not self.words.is_state(tokens, start)
        return (start, name_end) if fits and self.words.body_kind(tokens, start, name_end) is None else None

    def beside(self, tokens: Sequence[Token], i: int, end: int) -> Mention | None:
        """A description with the name that a comma sets beside it: "their political chief, Ali Osman,"."""
        named = self._named_after(tokens, end)
        return self._titled(tokens, i, i, named[0], name_end=named[1], code=None) if named is not None else None

    def office(
        self, tokens: Sequence[Token], i: int, after: int, title_end: int, code: str | None, *, of: str | None = None
    ) -> Mention | None:
        """An office without a name: "the Georgian minister"; its holder, where the article has named one.

        `code`: the country named before it; `of`: the country that a pronoun before it means.
        """
        role = " ".join(t.low for t in tokens[after:title_end])
        if (named := self._named_after(tokens, title_end)) is not None:
            return self._titled(tokens, i, after, named[0], name_end=named[1], code=code or of)
        last = tokens[title_end - 1].low
        number = self.cast.in_office(role, code or of)
        if number is None and (held_for := code or of):
            number = self.cast.alone_in_office(role, held_for)
        if number is None and last in {"spokesman", "spokeswoman", "spokesperson", "official", "diplomat"} and code:
            number = self.cast.state(code, words_of(tokens, i, after))
        if number is None and code:
            number = self.cast.state(code, words_of(tokens, i, after))
            self.cast[number].names.setdefault(words_of(tokens, i, title_end))
        if number is None:
            return None
        self.cast[number].names.setdefault(words_of(tokens, i, title_end))
        return Mention((number,), i, title_end, self.use(tokens, i, title_end, place=False))

    def _country(self, tokens: Sequence[Token], i: int, after: int, code: str) -> Mention:
        """A country by name or demonym; with an organ after it, its government; with a group, that group."""
        word = tokens[i].text
        if (organ_end := self.organ(tokens, after)) > after:
            number = self.cast.state(code, words_of(tokens, i, after))
            self.cast[number].names.setdefault(words_of(tokens, i, organ_end))
            self.cast.organs[tokens[organ_end - 1].low] = number
            return Mention((number,), i, organ_end, self.use(tokens, i, organ_end, place=False))
        following = [t.low for t in tokens[after : after + 3]]
        for offset, low in enumerate(following):
            if offset and tokens[after + offset].capital and not tokens[after + offset - 1].capital:
                break  # another name: "Rome welcomed Minister Kos"
            if low in people().sets["organs"] and tokens[after].text not in {"'s", "’s"}:
                end = after + offset + 1
                number = self.cast.state(code, words_of(tokens, i, after))
                self.cast[number].names.setdefault(words_of(tokens, i, end))
                self.cast.organs[low] = number
                return Mention((number,), i, end, self.use(tokens, i, end, place=False))
            if (
                low in people().sets["groups"]
                or (low + "s" in people().sets["groups"] and low not in people().sets["never_alone"])
            ) and offset <= 1:
                end = after + offset + 1
                number = self.cast.body(words_of(tokens, i, end), "group", code)
                return Mention((number,), i, end, self.use(tokens, i, end, place=False))
            if (
                not tokens[after + offset].is_word
                or low in people().sets["function"]
                or low in lexicon().words["saying"]
                or low in lexicon().participles
            ):
                break
        number = self.cast.state(code, words_of(tokens, i, after))
        short = after == i + 1 and word in {"US", "U.S.", "UK"}
        plural = word.endswith("s") and demonym_code(word[:-1]) is not None  # "the Palestinians"
        adjective = after == i + 1 and (short or demonym_code(word) is not None) and not plural and _noun_follows(tokens, after)
        return Mention((number,), i, after, Use.ADJECTIVE if adjective else self.use(tokens, i, after, place=True))

    def _of_body(self, tokens: Sequence[Token], i: int, end: int, title_end: int, name_end: int) -> Mention:
        """An officer of a body: "UN secretary general Kofi Annan", or "a UN spokesman", who speaks for it."""
        body = self._body(tokens, i, end)
        if name_end > title_end:
            role = words_of(tokens, end, title_end)
            number = self.cast.person(words_of(tokens, title_end, name_end), role=role, represents=body)
            return Mention((number,), i, name_end, self.use(tokens, i, name_end, place=False))
        role = " ".join(t.low for t in tokens[end:title_end])
        number = self.cast.in_office(role, None) or body
        self.cast[number].names.setdefault(words_of(tokens, i, title_end))
        return Mention((number,), i, title_end, self.use(tokens, i, title_end, place=False))

    def _plain(self, tokens: Sequence[Token], i: int, end: int) -> Mention | None:
        """A name without office: a person, a body, or a place that is no actor."""
        words = [t.text for t in tokens[i:end]]
        lows = [w.lower() for w in words]
        before = tokens[i - 1].low if i else ""
        kind = self.words.body_kind(tokens, i, end)
        if kind is not None:
            return Mention((self._body(tokens, i, end),), i, end, self.use(tokens, i, end, place=False))
        if before == "the" and lows == ["west"]:
            return Mention((self.cast.body("the West", "group"),), i, end)
        if set(lows) <= people().sets["regions"]:
            return None
        reports = (set(lows) & people().sets["media"] and before != "the") or " ".join(lows) in people().sets["media"]
        if lows[-1] in people().sets["places"] or reports:
            return None
        if (number := self.cast.known_person(words[-1])) is not None and (
            len(words) == 1 or before not in people().sets["before_places"]
        ):
            number = self.cast.person(" ".join(words)) if len(words) > 1 else number
        elif (
            _is_place(words)
            or before in people().sets["before_places"] - {"from", "to", "for", "on"}
            or (len(words) == 1 and before in people().sets["before_places"])
        ):
            return None
        elif 1 < len(words) <= _LONGEST_PERSON and before != "the":
            country, role, represents = self._apposition(tokens, end)
            number = self.cast.person(" ".join(words), role=role, country=country or self.owner(tokens, i), represents=represents)
        elif before == "the" or len(words) > _LONGEST_PERSON:
            number = self.cast.body(" ".join(words), "organization")
        else:
            number = self.cast.known_body(words[0]) or self.cast.person(words[0])
        return Mention((number,), i, end, self.use(tokens, i, end, place=False))

    def _apposition(self, tokens: Sequence[Token], end: int) -> tuple[str | None, str | None, int | None]:
        """Country, office and employer from ", head of the DPRK delegation," after a name."""
        if end + 1 < len(tokens) and tokens[end].low in {
            "of",
            "at",
        }:  # "Mamadou Tandja of Niger", "Jan Kos of the Coast Institute"
            start = end + 1 + (tokens[end + 1].low == "the")
            thinks = {t.low for t in tokens[start : self.words.span(tokens, start)]} & people().sets["thinking"]
            return self.words.state(tokens, start)[0], "analyst" if thinks else None, None
        if end + 2 >= len(tokens) or tokens[end].text != ",":
            return None, None, None
        i = end + 1
        while i < len(tokens) and tokens[i].low in people().sets["determiners"]:
            i += 1
        code, after = self.words.state(tokens, i)
        if after < len(tokens) and tokens[after].text in {"'s", "’s"}:
            after += 1
        title_end = self.words.title(tokens, after)
        if title_end == after:
            return None, None, None
        role = words_of(tokens, after, title_end)
        if code is None:
            for j in range(title_end, min(title_end + 5, len(tokens))):
                if tokens[j].text == ",":
                    break
                if (found := self.words.state(tokens, j)[0]) is not None:
                    code = found
                    break
        return code, role, None

    def _body(self, tokens: Sequence[Token], i: int, end: int) -> int:
        stands = tokens[end - 1].low in people().sets["deputed"] | people().sets["organs"]
        if stands and end - 1 > i and self.words.body_kind(tokens, i, end - 1) is not None:
            number = self._body(tokens, i, end - 1)  # "Boko Haram fighters"
            self.cast[number].names.setdefault(words_of(tokens, i, end))
            return number
        kind = self.words.body_kind(tokens, i, end) or "organization"
        country = next((code for j in range(i, end) if (code := self.words.state(tokens, j)[0])), None)
        number = self.cast.body(words_of(tokens, i, end), kind, country)
        if {t.low for t in tokens[i:end]} & people().sets["thinking"]:
            self.cast[number].comments = True
        return number

    def organ(self, tokens: Sequence[Token], i: int) -> int:
        """End of the organ that a possessive at `i` owns: "’s foreign ministry"; `i` when there is none."""
        if i >= len(tokens) or tokens[i].text not in {"'s", "’s"}:
            return i
        for j in range(i + 1, min(i + _ORGAN_REACH, len(tokens))):
            low = tokens[j].low
            if low in people().sets["organs"]:
                return j + 1
            if not tokens[j].is_word or low in people().sets["function"] - {"security"} or low in lexicon().participles:
                return i
        return i

    def owner(self, tokens: Sequence[Token], i: int) -> str | None:
        """Country of "Russia's Sergei Lavrov" or "Mamadou Tandja of Niger"."""
        if i > 1 and tokens[i - 1].text in {"'s", "’s"}:
            for back in (1, 2, 3):
                code, after = self.words.state(tokens, max(0, i - 1 - back))
                if code and after == i - 1:
                    return code
        return None

    def use(self, tokens: Sequence[Token], i: int, end: int, *, place: bool) -> Use:
        if end < len(tokens) and tokens[end].text in {"'s", "’s", "'", "’"}:
            return Use.OWNER
        j = i - 1
        while j >= 0 and tokens[j].low in people().sets["determiners"]:
            j -= 1
        if place and j >= 0 and tokens[j].low in people().sets["in_places"]:
            return Use.PLACE
        return Use.NAME


def _is_place(words: Sequence[str]) -> bool:
    return fold(" ".join(words)) in places("en")


def _noun_follows(tokens: Sequence[Token], i: int) -> bool:
    return (
        i < len(tokens)
        and tokens[i].is_word
        and tokens[i].low not in people().sets["function"]
        and tokens[i].low not in lexicon().words["saying"] | lexicon().participles | lexicon().words["planning"]
    )
