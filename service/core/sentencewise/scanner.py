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

_OFTEN = 2


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
        names = {m.first: m for m in self._names.names(tokens)}
        i = dateline_end(tokens)
        while i < len(tokens):
            if (mention := names.get(i) or self._described.at(tokens, i) or self._pronoun(tokens, i)) is None:
                i += 1
                continue
            mention = self._with_organ(tokens, mention)
            found.append(mention)
            for number in mention.actors:
                if not mention.pronoun and mention.use is not Use.PLACE:
                    self.memory.note(self.cast[number])
                    self.memory.fresh += self.cast[number].kind == "person"
            i = mention.last
        return standing_for(tokens, found, self.cast)

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

    def _he(self, tokens: Sequence[Token], i: int) -> int:
        """Whom "he" means: who spoke last where he goes on speaking, the person whom the last sentence was about, else the last one named."""
        beside = {t.low for t in tokens[max(0, i - 1) : i + 2]}
        speaker = self.memory.speaker
        if not tokens[i].quoted and tokens[0].quoted and beside & lexicon().words["saying"] and speaker is not None:
            if self.cast[speaker].kind == "person":
                return speaker
        if self.memory.subject is not None and self.memory.fresh == 0:
            return self.memory.subject
        return self.memory.persons[-1]

    def _pronoun(self, tokens: Sequence[Token], i: int) -> Mention | None:
        low = tokens[i].low
        found: tuple[int, ...] = ()
        if low in {"he", "she", "him"} and self.memory.persons:
            found = (self._he(tokens, i),)
        elif low in {"they", "them"}:
            found = self.memory.many or self.memory.plural or self.memory.two(persons=True) or tuple(self.memory.bodies[-1:])
        elif low in {"we", "us"} and not tokens[i].quoted and self._issuer is not None and tokens[i].text != "US":
            found = (self._issuer,)
        elif low == "our" and not tokens[i].quoted and self._issuer is not None:
            return Mention((self._issuer,), i, i + 1, Use.OWNER, pronoun=True)
        elif low in {"i", "we", "us", "me"} and tokens[i].quoted and self.memory.speaker is not None:
            found = (self.memory.speaker,)
        elif low in {"his", "her"} and self.memory.persons:
            return Mention((self._he(tokens, i),), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "their" and (owners := self.memory.many or tuple(self.memory.bodies[-1:])):
            return Mention(owners, i, i + 1, Use.OWNER, pronoun=True)
        elif low == "its" and self.memory.bodies:
            return Mention((self.memory.bodies[-1],), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "our" and tokens[i].quoted and self.memory.speaker is not None:
            return Mention((self.memory.speaker,), i, i + 1, Use.OWNER, pronoun=True)
        elif low == "it" and self.memory.bodies:
            found = (self.memory.bodies[-1],)
        return Mention(found, i, i + 1, pronoun=True) if found else None


def _foremost(states: Counter[int]) -> int | None:
    """The government named in twice as many sentences as all others together."""
    number, count = next(iter(states.most_common(1)), (0, 0))
    return number if count >= _OFTEN and count >= 2 * (states.total() - count) else None
