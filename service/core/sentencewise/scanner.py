"""Reading an article's sentences in order: names, descriptions, and pronouns led back to whom they mean."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from service.core.countries import country_name
from service.core.sentencewise.described import Descriptions
from service.core.sentencewise.mentions import Memory, Mention, Use, standing_for
from service.core.sentencewise.names import Names
from service.core.sentencewise.tokens import Token, dateline_end
from service.core.sentencewise.vocabulary import lexicon

_OFTEN, _SHORT = 2, 4
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
_PLURAL_FIRST = frozenset({"we", "us", "our"})
_FIRST = _PLURAL_FIRST | {"i", "me"}


class Scanner:
    """Every mention found helps with the next. `issuer` is the country whose government publishes the article: its "we"."""

    def __init__(self, sentences: Sequence[tuple[Token, ...]], language: str = "en", *, issuer: str | None = None) -> None:
        self._names = Names(sentences, language)
        self.cast = self._names.cast
        self._described = Descriptions(self._names, Memory())
        self._issuer = self.cast.state(issuer, country_name(issuer) or issuer) if issuer else None
        states: Counter[int] = Counter()
        for sentence in sentences:  # once for the names, so that a surname finds a full name that comes later
            named = {n for m in self._names.names(sentence) for n in m.actors}
            states.update(n for n in named if self.cast[n].kind == "government")
        self.cast.home = self._issuer or _foremost(states)
        self.cast.organs.clear()

    @property
    def memory(self) -> Memory:
        """Who was spoken of last."""
        return self._described.memory

    @memory.setter
    def memory(self, memory: Memory) -> None:
        self._described.memory = memory

    def scan(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions of a sentence, in order, without overlap."""
        found: list[Mention] = []
        self.memory.fresh = 0
        named: set[int] = set()
        names = {m.first: m for m in self._names.names(tokens)}
        i = dateline_end(tokens)
        while i < len(tokens):
            if (mention := names.get(i) or self._described.at(tokens, i) or self._pronoun(tokens, i, found)) is None:
                i += 1
                continue
            mention = self._with_organ(tokens, mention)
            if found and found[-1].use is Use.OWNER:
                self._belongs(mention, found[-1])
                self._equals(mention, found)
            found.append(mention)
            for number in mention.actors:
                if not mention.pronoun and mention.use is not Use.PLACE:
                    self.memory.note(self.cast[number])
                    named |= {number} if self.cast[number].kind == "person" else set()
                    self.memory.fresh = len(named)
            i = mention.last
        return standing_for(tokens, found, self.cast)

    def told_of(self, tokens: Sequence[Token]) -> int | None:
        """The person who opens a sentence that only tells who spoke before it: "Ruiz said on her way home."."""
        if any(t.quoted or t.low == "that" for t in tokens):
            return None
        opening = next((m for m in self._names.names(tokens) if not m.first), None)
        if opening is None or self.cast[opening.actors[0]].kind != "person" or opening.last >= len(tokens):
            return None
        return opening.actors[0] if tokens[opening.last].low in lexicon().words["saying"] else None

    def _belongs(self, mention: Mention, owner: Mention) -> None:
        """An officer right behind a body that owns him represents it: "the African Union’s envoy, Jan Kos"."""
        referent, body = self.cast[mention.actors[0]], self.cast[owner.actors[0]]
        beside = mention.first - owner.last <= (0 if owner.pronoun else 1)
        if (
            beside
            and referent.kind == "person"
            and referent.country is None
            and body.kind in {"organization", "armed_group", "party"}
        ):
            referent.represents = referent.represents or body.number

    def _equals(self, mention: Mention, found: Sequence[Mention]) -> None:
        """Somebody's counterpart is of the same rank: "Foreign Minister Ruiz and his Greek counterpart, Nikos Petrou"."""
        referent, owner = self.cast[mention.actors[0]], self.cast[found[-1].actors[0]]
        if referent.role == "counterpart" and owner is not referent:
            referent.equal = owner.rank

    def _with_organ(self, tokens: Sequence[Token], mention: Mention) -> Mention:
        """What a body owns and acts through is the body: "the army’s team"."""
        if mention.use is not Use.OWNER or mention.pronoun or self.cast[mention.actors[0]].kind == "person":
            return mention
        end = self._names.organ(tokens, mention.last)
        return (
            replace(mention, last=end, use=self._names.use(tokens, mention.first, end, place=False))
            if end > mention.last
            else mention
        )

    def _teller(self, tokens: Sequence[Token], i: int, found: Sequence[Mention]) -> int | None:
        """Who says what "he" does: "Obregon, who hosted Moreno, said he would come"."""
        said = i - 1 - (i > 1 and tokens[i - 1].low == "that")
        if said < 1 or tokens[said].low not in lexicon().words["saying"] or tokens[i].quoted:
            return None
        first = next((m for m in found if m.use is Use.NAME and not m.pronoun), None)
        aside = first is not None and tokens[said - 1].text == "," and tokens[first.last].text == ","
        if first is None or not aside or first.first or self.cast[first.actors[0]].kind != "person":
            return None
        return first.actors[0]

    def _goes_on(self, tokens: Sequence[Token], i: int, found: Sequence[Mention]) -> bool:
        """Whether the pronoun at `i` tells who said what was just quoted, and nobody is named outside the quotation, or all of it."""
        if not i or tokens[i].quoted or i + 1 >= len(tokens):
            return False
        last = i + 2 >= len(tokens) or tokens[i + 2].text == "."
        if tokens[i - 1].text == "," and last and len(tokens) > _SHORT:
            return True  # "Kos will lead the team, she said": who is named in what she says is not she
        closes = tokens[i - 1].text in {"”", '"', "»"}
        return closes and all(tokens[m.first].quoted or self.cast[m.actors[0]].kind != "person" for m in found)

    def _he(self, tokens: Sequence[Token], i: int, found: Sequence[Mention] = ()) -> int:
        """Whom "he" means: who spoke last where he goes on, the person whom the last sentence was about, else the last one named."""
        memory = self.memory
        if (teller := self._teller(tokens, i, found)) is not None:
            return teller
        says = {t.low for t in tokens[max(0, i - 1) : i + 2]} & lexicon().words["saying"]
        after_quotation = (tokens[0].quoted and not tokens[i].quoted) or self._goes_on(tokens, i, found)
        if says and after_quotation and memory.speaker is not None and self.cast[memory.speaker].kind == "person":
            return memory.speaker
        return memory.subject if memory.subject is not None and memory.fresh == 0 else memory.persons[-1]

    def _pronoun(self, tokens: Sequence[Token], i: int, found: Sequence[Mention]) -> Mention | None:
        meant = self._him(tokens, i, found) if tokens[i].low == "him" else self._meant(tokens, i, found)
        use = Use.OWNER if tokens[i].low in _POSSESSIVES else Use.NAME
        return Mention(meant, i, i + 1, use, pronoun=True) if meant else None

    def _him(self, tokens: Sequence[Token], i: int, found: Sequence[Mention]) -> tuple[int, ...]:
        """Whom "him" means: never the person right before it in its own clause."""
        near = next((m for m in reversed(found) if self.cast[m.actors[0]].kind == "person"), None)
        barred: tuple[int, ...] = ()
        if near is not None and near.use is Use.NAME:
            between = {t.low for t in tokens[near.last : i]}
            barred = () if between & (lexicon().words["clause_openers"] | {",", ";"}) else near.actors
        if not self.memory.persons or self._he(tokens, i) not in barred:
            return self._meant(tokens, i)
        return tuple(n for n in self.memory.persons if n not in barred)[-1:]

    def _meant(self, tokens: Sequence[Token], i: int, found: Sequence[Mention] = ()) -> tuple[int, ...]:
        low, memory = tokens[i].low, self.memory
        last_body = tuple(memory.bodies[-1:])
        if low in {"he", "she", "him", "his", "her"}:
            return (self._he(tokens, i, found),) if memory.persons else ()
        if low in {"they", "them"}:
            return memory.many or memory.plural or memory.two(persons=True) or last_body
        if low == "their":
            return memory.many or last_body
        if low in {"it", "its"}:
            return () if memory.thing and i == 0 else last_body
        if low in _FIRST and tokens[i].text != "US":
            first = memory.speaker if tokens[i].quoted else self._issuer if low in _PLURAL_FIRST else None
            return (first,) if first is not None else ()
        return ()


def _foremost(states: Counter[int]) -> int | None:
    """The government named in twice as many sentences as all others together."""
    number, count = next(iter(states.most_common(1)), (0, 0))
    return number if count >= _OFTEN and count >= 2 * (states.total() - count) else None
