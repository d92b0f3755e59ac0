"""Whom a name in the model's reply means: somebody whom the sentence, or at least the article, names."""

from service.core.countries import country_code
from service.core.names import bare, words
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.mentions import Mention
from service.core.sentencewise.vocabulary import people

_LIKE = 0.5
_SPEAKER = frozenset({"i", "we", "me", "us"})


class Namer:
    """Looks names up among the mentions of one sentence first."""

    def __init__(self, clauses: Clauses, cast: Cast, speaker: int | None) -> None:
        self._clauses = clauses
        self._cast = cast
        self._speaker = speaker

    def resolve(self, name: str) -> tuple[int, ...]:
        """Referents that the name means; () when the article does not carry it."""
        asked = [w for w in words(bare(name)) if w not in people().sets["determiners"]]
        if not asked:
            return ()
        if len(asked) == 1 and asked[0] in _SPEAKER and self._speaker:
            return (self._speaker,)
        best, score = None, 0.0
        for mention in self._clauses.mentions:
            likeness = self._likeness(asked, mention)
            if likeness > score:
                best, score = mention, likeness
        if best is not None and score >= _LIKE:
            return best.actors
        return self._anywhere(name, asked)

    def _likeness(self, asked: list[str], mention: Mention) -> float:
        spoken = [w for t in self._clauses.tokens[mention.first : mention.last] for w in words(t.text)]
        known = {w for n in mention.actors for alias in self._cast[n].names for w in words(alias)}
        if not spoken:
            return 0.0
        common = len(set(asked) & set(spoken))
        direct = common / max(len(set(asked)), len(set(spoken)))
        if common and asked[-1] == spoken[-1]:
            direct = max(direct, 0.7)
        return max(direct, 0.6 * len(set(asked) & known) / len(set(asked)) if len(mention.actors) == 1 else 0.0)

    def _anywhere(self, name: str, asked: list[str]) -> tuple[int, ...]:
        cast = self._cast
        plain = bare(name)
        code = country_code(plain) or country_code(plain.split()[0])
        number = cast.known_body(plain) or cast.known_person(asked[-1]) or (cast.known_state(code) if code else None)
        return (number,) if number else ()
