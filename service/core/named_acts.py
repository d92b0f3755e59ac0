"""Words by which the target of a stance names an act of words itself, and not what the act is about: "the accusation", "his refusal"."""

from service.core.names import content

NAMED_BY = {
    "REJECT": content(
        "absence block boycott cancel decline defiance delay denial dismissal postpone refusal reject snub veto walkout"
    ),
    "ACCUSE": content(
        "accuse allege assertion blame case charge claim complaint condemn criticism inquiry investigate lawsuit probe protest"
    )
    | content("remark report statement suggestion summoning"),
}
"""By event type, cut as `content` cuts them."""
_ALLEGATION = content("accuse allege claim")


def is_allegation(target: str) -> bool:
    """Whether a target is that something is said to be so."""
    return bool(content(target) & _ALLEGATION)
