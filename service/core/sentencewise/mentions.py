"""Where actors stand in a sentence: names, offices, countries, groups and pronouns, each led back to its referent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from service.core.countries import country_code, country_name
from service.core.sentencewise.cast import Cast, Referent
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people


class Use(Enum):
    """How an actor's name is used."""

    NAME = "name"
    OWNER = "owner"  # "Iraq's proposal"
    ADJECTIVE = "adjective"  # "Russian sanctions"
    PLACE = "place"  # "in Moscow"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (exclusive) name the referents `actors`; several for "they" and "the two leaders"."""

    actors: tuple[int, ...]
    first: int
    last: int
    use: Use = Use.NAME
    pronoun: bool = False


@dataclass
class Memory:
    """Who was spoken of last, for pronouns and "the two"."""

    persons: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    plural: tuple[int, ...] = ()
    subject: int | None = None
    fresh: int = 0
    speaker: int | None = None

    def note(self, referent: Referent) -> None:
        """Remember a name just read."""
        recent = self.persons if referent.kind == "person" else self.bodies
        if referent.number in recent:
            recent.remove(referent.number)
        recent.append(referent.number)
        if referent.kind in {"group", "armed_group"}:
            self.plural = (referent.number,)

    def two(self, *, persons: bool) -> tuple[int, ...]:
        """The last two persons, or the last two bodies."""
        recent = self.persons if persons else self.bodies
        return tuple(recent[-2:]) if len(recent) > 1 else ()


_TITLE_WORDS = frozenset(w for title in people().ranks for w in title.split()) | frozenset(
    ["former", "top", "senior", "new", "interim", "acting", "outgoing", "foreign", "defence", "defense", "ministry", "department", "deputy", "vice", "chief", "special", "presidential", "state", "opposition", "interior", "finance", "party", "government", "national", "security", "army", "police", "the", "of", "affairs", "trade", "energy", "justice", "permanent", "veteran"]
) - {"the", "of"}
_TITLE_HEADS = frozenset(title.split()[-1] for title in people().ranks)
_PLACE_WORDS = frozenset(
    {"in", "at", "near", "from", "to", "through", "across", "around", "outside", "inside", "into", "for", "via", "over", "on"}
)
_PERSON_NOUNS = frozenset(
    {"leaders", "presidents", "ministers", "men", "two", "pair", "diplomats", "premiers", "officials", "women", "counterparts"}
)
_THINKING = frozenset(
    {
        "network",
        "institute",
        "watch",
        "foundation",
        "university",
        "center",
        "centre",
        "amnesty",
        "society",
        "news",
        "times",
        "initiative",
    }
)
_NOT_ALONE = frozenset(
    {
        "power",
        "side",
        "state",
        "force",
        "critic",
        "nation",
        "country",
        "neighbour",
        "neighbor",
        "man",
        "ally",
        "crowd",
        "supporter",
        "opponent",
    }
)
_LOW_LINKS = frozenset({"of", "for", "and", "the", "on"})


class Scanner:
    """Reads the sentences of an article in order; every mention found helps with the next."""

    def __init__(self, sentences: Sequence[tuple[Token, ...]], language: str = "en", *, issuer: str | None = None) -> None:
        self.cast = Cast()
        self._issuer = self.cast.state(issuer, country_name(issuer) or issuer) if issuer else None
        self.memory = Memory()
        self._language = language
        self._lower = frozenset(t.low for s in sentences for i, t in enumerate(s) if i and not t.capital)
        self._upper = frozenset(t.text for s in sentences for i, t in enumerate(s) if i and t.capital and s[i - 1].is_word)
        for sentence in sentences:  # once for the names, so that a surname finds a full name that comes later
            self._names(sentence)
        self.memory = Memory()

    def scan(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions of a sentence, in order, without overlap."""
        found: list[Mention] = []
        self.memory.fresh = 0
        names = {m.first: m for m in self._names(tokens)}
        i = 0
        while i < len(tokens):
            if (mention := names.get(i) or self._described(tokens, i) or self._pronoun(tokens, i)) is None:
                i += 1
                continue
            found.append(mention)
            for number in mention.actors:
                if not mention.pronoun and mention.use is not Use.PLACE:
                    self.memory.note(self.cast[number])
                    self.memory.fresh += self.cast[number].kind == "person"
            i = mention.last
        return tuple(found)

    # names

    def _names(self, tokens: Sequence[Token]) -> list[Mention]:
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
        end = self._span(tokens, i)
        if end == i:
            return None
        state, after = self._state(tokens, i)
        title_end = self._title(tokens, after)
        name_end = self._span(tokens, title_end) if title_end > after else title_end
        if title_end > after and name_end > title_end and not self._is_state(tokens, title_end):
            return self._titled(tokens, i, after, title_end, name_end, state)
        if title_end > after:
            return self._office(tokens, i, after, title_end, state)
        if state is not None:
            return self._country(tokens, i, after, state)
        end = self._common_noun(tokens, i, end)
        lower_title = self._title(tokens, end)
        name_end = self._span(tokens, lower_title) if lower_title > end else end
        if lower_title > end and self._body_kind(tokens, i, end) is not None:
            return self._of_body(tokens, i, end, lower_title, name_end)
        return self._plain(tokens, i, end)

    def _common_noun(self, tokens: Sequence[Token], i: int, end: int) -> int:
        """Take along the noun of "the UN security council" and "the Annapolis conference"."""
        if self._body_kind(tokens, i, end) is None:
            return end
        for last in range(end, min(end + 3, len(tokens))):
            low = tokens[last].low
            if (
                low in people().sets["function"] - {"security"}
                or not tokens[last].is_word
                or tokens[last].capital
                or low in _TITLE_HEADS
                or low in lexicon().participles
                or low in lexicon().words["saying"]
            ):
                return end
            if last > end + 1 or (tokens[last - 1].capital and last > end):
                return end
            if low in people().sets["keywords"] or low in people().sets["groups"]:
                return last + 1
        return end

    def _span(self, tokens: Sequence[Token], i: int) -> int:
        """End of the run of capitalised words at `i`; `i` when there is none."""
        if i >= len(tokens) or not self._is_name_word(tokens, i):
            return i
        end = i + 1
        while end < len(tokens):
            token = tokens[end]
            nxt = tokens[end + 1] if end + 1 < len(tokens) else None
            if token.capital and token.low not in people().sets["skip"]:
                end += 1
            elif (token.low in people().sets["particles"] and nxt is not None and nxt.capital) or (token.low in _LOW_LINKS and nxt is not None and nxt.capital and self._links(tokens, i, end)):
                end += 2
            else:
                break
        return end

    def _links(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether a small word at `end` goes on with the name: "Commonwealth of Independent States", not "Russia and Ukraine"."""
        words = {t.low for t in tokens[i:end]}
        if tokens[end].low == "and":
            return bool(words & {"security", "trade", "foreign", "cooperation", "justice", "health"})
        if tokens[end].low == "on":
            return bool(words & {"commission", "committee", "council"}) and tokens[end + 1].low not in people().sets["skip"]
        return tokens[end].low in {"of", "for"} and bool(
            words & (people().sets["keywords"] | {"commonwealth", "ministry", "minister"})
        )

    def _is_name_word(self, tokens: Sequence[Token], i: int) -> bool:
        token = tokens[i]
        if not token.is_word or not token.capital or token.low in people().sets["skip"]:
            return False
        opens = i == 0 or (not tokens[i - 1].is_word and tokens[i - 1].text not in {",", "-", "–", "—", "(", "/", "'s", "’s"})
        if not opens:
            return token.low not in {"he", "she", "they", "we", "it"}
        if token.low in people().sets["function"] and not (
            i + 1 < len(tokens) and tokens[i + 1].capital and token.text in self._upper
        ):
            return False
        return token.text in self._upper or (token.low not in self._lower and not token.low.endswith(("ly", "ing", "ed")))

    def _is_state(self, tokens: Sequence[Token], i: int) -> bool:
        return self._state(tokens, i)[0] is not None

    def _state(self, tokens: Sequence[Token], i: int) -> tuple[str | None, int]:
        """The country named at `i`, and the token after it."""
        for length in (4, 3, 2, 1):
            words = tokens[i : i + length]
            if len(words) < length or not words[0].capital:
                continue
            if any(not (t.is_word or t.text in {"'"}) for t in words):
                continue
            name = " ".join(t.text for t in words)
            if length == 1 and (len(name) < 2 or self.cast.known_person(name) is not None):
                continue
            code = country_code(name, self._language)
            if code:
                return code, i + length
        return None, i

    def _title(self, tokens: Sequence[Token], i: int) -> int:
        """End of the office named at `i`; `i` when none is."""
        end, last = i, i
        while end < len(tokens) and (tokens[end].low in _TITLE_WORDS or _of_state(tokens, i, end)):
            end += 1
            if (
                tokens[end - 1].low in _TITLE_HEADS
                or (tokens[end - 1].low in {"state", "staff", "government"}
                and tokens[end - 2].low == "of")
            ):
                last = end
        return last

    def _titled(self, tokens: Sequence[Token], i: int, after: int, title_end: int, name_end: int, code: str | None) -> Mention:
        """An office and a name: "Georgian Foreign Minister Gela Bezhuashvili"."""
        role = " ".join(t.text for t in tokens[after:title_end])
        name = " ".join(t.text for t in tokens[title_end:name_end])
        code = code or self._owner(tokens, i)
        represents = self.cast.state(code, _text(tokens, i, after)) if code and after > i else None
        number = self.cast.person(name, role=role, country=code, represents=represents)
        return Mention((number,), i, name_end, self._use(tokens, i, name_end, place=False))

    def _office(self, tokens: Sequence[Token], i: int, after: int, title_end: int, code: str | None) -> Mention | None:
        """An office without a name: "the Georgian minister"; its holder, where the article has named one."""
        role = " ".join(t.low for t in tokens[after:title_end])
        last = tokens[title_end - 1].low
        number = self.cast.in_office(role, code)
        if number is None and last in {"spokesman", "spokeswoman", "spokesperson", "official", "diplomat"} and code:
            number = self.cast.state(code, _text(tokens, i, after))
        if number is None and code:
            number = self.cast.state(code, _text(tokens, i, after))
            self.cast[number].names.setdefault(_text(tokens, i, title_end))
        if number is None:
            return None
        self.cast[number].names.setdefault(_text(tokens, i, title_end))
        return Mention((number,), i, title_end, self._use(tokens, i, title_end, place=False))

    def _country(self, tokens: Sequence[Token], i: int, after: int, code: str) -> Mention:
        """A country by name or demonym; with an organ after it, its government; with a group, that group."""
        word = tokens[i].text
        following = [t.low for t in tokens[after : after + 3]]
        for offset, low in enumerate(following):
            if low in people().sets["organs"] and tokens[after].text not in {"'s", "’s"}:
                end = after + offset + 1
                number = self.cast.state(code, _text(tokens, i, after))
                self.cast[number].names.setdefault(_text(tokens, i, end))
                return Mention((number,), i, end, self._use(tokens, i, end, place=False))
            if (low in people().sets["groups"] or (low + "s" in people().sets["groups"] and low not in _NOT_ALONE)) and offset < 2:
                end = after + offset + 1
                number = self.cast.body(_text(tokens, i, end), "group", code)
                return Mention((number,), i, end, self._use(tokens, i, end, place=False))
            if (
                not tokens[after + offset].is_word
                or low in people().sets["function"]
                or low in lexicon().words["saying"]
                or low in lexicon().participles
            ):
                break
        number = self.cast.state(code, _text(tokens, i, after))
        short = after == i + 1 and word in {"US", "U.S.", "UK"}
        adjective = (after == i + 1 and not short and _is_demonym(word)) or (short and _noun_follows(tokens, after))
        return Mention((number,), i, after, Use.ADJECTIVE if adjective else self._use(tokens, i, after, place=True))

    def _of_body(self, tokens: Sequence[Token], i: int, end: int, title_end: int, name_end: int) -> Mention:
        """ "UN secretary general Kofi Annan", or "a UN spokesman", who speaks for it."""
        body = self._body(tokens, i, end)
        if name_end > title_end:
            role = _text(tokens, end, title_end)
            number = self.cast.person(_text(tokens, title_end, name_end), role=role, represents=body)
            return Mention((number,), i, name_end, self._use(tokens, i, name_end, place=False))
        role = " ".join(t.low for t in tokens[end:title_end])
        number = self.cast.in_office(role, None) or body
        self.cast[number].names.setdefault(_text(tokens, i, title_end))
        return Mention((number,), i, title_end, self._use(tokens, i, title_end, place=False))

    def _plain(self, tokens: Sequence[Token], i: int, end: int) -> Mention | None:
        """A name without office: a person, a body, or a place that is no actor."""
        words = [t.text for t in tokens[i:end]]
        lows = [w.lower() for w in words]
        before = tokens[i - 1].low if i else ""
        kind = self._body_kind(tokens, i, end)
        if kind is not None:
            return Mention((self._body(tokens, i, end),), i, end, self._use(tokens, i, end, place=False))
        if before == "the" and lows == ["west"]:
            return Mention((self.cast.body("the West", "group"),), i, end)
        if set(lows) <= people().sets["regions"]:
            return None
        if lows[-1] in people().sets["places"] or (set(lows) & people().sets["media"] and before != "the"):
            return None
        if (number := self.cast.known_person(words[-1])) is not None and (len(words) == 1 or before not in _PLACE_WORDS):
            number = self.cast.person(" ".join(words)) if len(words) > 1 else number
        elif before in _PLACE_WORDS - {"from", "to", "for", "on"} or (len(words) == 1 and before in _PLACE_WORDS):
            return None
        elif len(words) >= 2 and len(words) <= 4 and before != "the":
            country, role, represents = self._apposition(tokens, end)
            number = self.cast.person(
                " ".join(words), role=role, country=country or self._owner(tokens, i), represents=represents
            )
        elif before == "the" or len(words) > 4:
            number = self.cast.body(" ".join(words), "organization")
        else:
            number = self.cast.known_body(words[0]) or self.cast.person(words[0])
        return Mention((number,), i, end, self._use(tokens, i, end, place=False))

    def _apposition(self, tokens: Sequence[Token], end: int) -> tuple[str | None, str | None, int | None]:
        """Country, office and employer from ", head of the DPRK delegation," after a name."""
        if end + 1 < len(tokens) and tokens[end].low == "of":  # "Mamadou Tandja of Niger"
            return self._state(tokens, end + 1)[0], None, None
        if end + 2 >= len(tokens) or tokens[end].text != ",":
            return None, None, None
        i = end + 1
        while i < len(tokens) and tokens[i].low in people().sets["determiners"]:
            i += 1
        code, after = self._state(tokens, i)
        if after < len(tokens) and tokens[after].text in {"'s", "’s"}:
            after += 1
        title_end = self._title(tokens, after)
        if title_end == after:
            return None, None, None
        role = _text(tokens, after, title_end)
        if code is None:
            for j in range(title_end, min(title_end + 5, len(tokens))):
                if tokens[j].text == ",":
                    break
                if (found := self._state(tokens, j)[0]) is not None:
                    code = found
                    break
        return code, role, None

    def _body_kind(self, tokens: Sequence[Token], i: int, end: int) -> str | None:
        lows = [t.low for t in tokens[i:end]]
        name = " ".join(lows)
        if set(lows) & people().sets["media"] or name in people().sets["media"]:
            return None
        if name in people().sets["armed"] or any(w in people().sets["armed"] for w in lows):
            return "armed_group"
        if lows[-1] in people().sets["places"]:
            return None
        if set(lows) & people().sets["keywords"]:
            return "party" if "party" in lows else "organization"
        letters = tokens[i].text.replace(".", "")
        return "organization" if end == i + 1 and letters.isupper() and 2 <= len(letters) <= 7 else None

    def _body(self, tokens: Sequence[Token], i: int, end: int) -> int:
        kind = self._body_kind(tokens, i, end) or "organization"
        country = next((code for j in range(i, end) if (code := self._state(tokens, j)[0])), None)
        number = self.cast.body(_text(tokens, i, end), kind, country)  # type: ignore[arg-type]
        if {t.low for t in tokens[i:end]} & _THINKING:
            self.cast[number].comments = True
        return number

    def _owner(self, tokens: Sequence[Token], i: int) -> str | None:
        """Country of "Russia's Sergei Lavrov" or "Mamadou Tandja of Niger"."""
        if i >= 2 and tokens[i - 1].text in {"'s", "’s"}:
            for back in (1, 2, 3):
                code, after = self._state(tokens, max(0, i - 1 - back))
                if code and after == i - 1:
                    return code
        return None

    def _use(self, tokens: Sequence[Token], i: int, end: int, *, place: bool) -> Use:
        if end < len(tokens) and tokens[end].text in {"'s", "’s", "'", "’"}:
            return Use.OWNER
        j = i - 1
        while j >= 0 and tokens[j].low in people().sets["determiners"]:
            j -= 1
        if (
            place
            and j >= 0
            and tokens[j].low in {"in", "at", "near", "from", "through", "across", "inside", "outside", "around", "into"}
        ):
            return Use.PLACE
        return Use.NAME

    # descriptions and pronouns

    def _described(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """A group or office in lower case: "Kurdish rebels", "the president", "the two sides"."""
        token = tokens[i]
        if not token.is_word or (token.capital and i and tokens[i - 1].is_word):
            return None
        start = i
        title_end = self._title(tokens, i)
        if title_end > i:
            name_end = self._span(tokens, title_end)
            if (
                name_end > title_end
                and not self._is_state(tokens, title_end)
                and self._body_kind(tokens, title_end, name_end) is None
            ):
                role = _text(tokens, i, title_end)
                number = self.cast.person(_text(tokens, title_end, name_end), role=role, country=self._owner(tokens, i))
                return Mention((number,), i, name_end, self._use(tokens, i, name_end, place=False))
            if (
                i
                and tokens[i - 1].low in people().sets["determiners"]
                and not self._goes_on(tokens, title_end)
                and (mention := self._office(tokens, i, i, title_end, None))
            ):
                return mention
        end = i
        while end < len(tokens) and end - i < 3 and tokens[end].is_word and not (tokens[end].capital and end):
            low = tokens[end].low
            if low in people().sets["groups"] or (low + "s" in people().sets["groups"] and low not in _NOT_ALONE):
                return self._group(tokens, start, end + 1)
            if low in people().sets["function"] or low in lexicon().verbs or low in lexicon().words["saying"]:
                return None
            end += 1
        return None

    def _he(self) -> int:
        """Whom "he" means: the person whom the last sentence was about, else the last one named."""
        if self.memory.subject is not None and self.memory.fresh == 0:
            return self.memory.subject
        return self.memory.persons[-1]

    def _goes_on(self, tokens: Sequence[Token], end: int) -> bool:
        """Whether the title only describes a noun that follows: "the chief negotiators"."""
        return end < len(tokens) and (
            tokens[end].low in people().sets["groups"]
            or tokens[end].low in _TITLE_WORDS
            or tokens[end].low.rstrip("s") in _TITLE_HEADS
        )

    def _group(self, tokens: Sequence[Token], start: int, end: int) -> Mention | None:
        noun = tokens[end - 1].low
        before = tokens[start - 1].low if start else ""
        if noun in {"two", "both", "pair", "sides", "leaders", "presidents", "ministers", "countries", "nations", "parties"}:
            if (
                before in {"two", "both", "three"}
                or noun in {"pair"}
                or (noun == "two"
                and before == "the")
                or tokens[start].low in {"two", "both"}
            ):
                pair = self.memory.two(persons=noun in _PERSON_NOUNS)
                if pair:
                    return Mention(pair, start, end, self._use(tokens, start, end, place=False))
        if noun in {"two", "both", "pair", "men", "people", "mission", "base", "team", "west"} and end - start == 1:
            return None
        if (
            noun in {"government", "delegation", "side"}
            and end - start == 1
            and before in {"his", "her", "its", "their"}
            and self.memory.bodies
        ):
            return Mention((self._own_party(before),), start, end, self._use(tokens, start, end, place=False))
        number = self.cast.body(_text(tokens, start, end), "group")
        return Mention((number,), start, end, self._use(tokens, start, end, place=False))

    def _own_party(self, pronoun: str) -> int:
        if pronoun in {"his", "her"} and self.memory.persons:
            return self.cast.party(self.memory.persons[-1])
        return self.memory.bodies[-1]

    def _pronoun(self, tokens: Sequence[Token], i: int) -> Mention | None:
        low = tokens[i].low
        found: tuple[int, ...] = ()
        if low in {"he", "she", "him"} and self.memory.persons:
            found = (self._he(),)
        elif low in {"they", "them"}:
            found = self.memory.plural or self.memory.two(persons=True) or tuple(self.memory.bodies[-1:])
        elif low in {"we", "us"} and not tokens[i].quoted and self._issuer is not None and tokens[i].text != "US":
            found = (self._issuer,)
        elif low == "our" and not tokens[i].quoted and self._issuer is not None:
            return Mention((self._issuer,), i, i + 1, Use.OWNER, pronoun=True)
        elif low in {"i", "we", "us", "me"} and tokens[i].quoted and self.memory.speaker is not None:
            found = (self.memory.speaker,)
        elif low in {"his", "her"} and self.memory.persons:
            return Mention((self._he(),), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "its" and self.memory.bodies:
            return Mention((self.memory.bodies[-1],), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "our" and tokens[i].quoted and self.memory.speaker is not None:
            return Mention((self.memory.speaker,), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "it" and self.memory.bodies:
            found = (self.memory.bodies[-1],)
        return Mention(found, i, i + 1, pronoun=True) if found else None


def _of_state(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether "of" goes on with the office: "Secretary of State"."""
    return (
        end > i and end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].low in {"state", "staff", "government"}
    )


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])


def _is_demonym(word: str) -> bool:
    return word.endswith(("an", "ese", "ish", "i", "ch", "ic", "ek")) and word not in {
        "Afghanistan", "Iran", "Japan", "Jordan", "Sudan", "Oman", "Azerbaijan", "Pakistan", "Taiwan", "Kazakhstan", "Uzbekistan", "Tajikistan",
        "Turkmenistan", "Kyrgyzstan", "Bhutan", "Abidjan", "Teheran", "Tehran", "Malawi", "Burundi", "Fiji", "Haiti", "Mali", "Djibouti", "Brunei",
        "Kiribati", "Vatican", "Milan", "Delhi", "Helsinki", "Nairobi", "Tripoli", "Tbilisi",
    }  # fmt: skip


def _noun_follows(tokens: Sequence[Token], i: int) -> bool:
    return (
        i < len(tokens)
        and tokens[i].is_word
        and not tokens[i].capital
        and tokens[i].low not in people().sets["function"]
        and tokens[i].low not in lexicon().words["saying"] | lexicon().participles | lexicon().words["planning"]
    )
