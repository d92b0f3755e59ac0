"""Articles without politics."""

import pytest

from service.core.sentencewise.tokens import tokenize
from service.core.sentencewise.topic import is_apolitical

MATCH = "The striker scored a goal from the penalty spot and the coach praised his players after the match in the cup."
SHOP = "Shares rose after the company lifted its profit forecast, and investors expect higher sales in the next quarter."
FAIR = "The village fair was held on the green, and the biggest marrow weighed forty pounds. " * 6
TALKS = "The foreign ministers held talks on the ceasefire, and the army withdrew its troops from the border."


@pytest.mark.parametrize("text", [MATCH, SHOP, FAIR])
def test_sport_business_and_village_life_are_told_by_their_words(text: str) -> None:
    assert is_apolitical([tokenize(text)])


@pytest.mark.parametrize("text", [TALKS, f"{TALKS} {MATCH}", "Chile condemned Peru."])
def test_politics_are_told_by_theirs(text: str) -> None:
    assert not is_apolitical([tokenize(text)])
