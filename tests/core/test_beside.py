"""The country of a little-known place is the one that the article names beside it, and no other."""

import pytest

from service.core.beside import country_beside
from service.core.compose import compose
from service.core.names import Searchable
from tests.core.articles import article, sheet


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("They met in Ijevania, Armenia, on Monday.", "ARM"),
        ("They met at Ijevania in Geneva.", "CHE"),
        ("They met in Armenia's northern Ijevania province.", "ARM"),
        ("They met in the Thai border town of Ijevania.", "THA"),
        ("They met in Ijevania.", None),
        ("They met in Ijevania, Armenia said.", None),
        ("They met in Ijevania, Mr Smith said in Paris.", None),
        ("France's minister went to Ijevania.", None),
        ("They met at Ijevania in Geneva; Ijevania, Armenia, was silent.", None),
    ],
)
def test_country_stands_beside_its_place(sentence: str, country: str | None) -> None:
    assert country_beside("Ijevania", [Searchable(sentence)]) == country


def test_place_of_a_record_has_the_country_that_its_sentence_tells() -> None:
    text = article("Envoys met at the Palais des Nations in Geneva.")
    rows = ["CONSULT | 1 > | | Palais des Nations | 1 | they met"]
    (event,) = compose(text, sheet(actors=["1 | Envoys | group"], events=rows)).events
    assert event.location is not None
    assert (event.location.name, event.location.country) == ("Palais des Nations", "CHE")
