"""Reading an article's sentences in order: names, groups described in lower case, and pronouns led back to whom they mean."""

from collections.abc import Sequence

from service.core.countries import country_name
from service.core.sentencewise.mentions import Memory, Mention, Use, words_of
from service.core.sentencewise.names import Names
from service.core.sentencewise.namewords import TITLE_HEADS, TITLE_WORDS
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import lexicon, people

_LONGEST_DESCRIPTION = 3


class Scanner:
    """Every mention found helps with the next. `issuer` is the country whose government publishes the article: its "we"."""

    def __init__(self, sentences: Sequence[tuple[Token, ...]], language: str = "en", *, issuer: str | None = None) -> None:
        self._names = Names(sentences, language)
        self.cast = self._names.cast
        self.memory = Memory()
        self._issuer = self.cast.state(issuer, country_name(issuer) or issuer) if issuer else None
        for sentence in sentences:  # once for the names, so that a surname finds a full name that comes later
            self._names.names(sentence)

    def scan(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions of a sentence, in order, without overlap."""
        found: list[Mention] = []
        self.memory.fresh = 0
        names = {m.first: m for m in self._names.names(tokens)}
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

    def _described(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """A group or office in lower case: "Kurdish rebels", "the president", "the two sides"."""
        token = tokens[i]
        if not token.is_word or (token.capital and i and tokens[i - 1].is_word):
            return None
        start = i
        title_end = self._names.words.title(tokens, i)
        if title_end > i:
            name_end = self._names.words.span(tokens, title_end)
            if (
                name_end > title_end
                and not self._names.words.is_state(tokens, title_end)
                and self._names.words.body_kind(tokens, title_end, name_end) is None
            ):
                role = words_of(tokens, i, title_end)
                number = self.cast.person(words_of(tokens, title_end, name_end), role=role, country=self._names.owner(tokens, i))
                return Mention((number,), i, name_end, self._names.use(tokens, i, name_end, place=False))
            if (
                i
                and tokens[i - 1].low in people().sets["determiners"]
                and not self._goes_on(tokens, title_end)
                and (mention := self._names.office(tokens, i, i, title_end, None))
            ):
                return mention
        end = i
        while end < len(tokens) and end - i < _LONGEST_DESCRIPTION and tokens[end].is_word and not (tokens[end].capital and end):
            low = tokens[end].low
            if low in people().sets["groups"] or (
                low + "s" in people().sets["groups"] and low not in people().sets["never_alone"]
            ):
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
            or tokens[end].low in TITLE_WORDS
            or tokens[end].low.rstrip("s") in TITLE_HEADS
        )

    def _group(self, tokens: Sequence[Token], start: int, end: int) -> Mention | None:
        noun = tokens[end - 1].low
        before = tokens[start - 1].low if start else ""
        if noun in people().sets["pairs"] and (
            before in {"two", "both", "three"}
            or noun == "pair"
            or (noun == "two" and before == "the")
            or tokens[start].low in {"two", "both"}
        ):
            pair = self.memory.two(persons=noun in people().sets["of_persons"])
            if pair:
                return Mention(pair, start, end, self._names.use(tokens, start, end, place=False))
        if noun in people().sets["vague"] and end - start == 1:
            return None
        if (
            noun in {"government", "delegation", "side"}
            and end - start == 1
            and before in {"his", "her", "its", "their"}
            and self.memory.bodies
        ):
            return Mention((self._own_party(before),), start, end, self._names.use(tokens, start, end, place=False))
        number = self.cast.body(words_of(tokens, start, end), "group")
        return Mention((number,), start, end, self._names.use(tokens, start, end, place=False))

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
