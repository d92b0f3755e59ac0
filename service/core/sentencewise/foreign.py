"""Articles in other languages: the model says in English who did what, and names are led back to the article's own words."""

import re
from functools import cached_property

from schemas.actor import ActorKind
from schemas.article import Article
from service.core.countries import countries_in, country_code
from service.core.names import Searchable, bare
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.vocabulary import people

_BOTH_SCRIPTS = re.compile(r"^(?P<own>[^()]+?)\s*\((?P<latin>[^()]+)\)$")
_AND = re.compile(r"\s+(?:y|e|et|und|и|och|en)\s+|\s+و\s*|[和与及、]")
_OFFICE_REACH = 60  # characters before a name in which its office and country stand


class ForeignNamer:
    """Finds or makes the referent of a name in the model's reply; () for names that the article does not carry."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._article = article
        self._cast = cast
        self._recent: list[int] = []

    @cached_property
    def _text(self) -> Searchable:
        return Searchable(self._article.text or "")

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(countries_in(self._article.text or "", self._article.language))

    def resolve(self, name: str) -> tuple[int, ...]:
        """The referent that the name means: in the article's script, with the Latin form in brackets where that is another."""
        both = _BOTH_SCRIPTS.match(name.strip())
        own = bare(both["own"] if both else name)
        latin = bare(both["latin"]) if both else own
        if {own.lower(), latin.lower()} & people().sets["pronouns"]:
            return tuple(self._recent[-2:] if latin.lower() == "both" else self._recent[-1:])
        parts = _AND.split(own)
        code = country_code(own, self._article.language) or country_code(latin)
        if code in self._countries and code:
            return (self._cast.state(code, own if self._text.holds(own) else latin),)
        if len(parts) > 1:
            return tuple(n for part in parts for n in self.resolve(part))
        if not own or not self._text.holds(own):
            return self.countries(name)
        number = self._named(own, latin)
        if self._cast[number].kind == "person":
            self._recent = [n for n in self._recent if n != number] + [number]
        return (number,)

    def countries(self, words: str) -> tuple[int, ...]:
        """The governments that English words name, those of them that the article names too."""
        return tuple(self._cast.state(code, code) for code in countries_in(words) if code in self._countries)

    def _named(self, own: str, latin: str) -> int:
        kind: ActorKind = "organization" if _is_body(own) else "person" if _is_proper(own) else "group"
        number = self._cast.person(latin, country=self._country_of(own)) if kind == "person" else self._cast.body(latin, kind)
        self._cast[number].names.setdefault(own)
        return number

    def _country_of(self, own: str) -> str | None:
        """The country that stands with the office before a person's name: "el ministro de Exteriores de España, José …"."""
        first = self._text.find(own)[0]
        before = (self._article.text or "")[max(0, first.start - _OFFICE_REACH) : first.start]
        codes = countries_in(re.split(r"[.;:!?。！？\n]", before)[-1], self._article.language)
        return codes[-1] if codes else None


def _is_body(name: str) -> bool:
    low = name.lower()
    return any(stem in low for stem in people().sets["bodies_elsewhere"])


def _is_proper(name: str) -> bool:
    """Whether it is a proper name: capitalised, or in a script without capitals."""
    first = name[0]
    return first.isupper() or first.lower() == first.upper()
