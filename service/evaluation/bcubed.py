"""B-cubed F1 of actors: whether the mentions of one referent end up with one actor.

Source of the measure: Bagga and Baldwin, "Entity-based cross-document coreferencing" (1998).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.actor import Actor
from service.evaluation.gold_records import GoldActor
from service.evaluation.ground import Ground

_PRONOUNS = frozenset({
    "i", "we", "he", "she", "they", "it", "you", "me", "us", "him", "her", "them", "my", "our", "his", "their", "its",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name of `actor` stands."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums over mentions; add them up over articles before taking `f1`."""

    precision: float = 0.0
    found: int = 0
    recall: float = 0.0
    mentions: int = 0

    def __add__(self, other: "BCubed") -> "BCubed":
        return BCubed(
            self.precision + other.precision, self.found + other.found, self.recall + other.recall, self.mentions + other.mentions
        )

    @property
    def f1(self) -> float:
        """1 when gold has no mention at all."""
        if not self.mentions:
            return 1.0
        precision = self.precision / self.found if self.found else 0.0
        recall = self.recall / self.mentions
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_actors(ground: Ground) -> BCubed:
    """Score the gold names in the text: each takes the predicted actor whose mention overlaps it most.

    A mention without one lowers recall. Predicted mentions where gold has none are left out: gold lists its records' actors only.
    """
    text = ground.gold.article.text
    gold = gold_mentions(ground.gold.gold.actors, text)
    predicted = predicted_mentions(ground.predicted.actors, text)
    labels = [(mention.actor, _label(mention, predicted)) for mention in gold]
    both, known, found = Counter(labels), Counter(g for g, _ in labels), Counter(p for _, p in labels)
    aligned = [(g, p) for g, p in labels if p is not None]
    return BCubed(
        precision=sum(both[pair] / found[pair[1]] for pair in aligned),
        found=len(aligned),
        recall=sum(both[pair] / known[pair[0]] for pair in aligned),
        mentions=len(gold),
    )


def gold_mentions(actors: Sequence[GoldActor], text: str) -> tuple[Mention, ...]:
    """Where the gold names stand. A name that two actors share tells nothing and is left out, and so are pronouns."""
    owners = Counter(name for actor in actors for name in set(actor.names))
    telling = {name for name, count in owners.items() if count == 1 and name.casefold() not in _PRONOUNS}
    return _stand(((name, actor.id) for actor in actors for name in actor.names if name in telling), text)


def predicted_mentions(actors: Sequence[Actor], text: str) -> tuple[Mention, ...]:
    """Take the mentions as predicted; look up names and aliases in the text for actors that come without."""
    given = [Mention(span.start, span.end, actor.id) for actor in actors for span in actor.mentions]
    bare = [actor for actor in actors if not actor.mentions]
    return (*given, *_stand(((name, actor.id) for actor in bare for name in (actor.name, *actor.aliases)), text))


def _stand(names: Iterable[tuple[str, str]], text: str) -> tuple[Mention, ...]:
    taken = [False] * len(text)
    mentions = []
    for name, actor in sorted(names, key=lambda named: -len(named[0])):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = [True] * len(name)
                mentions.append(Mention(found.start(), found.end(), actor))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _label(mention: Mention, predicted: Sequence[Mention]) -> str | None:
    best = max(predicted, key=lambda other: _common(mention, other), default=None)
    return best.actor if best and _common(mention, best) > 0 else None


def _common(one: Mention, other: Mention) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
