"""Type coding on public sets."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.extraction import Extraction, ExtractionRequest
from service.errors import UnreadableGold
from service.evaluation.coded import CodedText, read_texts
from service.evaluation.coding import code_texts, score_coding, score_text
from service.evaluation.run import Run
from tests.evaluation.cases import event, extraction


def text(*gold: tuple[str, list[str]], **meta: Any) -> CodedText:
    return CodedText.model_validate(
        {
            "id": "t",
            "text": "…",
            "license": "passed over",
            "gold_events": [{"type": kind, "alt_types": also, "actor_text": "the Cordian state ; Cordia"} for kind, also in gold],
            "meta": meta,
        }
    )


ACCUSED = ("ACCUSE", ["REJECT"])


def test_first_type_is_strictly_right_and_an_acceptable_one_leniently() -> None:
    first, other, wrong = (
        score_text(text(ACCUSED), extraction(events=[event(type=kind)])) for kind in ("ACCUSE", "REJECT", "AID")
    )
    assert (first.strict, first.lenient) == (1, 1)
    assert (other.strict, other.lenient) == (0, 1)
    assert (wrong.strict, wrong.lenient) == (0, 0)


def test_one_prediction_answers_for_one_event() -> None:
    score = score_text(text(ACCUSED, ACCUSED), extraction(events=[event()]))
    assert (score.events, score.lenient) == (2, 1)


def test_actor_counts_by_words_in_common() -> None:
    same = score_text(text(ACCUSED), extraction(events=[event()]))
    other = score_text(text(ACCUSED), extraction(events=[event(actors=["a1"])]))
    assert (same.actors, same.named, other.actors, other.named) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("meta", "judged"),
    [
        ({"exhaustive": False}, 0),
        ({"exhaustive": True}, 2),
        ({"exhaustive": True, "optional_events": ["AID"]}, 1),
        ({"exhaustive": False, "exhaustive_for": ["AID"]}, 1),
    ],
)
def test_precision_is_scored_only_where_the_coding_is_exhaustive(meta: dict[str, Any], judged: int) -> None:
    score = score_text(text(ACCUSED, **meta), extraction(events=[event(), event(id="e2", type="AID")]))
    assert score.judged == judged
    assert score.judged_right == min(1, judged) - bool(meta.get("exhaustive_for"))


def test_other_never_counts() -> None:
    assert score_text(text(exhaustive=True), extraction(events=[event(type="OTHER")])).judged == 0


def test_negative_is_right_when_nothing_is_found() -> None:
    run = Run(label="r", predictions={"t": extraction()})
    assert score_coding([text(exhaustive=True)], run).negatives == 1
    wrong = Run(label="r", predictions={"t": extraction(events=[event()])})
    scores = score_coding([text(exhaustive=True)], wrong)
    assert (scores.negatives, scores.precision, scores.lenient) == (0, 0, 1)


def test_failed_text_counts_as_nothing_found() -> None:
    scores = score_coding([text(ACCUSED)], Run(label="r", predictions={}, failures={"t": "ModelRefused"}))
    assert (scores.strict, scores.lenient, scores.events) == (0, 0, 1)


def test_run_without_the_texts_is_an_error() -> None:
    with pytest.raises(UnreadableGold, match="none of the 1 texts"):
        score_coding([text(ACCUSED)], Run(label="r", predictions={}))


async def test_texts_are_asked_for_events_only() -> None:
    asked: list[ExtractionRequest] = []

    async def ask(request: ExtractionRequest) -> Extraction:
        asked.append(request)
        return extraction()

    run = await code_texts([text(ACCUSED)], ask, 2, label="m")
    assert (run.label, list(run.predictions), asked[0].include, asked[0].text) == ("m", ["t"], ("events",), "…")


def test_sample_is_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(n), "text": "…"}) for n in range(50)))
    chosen = [read.id for read in read_texts([path], sample=10)]
    assert chosen == [read.id for read in read_texts([path], sample=10)]
    assert len(set(chosen)) == 10
    assert len(read_texts([path], sample=None)) == len(read_texts([path], sample=60)) == 50


def test_unreadable_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "1", "text": "…"}\n{"id": "2"}')
    with pytest.raises(UnreadableGold, match="line 2: text"):
        read_texts([path])
    with pytest.raises(UnreadableGold, match="No such file"):
        read_texts([tmp_path / "none.jsonl"])
