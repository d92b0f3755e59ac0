"""Forms of English verbs."""

import pytest

from service.core.sentencewise.verbs import forms, is_participle


@pytest.mark.parametrize(
    ("verb", "past", "ing"),
    [
        ("visit", "visited", "visiting"),
        ("wrap", "wrapped", "wrapping"),
        ("agree", "agreed", "agreeing"),
        ("deny", "denied", "denying"),
        ("accuse", "accused", "accusing"),
        ("seek", "sought", "seeking"),
        ("freeze", "froze", "freezing"),
    ],
)
def test_regular_doubled_and_irregular_forms(verb: str, past: str, ing: str) -> None:
    assert {verb, past, ing} <= forms(verb)


@pytest.mark.parametrize(("form", "verb"), [("arrested", "arrest"), ("frozen", "freeze"), ("rammed", "ram")])
def test_participles_can_follow_be(form: str, verb: str) -> None:
    assert is_participle(form, verb)
    assert not is_participle(verb, verb)
