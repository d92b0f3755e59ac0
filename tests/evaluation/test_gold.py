"""Reading a folder of gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.errors import UnreadableGold
from service.evaluation.gold import read_gold
from tests.evaluation.cases import SENTENCES, SPANS, TEXT, article, gold_delegation, gold_event, gold_stance

GOLD: dict[str, Any] = article(events=[gold_event()], delegations=[gold_delegation()], stances=[gold_stance()]).gold.model_dump(
    mode="json"
)


def write(folder: Path, *, gold: Any = GOLD, text: str = TEXT, spans: Any = SPANS, name: str = "x") -> Path:
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "articles" / f"{name}.json").write_text(
        json.dumps({"id": "x", "title": "", "published": "2024-03-12", "language": "en", "text": text, "topic": "passed over"})
    )
    (folder / "gold" / f"{name}.json").write_text(json.dumps(gold))
    (folder / "gold" / f"{name}.spans.json").write_text(json.dumps(spans))
    return folder


def test_folder_is_read_with_its_sentences(tmp_path: Path) -> None:
    (read,) = read_gold(write(tmp_path))
    assert read.id == "x"
    assert read.gold.model_dump(mode="json") == GOLD
    assert read.sentence(2) == SENTENCES[1]


def test_article_becomes_a_request_without_empty_fields(tmp_path: Path) -> None:
    (read,) = read_gold(write(tmp_path))
    request = read.article.request()
    assert (request.text, request.title, str(request.published), request.language) == (TEXT, None, "2024-03-12", "en")


def changed(kind: str, **changes: Any) -> dict[str, Any]:
    return GOLD | {kind: [GOLD[kind][0] | changes]}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"gold": changed("events", actors=["nobody"])}, "events/0 names actor 'nobody'"),
        ({"gold": changed("events", recipients_ok=["nobody"])}, "events/0 names actor 'nobody'"),
        ({"gold": changed("delegations", head_ok=["nobody"])}, "delegations/0 names actor 'nobody'"),
        ({"gold": changed("stances", target_actor="nobody")}, "stances/0 names actor 'nobody'"),
        ({"gold": changed("actors", id="alder", represents="nobody")}, "actor alder names actor 'nobody'"),
        ({"gold": GOLD | {"actors": [*GOLD["actors"], GOLD["actors"][0]]}}, "actor 'alder' stands twice"),
        ({"gold": changed("events", sentences=[6])}, "cites sentence 6 of 5"),
        ({"gold": changed("events", sentences=[])}, "events/0/sentences"),
        ({"gold": changed("events", type="PARTY")}, "events/0/type"),
        ({"gold": changed("events", colour="red")}, "events/0/colour"),
        ({"gold": GOLD | {"id": "y"}}, "differ from the file name"),
        ({"spans": [[0, 5], [3, 9]]}, "sentence 2"),
        ({"spans": [[0, len(TEXT) + 1]]}, "sentence 1"),
    ],
)
def test_mistake_is_named_with_its_file(tmp_path: Path, wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(UnreadableGold, match=r"gold/x(\.spans)?\.json") as raised:
        read_gold(write(tmp_path, **wrong))
    assert message in str(raised.value)


def test_missing_article_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "articles" / "x.json").unlink()
    with pytest.raises(UnreadableGold, match=r"articles/x\.json"):
        read_gold(tmp_path)


def test_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGold, match="no gold"):
        read_gold(tmp_path)
