"""What a run got wrong, article by article, laid out so that a reader can sort the causes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.base import Kinds
from service.evaluation.ground import sentence_numbers
from service.evaluation.matching import KINDS, ArticleMatch, KindMatch
from service.evaluation.verdict import Verdict
from service.evaluation.wording import word_gold, word_predicted

Problem = Literal["missed", "partial", "spurious"]


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold record that was missed or got less than full credit, or a predicted one that gold does not have.

    `sentences` are the gold sentences it cites, `nearest` the closest record of the other side, `failed` what keeps them apart.
    """

    article: str
    kind: Kinds
    problem: Problem
    record: str
    sentences: tuple[str, ...]
    nearest: str | None
    failed: tuple[str, ...]


def list_misses(match: ArticleMatch) -> tuple[Miss, ...]:
    """Everything that keeps an article from full marks, by kind: missed, partial, spurious."""
    return tuple(miss for kind in KINDS for found in (_missed, _partial, _spurious) for miss in found(match, kind))


def as_text(misses: Sequence[Miss]) -> str:
    """Misses as Markdown, one section an article."""
    lines: list[str] = []
    for article in dict.fromkeys(miss.article for miss in misses):
        lines += ["", f"## {article}"]
        for miss in (miss for miss in misses if miss.article == article):
            lines += ["", f"- {miss.problem} ({miss.kind}): {miss.record}"]
            lines += [f"  > {sentence}" for sentence in miss.sentences]
            if miss.nearest:
                lines.append(f"  nearest: {miss.nearest}; differs in {', '.join(miss.failed)}")
    return "\n".join(lines).strip()


def _missed(match: ArticleMatch, kind: Kinds) -> list[Miss]:
    records = match.kinds[kind]
    return [_of_gold(match, kind, "missed", g, _nearest(records.verdicts[g])) for g in records.missed]


def _partial(match: ArticleMatch, kind: Kinds) -> list[Miss]:
    records = match.kinds[kind]
    required = [pair for pair in records.pairs if not records.gold[pair.gold].optional]
    return [_of_gold(match, kind, "partial", pair.gold, pair.predicted) for pair in required if not pair.verdict.full]


def _spurious(match: ArticleMatch, kind: Kinds) -> list[Miss]:
    records = match.kinds[kind]
    misses = []
    for p in records.spurious:
        record = records.predicted[p]
        nearest = _nearest([row[p] for row in records.verdicts])
        misses.append(
            Miss(
                article=match.ground.gold.id,
                kind=kind,
                problem="spurious",
                record=word_predicted(record, match.ground),
                sentences=_texts(match, sentence_numbers(record.evidence, match.ground.gold.spans)),
                nearest=None if nearest is None else _gold_line(match, records, nearest),
                failed=() if nearest is None else records.verdicts[nearest][p].failed or ("found already",),
            )
        )
    return misses


def _of_gold(match: ArticleMatch, kind: Kinds, problem: Problem, g: int, nearest: int | None) -> Miss:
    records = match.kinds[kind]
    return Miss(
        article=match.ground.gold.id,
        kind=kind,
        problem=problem,
        record=_gold_line(match, records, g),
        sentences=_texts(match, records.gold[g].sentences),
        nearest=None if nearest is None else word_predicted(records.predicted[nearest], match.ground),
        failed=() if nearest is None else records.verdicts[g][nearest].failed or ("matched elsewhere",),
    )


def _gold_line(match: ArticleMatch, records: KindMatch, g: int) -> str:
    return word_gold(records.gold[g], match.ground) + (" (optional)" if records.gold[g].optional else "")


def _nearest(verdicts: Sequence[Verdict]) -> int | None:
    return max(
        range(len(verdicts)), key=lambda i: (verdicts[i].credit, -len(verdicts[i].failed), verdicts[i].closeness), default=None
    )


def _texts(match: ArticleMatch, numbers: Sequence[int] | frozenset[int]) -> tuple[str, ...]:
    return tuple(f"{n} {match.ground.gold.sentence(n)}" for n in sorted(numbers))
