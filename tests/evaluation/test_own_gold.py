"""The gold that ships, and the larger set beside the project where it is present."""

from pathlib import Path

import pytest

from schemas.extraction import Extraction, ExtractionRequest
from service.bootstrap import open_services
from service.clock import within
from service.evaluation.gold import read_gold
from service.evaluation.matching import KINDS
from service.evaluation.run import Run, evaluate, match_run, score_run
from service.settings import Settings
from tests.evaluation.as_extraction import perfect

OWN = Path(__file__).parents[1] / "gold"
QUALITY = Path(__file__).parents[2] / "docs/quality.md"
LARGER = Path(__file__).parents[3] / "shared" / "eval" / "dev"


@pytest.mark.parametrize("folder", [OWN, LARGER], ids=["own", "larger"])
@pytest.mark.parametrize("optional", [True, False], ids=["with optional records", "without"])
def test_gold_scored_against_itself_is_perfect(folder: Path, optional: bool) -> None:  # noqa: FBT001 - a table's column
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    gold = read_gold(folder)
    run = Run(label="gold", predictions={article.id: perfect(article, optional=optional) for article in gold})
    scores = score_run(gold, run)
    for kind in KINDS:
        figures = scores.kinds[kind]
        assert (figures.precision, figures.recall, figures.f1, figures.full_f1) == (1, 1, 1, 1)
        assert set(figures.slots.values()) == {1}
    assert (scores.grounded, scores.actors_f1) == (1, 1)
    assert not [
        miss
        for match in match_run(gold, run)
        for records in match.kinds.values()
        for miss in (*records.missed, *records.spurious)
    ]


def test_own_gold_has_an_article_without_politics_and_one_not_in_english() -> None:
    gold = read_gold(OWN)
    assert any(not (article.gold.events or article.gold.delegations or article.gold.stances) for article in gold)
    assert any(article.article.language != "en" for article in gold)


def test_own_gold_uses_every_sentence_boundary_of_its_text() -> None:
    for article in read_gold(OWN):
        gaps = zip([end for _, end in article.spans], [start for start, _ in article.spans[1:]], strict=False)
        assert all(article.article.text[one:other].isspace() for one, other in gaps)
        assert (article.spans[0][0], article.spans[-1][1]) == (0, len(article.article.text))


async def test_recorded_replies_to_the_own_gold_give_the_figures_that_the_documents_state() -> None:
    recorded = Settings(_env_file=None, model=f"recorded:{OWN / 'recordings'}", database_url="sqlite://")
    async with open_services(recorded) as services:

        async def ask(request: ExtractionRequest) -> Extraction:
            answer = await services.extract(request, deadline=within(60, services.clock))
            return Extraction.model_validate_json(answer.body)

        run = await evaluate(OWN, ask, 4)
    scores = score_run(read_gold(OWN), run)
    stated = QUALITY.read_text("utf-8")
    for kind in KINDS:
        figures = scores.kinds[kind]
        row = f"| {kind} | {figures.precision:.3f} | {figures.recall:.3f} | {figures.f1:.3f} | {figures.full_f1:.3f} |"
        assert row in stated
    assert scores.grounded == 1
