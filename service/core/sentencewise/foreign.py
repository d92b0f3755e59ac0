"""Articles in other languages: the model says in English who did what, and names are led back to the article's own words."""

import re
from functools import cached_property

from schemas.actor import ActorKind
from schemas.article import Article
from service.core.countries import country_code
from service.core.names import Searchable, bare
from service.core.sentencewise.cast import Cast

_BOTH_SCRIPTS = re.compile(r"^(?P<own>[^()]+?)\s*\((?P<latin>[^()]+)\)$")
_BODIES = re.compile(
    r"minist|consej|conseil|\brat\b|unión|union|\bliga|ligue|partid|parti\b|partei|gobiern|gouvernem|regierung|comis|commission|kommission"
    r"|parlam|congres|naciones|nations|nationen|министерств|совет|союз|парти|правительств|организаци|комисси|وزارة|مجلس|اتحاد|حزب|حكومة|منظمة|جامعة|部$|会$|联盟|联合国|委员会|党$|政府|组织",
    re.IGNORECASE,
)
_STAND_INS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "both",
        "them",
        "him",
        "her",
        "el",
        "ella",
        "ellos",
        "il",
        "elle",
        "ils",
        "er",
        "sie",
        "он",
        "она",
        "они",
        "هو",
        "هي",
        "他",
        "她",
        "他们",
    ]
)


class ForeignNamer:
    """Finds or makes the referent of a name in the model's reply; () for names that the article does not carry."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._last: int | None = None

    @cached_property
    def _text(self) -> Searchable:
        return Searchable(self._article.text or "")

    def resolve(self, name: str) -> tuple[int, ...]:
        """The referent that the name means."""
        both = _BOTH_SCRIPTS.match(name.strip())
        own = bare(both["own"] if both else name)
        latin = bare(both["latin"]) if both else own
        if own.lower() in _STAND_INS:
            return (self._last,) if self._last else ()
        if not own or not self._text.holds(own):
            return ()
        code = country_code(own, self._article.language) or country_code(latin)
        number = self._cast.state(code, own) if code else self._named(own, latin)
        if self._cast[number].kind == "person":
            self._last = number
        return (number,)

    def _named(self, own: str, latin: str) -> int:
        kind: ActorKind = "organization" if _BODIES.search(own) else "person" if _is_proper(own) else "group"
        if kind == "person":
            number = self._cast.person(latin)
        else:
            number = self._cast.body(latin, kind)
        self._cast[number].names.setdefault(own)
        return number


def _is_proper(name: str) -> bool:
    """Whether it is a proper name: capitalised, or in a script without capitals."""
    first = name[0]
    return first.isupper() or first.lower() == first.upper()
