"""Who is in the article: referents under all names they go by, as the scanner meets them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.actor import ActorKind, Sector
from schemas.delegation import Level
from schemas.draft import ActorDraft
from service.core.countries import country_name
from service.core.sentencewise.vocabulary import people

UNIDENTIFIED = "unidentified"


@dataclass
class Referent:
    """One actor of the article while it is being read."""

    number: int
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    sector: Sector | None = None
    represents: int | None = None
    names: dict[str, None] = field(default_factory=dict)
    comments: bool = False
    equal: Level = "unstated"

    @property
    def rank(self) -> Level:
        """Rank of its office, or of whom it is the counterpart of; `unstated` without one."""
        own = rank_of(self.role)
        return self.equal if own == "unstated" else own

    def draft(self) -> ActorDraft:
        """The referent as a numbered actor."""
        aliases = tuple(n for n in self.names if n != self.name)
        return ActorDraft(
            number=self.number, name=self.name, kind=self.kind, country=self.country, sector=self.sector, role=self.role,
            represents=self.represents, aliases=aliases,
        )  # fmt: skip


@dataclass
class Cast:
    """All referents, found again by name, surname, country or description.

    `organs`: whose "the army" is, as last said; `home`: the government of the country that the article is most about.
    """

    referents: list[Referent] = field(default_factory=list)
    organs: dict[str, int] = field(default_factory=dict)
    home: int | None = None
    _by_key: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Referent:
        return self.referents[number - 1]

    def person(self, name: str, *, role: str | None = None, country: str | None = None, represents: int | None = None) -> int:
        """The person of that name; a surname finds the full name."""
        words = name.split()
        key = f"p:{words[-1].lower()}"
        number = self._by_key.get(f"p:{name.lower()}") or self._by_key.get(key) or self._by_first_name(words)
        if number is not None and len(words) > 1:
            known = self[number].name.split()
            if len(known) > 1 and known[0].lower() != words[0].lower():
                number = self._by_key.get(f"p:{name.lower()}")
        if number is None:
            number = self._add(Referent(0, name, "person"), f"p:{name.lower()}", key)
        person = self[number]
        if len(name) > len(person.name):
            person.name = name
            self._by_key[f"p:{name.lower()}"] = number
        self._describe(person, name, role, country, represents)
        return number

    def _by_first_name(self, words: list[str]) -> int | None:
        """The only person who goes by that first name, where the article uses it alone: "Razali" for "Razali Ismail"."""
        if len(words) > 1:
            return None
        found = [r.number for r in self.referents if r.kind == "person" and r.name.split()[0].lower() == words[0].lower()]
        return found[0] if len(found) == 1 else None

    def state(self, code: str, name: str) -> int:
        """The government of a country, under whichever of its names stands there."""
        number = self._by_key.get(f"c:{code}")
        if number is None:
            number = self._add(Referent(0, country_name(code) or name, "government", country=code, sector="GOV"), f"c:{code}")
        self[number].names.setdefault(name)
        return number

    def body(self, name: str, kind: ActorKind, country: str | None = None) -> int:
        """An organisation, armed group or described group of that name."""
        key = f"o:{_key(name)}"
        number = self._by_key.get(key) or self._by_initials(name)
        if number is None:
            number = self._add(Referent(0, name, kind, country=country), key)
        referent = self[number]
        if name.isupper() and len(name) < len(referent.name):
            self._by_key[key] = number
        referent.names.setdefault(name)
        return number

    def unidentified(self) -> int:
        """The actor that the article names in no way."""
        return self._by_key.get("u") or self._add(Referent(0, UNIDENTIFIED, "group"), "u")

    def known_person(self, word: str) -> int | None:
        """The person whose surname is `word`."""
        return self._by_key.get(f"p:{word.lower()}")

    def known_state(self, code: str) -> int | None:
        """The government of the country, if the article has named it."""
        return self._by_key.get(f"c:{code}")

    def known_body(self, name: str) -> int | None:
        """The organisation or group of that name."""
        return self._by_key.get(f"o:{_key(name)}")

    def in_office(self, role: str, country: str | None) -> int | None:
        """The last person met who holds such an office (for that country, where one is given)."""
        words = role.split()
        for referent in reversed(self.referents):
            if referent.kind != "person" or not referent.role or not set(words) <= set(referent.role.lower().split()):
                continue
            if country is None or referent.country == country:
                return referent.number
        return None

    def alone_in_office(self, role: str, country: str) -> int | None:
        """The one person whom the article gives that very office and nobody's, who then holds it for that country."""
        found = [r for r in self.referents if r.kind == "person" and (r.role or "").lower() == role]
        if len(found) != 1 or rank_of(role) == "unstated" or found[0].country is not None or found[0].represents is not None:
            return None
        self.enlist(found[0].number, self.state(country, country_name(country) or country))
        return found[0].number

    def in_same_office(self, head: str, met: Sequence[int]) -> tuple[int, ...]:
        """The two persons `met` last whose office has that word: "the two generals"; () when there are not two."""
        found = [n for n in met if head in (self[n].role or "").lower().split()]
        return tuple(found[-2:]) if len(found) > 1 else ()

    def party(self, number: int) -> int:
        """The government or organisation that an actor belongs to, or itself."""
        referent = self[number]
        if referent.kind != "person":
            return number
        if referent.represents is not None:
            return referent.represents
        if referent.country is not None:
            return self.state(referent.country, country_name(referent.country) or referent.country)
        if self.home is not None and referent.rank != "unstated":
            return self.home
        return number

    def enlist(self, number: int, party: int) -> None:
        """Who leads a party's delegation is one of its people, unless the article has said whose he is."""
        person, body = self[number], self[party]
        if person.kind != "person" or person.country is not None or person.represents is not None:
            return
        self._describe(person, person.name, None, body.country if body.kind == "government" else None, party)

    def _add(self, referent: Referent, *keys: str) -> int:
        referent.number = len(self.referents) + 1
        referent.names.setdefault(referent.name)
        self.referents.append(referent)
        for key in keys:
            self._by_key.setdefault(key, referent.number)
        return referent.number

    def _describe(self, person: Referent, name: str, role: str | None, country: str | None, represents: int | None) -> None:
        person.names.setdefault(name)
        if role and (person.role is None or rank_of(person.role) == "unstated"):
            person.role = role
            person.comments = role.lower().split()[-1] in people().commentators
        person.country = person.country or country
        person.represents = person.represents or represents
        if person.role and rank_of(person.role) != "unstated" and person.sector is None and person.country:
            person.sector = "GOV"

    def _by_initials(self, name: str) -> int | None:
        """An abbreviation of a body met before, or the long form of one."""
        letters = name.replace(".", "")
        for referent in self.referents:
            if referent.kind == "person":
                continue
            if letters.isupper() and len(letters) > 1 and letters == _initials(referent.name):
                return referent.number
        return None


def rank_of(role: str | None) -> Level:
    """Rank of an office: of the longest known title that ends it."""
    words = (role or "").lower().split()
    words = words[: next((i for i, word in enumerate(words) if word in {"for", "to"}), len(words))]  # "envoy for the Sahel"
    for start in range(len(words)):
        if (rank := people().ranks.get(" ".join(words[start:]))) is not None:
            return rank
    return "unstated"


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


def _key(name: str) -> str:
    words = name.lower().replace(".", "").split()
    return " ".join(words[1:] if words and words[0] in {"the", "a", "an"} else words)
