"""What an article carries: looking up in it the actors, countries and names that drafts speak of."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.article import Article
from schemas.draft import ActorDraft
from service.core.countries import countries_in, country_code, demonym_code, names_in_language
from service.core.country_forms import name_forms
from service.core.country_parts import is_part
from service.core.names import Searchable, bare, fold, is_latin, is_proper, uninflected, words
from service.core.organisations import other_names
from service.core.people import plain_surname
from service.core.respelled import sound
from service.core.when import Dating

UNIDENTIFIED = "unidentified"
_SHORTEST = 3
"""Letters; shorter words single nobody out."""
_LONGEST_ENDING = 4
_FULL_NAME = 2
"""Words."""
_CAPITAL = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w'’-]*")
_CASE_ENDING = re.compile(r"(?<=\w{3})[aeiouyаеёиіїоуыэюяйь]{1,2}$")
"""What other cases of a surname put another ending for: Токтомушева, Токтомушевой; Kwaśniewski, Kwaśniewskiego."""


@dataclass(frozen=True)
class Ground:
    """An article prepared for looking things up in it; `text` is its own text prepared, `foreign` is all text of the prompt's examples.

    `suspicious` are the numbers of the sentences that speak to a language model.
    """

    article: Article
    text: Searchable
    foreign: str = ""
    suspicious: frozenset[int] = frozenset()

    @cached_property
    def whole(self) -> Searchable:
        """Headline and text."""
        if not self.article.title and not self.article.source:
            return self.text
        return Searchable("\n".join(filter(None, (self.article.title, self.article.source, self.article.text))))

    @cached_property
    def examples(self) -> Searchable:
        """The text of the prompt's examples."""
        return _prepared(self.foreign)

    @cached_property
    def sentences(self) -> tuple[Searchable, ...]:
        """Each sentence, prepared."""
        text = self.article.text or ""
        return tuple(Searchable(text[s.start : s.end]) for s in self.article.sentences)

    @cached_property
    def is_latin(self) -> bool:
        """Whether the article is written in Latin letters."""
        return is_latin(self.article.text or "")

    @cached_property
    def countries(self) -> frozenset[str]:
        """Alpha-3 codes of all countries that the article names in any way: by name, demonym, capital or palace."""
        return frozenset(countries_in(self.whole.text, self.article.language))

    def attested(self, actor: ActorDraft) -> tuple[str, ...]:
        """Those of the actor's names that stand in the article, fullest first; () when it is not there at all.

        Names that stand in nothing but suspicious sentences count only for an actor who has no other.
        """
        if fold(actor.name) == UNIDENTIFIED:
            return (actor.name,)
        if self.suspicious and (own := self._unsuspected.attested(actor)):
            return own
        names = tuple(dict.fromkeys((actor.name, *actor.aliases)))
        found = tuple(name for name in names if self.whole.holds(name))
        return found or self._implied(actor)

    def planted(self, actor: ActorDraft) -> bool:
        """Whether the actor stands nowhere but in suspicious sentences."""
        return bool(self.suspicious) and not self._unsuspected.attested(actor)

    @cached_property
    def dating(self) -> Dating:
        """What tells the days of the article's records."""
        return Dating(self.article)

    @cached_property
    def _unsuspected(self) -> "Ground":
        """The article without its suspicious sentences."""
        text = "\n".join(s.text for n, s in enumerate(self.sentences, 1) if n not in self.suspicious)
        return Ground(self.article.model_copy(update={"text": text}), Searchable(text), self.foreign)

    def names_state(self, actor: ActorDraft) -> bool:
        """Whether the actor's name is that of a country which the article names in some way."""
        code = country_code(bare(actor.name)) or country_code(bare(actor.name), self.article.language)
        return code is not None and code in self.countries and not is_part(actor.name)

    def _implied(self, actor: ActorDraft) -> tuple[str, ...]:
        """The actor's name, where the article speaks of the actor in other words, and the surname that it uses for a person.

        A country may stand there by its demonym, a person by surname, a description by its words.
        """
        if self.names_state(actor):
            return (actor.name,)
        if elsewhere := tuple(name for name in other_names(actor.name) if self.whole.holds(name)):
            return elsewhere
        if actor.kind == "person" and is_proper(actor.name):
            if respelled := self._respelled(actor.name):
                return respelled
            names = [name for name in (actor.name, *actor.aliases) if is_proper(name)]
            surnames = dict.fromkeys(map(plain_surname, names))
            standing = [s for s in surnames if len(s) >= _SHORTEST and fold(s) in self.whole.vocabulary]
            there = standing or any(self._inflected(fold(s)) for s in surnames)
            return tuple(dict.fromkeys((actor.name, *standing))) if there else ()
        return next(((name,) for name in (actor.name, *actor.aliases) if self._begins_so(name)), ())

    def _respelled(self, name: str) -> tuple[str, ...]:
        """A full name as the article spells it, of which each word sounds as in the reply: "Wolodymyr Selenskyj"."""
        parts = [sound(part) for part in bare(name).split()]
        if len(parts) < _FULL_NAME or not self.is_latin or not is_latin(name):
            return ()
        text, capitals = self.whole.text, self._capitals
        for at in range(len(capitals) - len(parts) + 1):
            there = capitals[at : at + len(parts)]
            if all(each == part for (_, _, each), part in zip(there, parts, strict=True)):
                spelled = text[there[0][0] : there[-1][1]]
                if len(spelled.split()) == len(parts) and not set(spelled) & set(",;:.()"):
                    return (spelled,)
        return ()

    @cached_property
    def _capitals(self) -> tuple[tuple[int, int, str], ...]:
        """Words that begin with a capital, by their place, and how each sounds."""
        words_there = _CAPITAL.finditer(self.whole.text)
        return tuple((hit.start(), hit.end(), sound(hit.group())) for hit in words_there)

    def _begins_so(self, name: str) -> bool:
        """Whether each word of a description stands in the article with some ending: "der russische Botschafter"."""
        parts = [w for w in words(bare(name)) if len(w) >= _SHORTEST]
        return bool(parts) and all(w[:6] in self._stems for w in parts)

    def describes(self, actor: ActorDraft) -> bool:
        """Whether every word of what is no person's name is one of the article, or of a country in it: "Sudanese army" for "the army"."""
        if actor.kind == "person" and is_proper(actor.name):
            return False
        if self.suspicious:
            return self._unsuspected.describes(actor)
        parts = [w for w in words(bare(actor.name)) if len(w) >= _SHORTEST]
        return bool(parts) and all(w[:6] in self._stems or demonym_code(w.capitalize()) in self.countries for w in parts)

    def stands_inflected(self, actor: ActorDraft) -> bool:
        """Whether a person's full name stands in the article with other endings: "Wołodymyrem Zełenskim"."""
        parts = words(actor.name) if actor.kind == "person" and is_proper(actor.name) else []
        return len(parts) > 1 and all(len(w) >= _SHORTEST and (w in self.whole.vocabulary or self._inflected(w)) for w in parts)

    def names_place(self, sentence: Searchable, place: str) -> bool:
        """Whether a sentence names a place, in whichever case of its language, a country or capital also by its name there."""
        language = self.article.language
        parts = [p for p in (bare(uninflected(p.strip(), language)) for p in place.split(",")) if p]
        if any(sentence.holds(form) for part in parts for form in (part, *sorted(name_forms(part, language)))):
            return True
        return language != "en" and any(
            sentence.holds(form) for part in parts for form in names_in_language(part, language) if form != part
        )

    @cached_property
    def _stems(self) -> frozenset[str]:
        """How the words of the article begin."""
        return frozenset(w[:6] for w in self.whole.vocabulary)

    def _inflected(self, surname: str) -> bool:
        """Whether a surname stands in the article with another ending, as surnames do in many languages but English."""
        stem = _CASE_ENDING.sub("", surname)
        return self.article.language != "en" and any(
            w.startswith(stem) and len(w) <= len(stem) + _LONGEST_ENDING for w in self.whole.vocabulary
        )


@lru_cache(8)
def _prepared(text: str) -> Searchable:
    """A text that many articles are compared with."""
    return Searchable(text)
