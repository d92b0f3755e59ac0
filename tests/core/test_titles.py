"""A person's name is told from the title before it, and a title that is part of the name stays."""

import pytest

from service.core.compose import compose
from service.core.titles import split_title
from tests.core.articles import article, sheet


@pytest.mark.parametrize(
    ("written", "name", "office"),
    [
        ("President Donald Trump", "Donald Trump", "President"),
        ("U.S. Special Envoy Steve Witkoff", "Steve Witkoff", "Special Envoy"),
        ("U.S. Secretary of State Marco Rubio", "Marco Rubio", "Secretary of State"),
        ("Maj. Gen. Osman Idris", "Osman Idris", "Maj. Gen."),
        ("Prime Minister Sheikh Mohammed bin Abdulrahman Al Thani", "Mohammed bin Abdulrahman Al Thani", "Prime Minister"),
        ("Sir Keir Starmer", "Keir Starmer", None),
        ("Mr Anwar", "Anwar", None),
        ("South Korean President Lee Jae-myung", "Lee Jae-myung", "President"),
        ("Lt Gen al-Burhan", "al-Burhan", "Lt Gen"),
        ("Prince Faisal bin Farhan", "Faisal bin Farhan", "Prince"),
        ("Grand Ayatollah Ali al-Sistani", "Ali al-Sistani", "Grand Ayatollah"),
    ],
)
def test_title_is_no_part_of_the_name(written: str, name: str, office: str | None) -> None:
    assert split_title(written) == (name, office)


@pytest.mark.parametrize(
    "name",
    [
        "Pope Leo XIV",
        "King Abdullah II",
        "King Charles",
        "Sheikh Tamim",
        "Sheikh Hasina",
        "Sultan bin Abdulaziz",
        "Imam Ali",
        "Kim Jong Un",
        "Prime Minister",
        "Emir of Qatar",
    ],
)
def test_name_that_is_nobody_s_without_it_keeps_its_title(name: str) -> None:
    assert split_title(name) == (name, None)


def test_actor_stands_under_the_name_without_title_which_tells_the_role() -> None:
    text = article("Maj. Gen. Osman Idris met Prime Minister Keir Starmer.")
    rows = ["1 | Maj. Gen. Osman Idris | person SDN MIL", "2 | Prime Minister Keir Starmer | person GBR GOV | head of government"]
    found = compose(text, sheet(actors=rows, events=["CONSULT | 1,2 > | | | 1 | they met"])).actors
    assert [(a.name, a.role) for a in found] == [("Osman Idris", "Maj. Gen."), ("Keir Starmer", "head of government")]
