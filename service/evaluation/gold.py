"""Reads a folder of gold: `articles/<id>.json`, `gold/<id>.json` and `gold/<id>.spans.json`."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from service.errors import UnreadableGold
from service.evaluation.gold_records import ArticleFile, Gold, GoldArticle, GoldRecord, Spans

T = TypeVar("T")


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """Every article of `folder`, by id. Raises `UnreadableGold` with the file and the field that is wrong."""
    paths = sorted(path for path in (folder / "gold").glob("*.json") if not path.name.endswith(".spans.json"))
    if not paths:
        raise UnreadableGold(f"{folder}: no gold/*.json in it; see docs/evaluation.md for the layout of a gold folder")
    return tuple(_read_article(folder, path.stem) for path in paths)


def _read_article(folder: Path, name: str) -> GoldArticle:
    article = _read(TypeAdapter(ArticleFile), folder / "articles" / f"{name}.json")
    path = folder / "gold" / f"{name}.json"
    gold = _read(TypeAdapter(Gold), path)
    spans = _read(TypeAdapter(Spans), folder / "gold" / f"{name}.spans.json")
    for mistake in _mistakes(name, article, gold, spans):
        raise UnreadableGold(f"{path}: {mistake}")
    return GoldArticle(article=article, gold=gold, spans=spans)


def _read(adapter: TypeAdapter[T], path: Path) -> T:
    try:
        return adapter.validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableGold(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableGold(f"{path}: {'/'.join(map(str, first['loc'])) or 'file'}: {first['msg']}") from error


def _mistakes(name: str, article: ArticleFile, gold: Gold, spans: Spans) -> Iterator[str]:
    if gold.id != name or article.id != name:
        yield f"ids {gold.id!r} and {article.id!r} differ from the file name"
    ids = Counter(actor.id for actor in gold.actors)
    yield from (f"actor {actor!r} stands twice" for actor, count in ids.items() if count > 1)
    yield from (f"{where} names actor {actor!r}, who is not listed" for where, actor in _references(gold) if actor not in ids)
    end = 0
    for number, (first, last) in enumerate(spans, 1):
        if not end <= first < last <= len(article.text):
            yield f"sentence {number} [{first}, {last}] is out of order or out of the text"
        end = last
    records: tuple[GoldRecord, ...] = (*gold.events, *gold.delegations, *gold.stances)
    cited = {record.sentences for record in records}
    yield from (f"a record cites sentence {n} of {len(spans)}" for n in sorted({*chain(*cited)}) if not 0 < n <= len(spans))


def _references(gold: Gold) -> Iterator[tuple[str, str]]:
    for actor in gold.actors:
        yield from ((f"actor {actor.id}", other) for other in (actor.represents,) if other)
    for n, event in enumerate(gold.events):
        yield from ((f"events/{n}", a) for a in (*event.actors, *event.actors_ok, *event.recipients, *event.recipients_ok))
    for n, sent in enumerate(gold.delegations):
        heads = (sent.head,) if sent.head else ()
        yield from (
            (f"delegations/{n}", a)
            for a in (sent.party, *sent.party_ok, *heads, *sent.head_ok, *sent.members, *sent.counterparts, *sent.hosts)
        )
    for n, stance in enumerate(gold.stances):
        targets = (stance.target_actor,) if stance.target_actor else ()
        yield from ((f"stances/{n}", a) for a in (stance.holder, *stance.holder_ok, *targets))
