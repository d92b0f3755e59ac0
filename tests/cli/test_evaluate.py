"""`dragoman eval` and `dragoman compare` on two gold articles, one of them recorded."""

import json
import shutil
from pathlib import Path

import pytest

from schemas.extraction import ExtractionRequest
from service.evaluation.gold import read_gold
from service.evaluation.run import read_run
from tests.cli.conftest import ROOT, Invoke
from tests.recorded import record_article

NAMES = ("swap", "canal")
REPLY = json.dumps(
    {
        "actors": ["1 | Velmar | government", "2 | Northern Front | armed_group"],
        "events": ["RETREAT occurred | 1, 2 > | on Sunday | Dolna | 1 | Velmar and the Northern Front exchange prisoners"],
        "delegations": [],
        "stances": [],
    }
)
NOTHING = json.dumps({"actors": [], "events": [], "delegations": [], "stances": []})


@pytest.fixture
def gold(bare: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A gold folder of two articles, the first with a recorded reply."""
    for part in ("articles", "gold"):
        (bare / "set" / part).mkdir(parents=True)
        for name in NAMES:
            for file in (ROOT / "tests" / "gold" / part).glob(f"{name}.*"):
                shutil.copy(file, bare / "set" / part)
    record("recordings", REPLY, name="swap")
    monkeypatch.setenv("MODEL", "recorded:recordings")
    return "set"


def record(folder: str, reply: str, *, name: str) -> None:
    [article] = [one for one in read_gold(Path("set")) if one.id == name]
    record_article(Path(folder), request=article.article.request(), reply=reply, case=name)


def test_piped_scores_are_json_and_the_run_is_kept(gold: str, dragoman: Invoke) -> None:
    made = dragoman("eval", gold, "--only", "swap", "--out", "run.json")
    assert made.exit_code == 0, made.stderr
    scores = json.loads(made.stdout)
    assert (scores["articles"], scores["kinds"]["events"]["precision"]) == (1, 1)
    assert made.stderr == "read    Velmar and rebels swap prisoners\n"
    assert list(read_run(Path("run.json")).predictions) == ["swap"]


def test_a_kept_answer_is_told_and_fresh_asks_again(gold: str, dragoman: Invoke) -> None:
    assert dragoman("eval", gold, "--only", "swap").stderr.startswith("read ")
    assert dragoman("eval", gold, "--only", "swap").stderr.startswith("kept ")
    assert dragoman("eval", gold, "--only", "swap", "--fresh").stderr.startswith("read ")


def test_an_article_that_fails_is_told_and_the_others_are_scored(gold: str, dragoman: Invoke) -> None:
    made = dragoman("eval", gold, "--out", "run.json")
    assert made.exit_code == 8
    assert json.loads(made.stdout)["articles"] == 2
    assert "dragoman: canal: RecordingMissing" in made.stderr
    assert list(read_run(Path("run.json")).failures) == ["canal"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere",), "nowhere: no gold/*.json in it"),
        (("set", "--only", "swap", "--only", "sawp"), "there is no article sawp here; there are canal, swap"),
        (("set", "--out", "no/such/run.json"), "no/such/run.json cannot be written"),
    ],
)
@pytest.mark.usefixtures("gold")
def test_what_cannot_be_is_told_before_any_article_is_read(dragoman: Invoke, arguments: tuple[str, ...], told: str) -> None:
    made = dragoman("eval", *arguments)
    assert (made.exit_code, made.stdout) == (3, "")
    assert told in made.stderr
    assert "read " not in made.stderr


def test_two_runs_are_compared_record_by_record(gold: str, dragoman: Invoke) -> None:
    record("less", NOTHING, name="swap")
    dragoman("eval", gold, "--only", "swap", "--out", "after.json")
    dragoman("eval", gold, "--only", "swap", "--model", "recorded:less", "--fresh", "--out", "before.json")
    made = dragoman("compare", gold, "before.json", "after.json")
    assert (made.exit_code, made.stderr) == (0, "")
    [difference] = json.loads(made.stdout)
    assert (difference["article"], difference["kind"], difference["change"]) == ("swap", "events", "gained")
    assert dragoman("compare", gold, "before.json", "before.json").stdout == "[]\n"


def test_what_is_no_run_is_told(gold: str, dragoman: Invoke) -> None:
    made = dragoman("compare", gold, "missing.json", "missing.json")
    assert (made.exit_code, made.stdout) == (3, "")
    assert "missing.json: No such file" in made.stderr


def test_types_of_a_public_coding_set_are_scored(bare: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Velmar and the Northern Front exchanged prisoners in Dolna on Sunday."
    request = ExtractionRequest(text=text, language="en")
    record_article(bare / "recordings", request=request, reply=REPLY, case="coded")
    coded = [{"id": "one", "text": text, "gold_events": [{"type": "RETREAT", "actor_text": "Velmar"}]}]
    coded.append({"id": "two", "text": "Nobody recorded this.", "gold_events": [{"type": "AID"}]})
    (bare / "set.jsonl").write_text("\n".join(map(json.dumps, coded)))
    monkeypatch.setenv("MODEL", "recorded:recordings")
    made = dragoman("eval-types", "set.jsonl")
    assert made.exit_code == 8
    scores = json.loads(made.stdout)
    assert (scores["texts"], scores["events"], scores["strict"]) == (2, 2, 0.5)
    assert "dragoman: two: RecordingMissing" in made.stderr
