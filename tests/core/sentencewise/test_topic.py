"""Articles without politics."""

import pytest

from service.core.sentencewise.tokens import tokenize
from service.core.sentencewise.topic import is_apolitical

MATCH = "The striker scored a goal from the penalty spot and the coach praised his players after the match in the cup."
SHOP = "Shares rose after the company lifted its profit forecast, and investors expect higher sales in the next quarter."
FAIR = "The village fair was held on the green, and the biggest marrow weighed forty pounds. " * 6
TALKS = "The foreign ministers held talks on the ceasefire, and the army withdrew its troops from the border."


WITHOUT = {
    "weather": (
        "Heavy snow closed roads across northern Scotland on Tuesday and left 12,000 homes without power. The Met "
        "Office said temperatures could fall to minus 15 overnight. Trains between Inverness and Wick were cancelled. "
        "Farmers were digging out sheep with their hands. Engineers from Scottish Power restored supplies to half of "
        "the homes by evening. More snow is expected on Thursday, forecasters warned."
    ),
    "culture": (
        "The novelist Ada Brook has won the Harbour Prize for her third book, a portrait of two sisters in wartime "
        "Lisbon. Brook, 41, beat five other finalists, among them last year's winner. The jury praised her ear for "
        "dialogue. She thanked her readers and her late mother. The prize is worth 30,000 pounds and was presented at a "
        "dinner in London by the actor Tom Reed. Her publisher has ordered a new print run of 50,000 copies."
    ),
    "science": (
        "Astronomers have found a planet that circles two stars, 340 light years from Earth. The gas giant was spotted "
        "with a telescope in Chile. Its discovery challenges models of how planets form, said lead author Maria Sanz of "
        "the Valley Observatory. The team tracked the object for nine years. Other scientists welcomed the study but "
        "warned that the data were thin. The researchers will meet in Vienna in June to plan further observations."
    ),
    "tech": (
        "The phone maker Lumo unveiled a folding handset on Monday and said it would attack the top of the market. "
        "Chief executive Jan Kos told an audience in Berlin that the device had been tested for three years. Analysts "
        "welcomed the price of 799 euros. Rival Sento has sued Lumo over two patents on hinges, and a court in Mannheim "
        "will hear the case in May. Lumo rejected the claims. Sales in India begin next week."
    ),
    "football": (
        "Germany beat Brazil 3-1 in a friendly in Munich on Friday night. Striker Leo Kern struck twice before half- "
        "time. Brazil's coach, Rui Prado, defended his young goalkeeper after the match. 'We were attacked from the "
        "first minute,' he said. Germany, who are unbeaten in nine games, meet France in Paris on Tuesday. The French "
        "federation has appealed against the ban on its captain."
    ),
}
"""Short reports in which people beat, attack, thank, warn and sue one another."""


@pytest.mark.parametrize("topic", WITHOUT)
def test_a_report_on_another_topic_has_no_politics(topic: str) -> None:
    assert is_apolitical([tokenize(WITHOUT[topic])])


@pytest.mark.parametrize("text", [MATCH, SHOP, FAIR])
def test_sport_business_and_village_life_are_told_by_their_words(text: str) -> None:
    assert is_apolitical([tokenize(text)])


@pytest.mark.parametrize("text", [TALKS, f"{TALKS} {MATCH}", "Chile condemned Peru."])
def test_politics_are_told_by_theirs(text: str) -> None:
    assert not is_apolitical([tokenize(text)])
