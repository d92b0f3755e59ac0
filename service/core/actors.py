"""One actor per referent: draft actors of all calls merged, under the fullest name, with aliases, mentions, country and sector."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.actor import Actor, Sector
from schemas.draft import ActorDraft
from service.core.countries import country_code, is_country_code, is_country_name, is_government_name, local_name
from service.core.country_parts import is_part, is_partially_recognised
from service.core.mentions import find_mentions, short_names
from service.core.names import Searchable, bare, fold, is_latin, is_proper, words
from service.core.offices import describes
from service.core.people import bare_surnames, core
from service.core.titles import split_title

_LETTERS = re.compile(r"[^A-Za-z]")
"""All but letters."""
_ABBREVIATION = 2
"""Letters of the shortest one."""
_ARTICLE = re.compile(r"^(?:(?:il|lo|gli|i|la|le|un[ao]?|o|a|os|as|uma?|de|het|een)\s+|l['’])(?=\w)")


_UNSPACED_NAME = re.compile("[\u3005-\u30ff\u3400-\u9fff·]{2,}")
_HONORIFIC = re.compile("(?:氏|さん|様|先生|女士)$")
_SURNAME = 2
"""Characters."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The actors of an article and which draft number means which of them (positions in `actors`)."""

    actors: tuple[Actor, ...]
    positions: Mapping[int, int]

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Ids of the actors that the draft numbers mean, each once, in order."""
        return tuple(dict.fromkeys(self.actors[self.positions[n]].id for n in numbers))

    def of(self, number: int) -> Actor:
        """The actor that a draft number means."""
        return self.actors[self.positions[number]]


def resolve_actors(
    text: Searchable, drafts: Sequence[ActorDraft], language: str = "en", *, bystanders: Sequence[ActorDraft] = ()
) -> Roster:
    """Merge drafts that name one referent, in English or in the article's language. Ids count from a1 in the order in which the drafts came.

    `bystanders` are drafts that no record uses: people among them keep what is theirs, so that no surname is given to another of the family.
    """
    drafts = _spelled_out(text, drafts)
    strangers = _strangers(drafts, bystanders)
    groups = _groups(drafts, language)
    positions = {draft.number: index for index, group in enumerate(groups) for draft in group}
    named = (name for draft in drafts if draft.kind == "person" for name in _spellings(draft))
    people = tuple(dict.fromkeys((*named, *strangers)))
    built = [_actor(f"a{index + 1}", group, text, people, language) for index, group in enumerate(groups)]
    employers = [_employer(group, built, positions, index, language) for index, group in enumerate(groups)]
    built = _without_shared(built)
    stretches = find_mentions(text, built, language, strangers)
    actors = tuple(
        actor.model_copy(update={"represents": employer, "mentions": mentions})
        for actor, employer, mentions in zip(built, employers, stretches, strict=True)
    )
    return Roster(actors, positions)


def _groups(drafts: Sequence[ActorDraft], language: str) -> list[list[ActorDraft]]:
    """Union of all drafts that name the same referent, in order of first appearance."""
    groups: list[list[int]] = []
    home: list[int] = []
    known: dict[tuple[str, str], list[int]] = {}
    for number, draft in enumerate(drafts):
        same: set[int] = set()
        keys = tuple(_keys(draft, language))
        for other in (other for key in keys for other in known.get(key, ())):
            if home[other] not in same and _same(draft, drafts[other], language):
                same.add(home[other])
        first, *rest = _of_one_person(draft, sorted(same), groups, drafts) or [len(groups)]
        if first == len(groups):
            groups.append([])
        groups[first].append(number)
        home.append(first)
        for group in rest:
            for member in groups[group]:
                home[member] = first
            groups[first] += groups[group]
            groups[group] = []
        for key in keys:
            known.setdefault(key, []).append(number)
    return [[drafts[number] for number in group] for group in groups if group]


def _strangers(drafts: Sequence[ActorDraft], bystanders: Sequence[ActorDraft]) -> tuple[str, ...]:
    """The full names of people who are none of the actors."""
    known: dict[tuple[str, str], list[ActorDraft]] = {}
    for draft in drafts:
        for key in _keys(draft):
            known.setdefault(key, []).append(draft)
    people = [other.model_copy(update={"name": split_title(other.name)[0]}) for other in bystanders if other.kind == "person"]
    full = [each for each in people if len(core(each.name)) > 1]
    strangers = (each.name for each in full if not any(_same(each, draft) for key in _keys(each) for draft in known.get(key, ())))
    return tuple(dict.fromkeys(strangers))


def _spelled_out(text: Searchable, drafts: Sequence[ActorDraft]) -> list[ActorDraft]:
    """Bodies with the abbreviation that the article gives in brackets: "Economic Community of West African States (ECOWAS)"."""
    short = [d.name for d in drafts if d.kind != "person" and len(letters := _letters(d)) > 1 and letters.isupper()]
    long = [d for d in drafts if short and d.kind != "person" and len(d.name.split()) > 1]
    added = {d.number: tuple(s for s in short if s != d.name and text.holds(f"{bare(d.name)} ({s})")) for d in long}
    return [d.model_copy(update={"aliases": (*d.aliases, *more)}) if (more := added.get(d.number)) else d for d in drafts]


def _of_one_person(
    draft: ActorDraft, same: Sequence[int], groups: Sequence[Sequence[int]], drafts: Sequence[ActorDraft]
) -> list[int]:
    """Those of the groups that the draft and each other leave one person; a bare surname joins the first who bears it, not all."""
    members, kept = [draft], list[int]()
    for group in same:
        theirs = [drafts[number] for number in groups[group]]
        if not any(_first_names_differ(one, other) for one in members for other in theirs):
            members += theirs
            kept.append(group)
    return kept


def _first_names_differ(one: ActorDraft, other: ActorDraft) -> bool:
    if one.kind != "person" or other.kind != "person" or is_latin(one.name) != is_latin(other.name):
        return False
    mine, theirs = core(one.name), core(other.name)
    if min(len(mine), len(theirs)) < 2:  # noqa: PLR2004 - a bare surname
        return False
    return not (mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0]))


def _keys(draft: ActorDraft, language: str = "en") -> Iterator[tuple[str, str]]:
    """What `_same` goes by: two drafts that share none of these are not the same, and need not be compared."""
    yield "name", fold(bare(draft.name))
    yield from (("name", fold(bare(alias))) for alias in draft.aliases if is_latin(alias) != is_latin(draft.name))
    if draft.kind == "person":
        yield from (("surname", word) for word in bare_surnames(draft.name, draft.country))
        if _UNSPACED_NAME.fullmatch(name := bare(draft.name)):
            yield from (("beginning", name[:_SURNAME]), ("end", name[-_SURNAME:]))
        return
    yield from (("name of its own", name) for name in _proper_names(draft))
    yield from (("letters", letters) for letters in {_letters(draft), _initials(draft)} if len(letters) > 1)
    if draft.kind == "government" and (state := _state(draft, language)):
        yield "state", state


def _same(one: ActorDraft, other: ActorDraft, language: str = "en") -> bool:
    if fold(bare(one.name)) == fold(bare(other.name)):
        return True
    if (one.kind == "person") == (other.kind == "person") and (_is_spelling(one, other) or _is_spelling(other, one)):
        return True
    if one.kind == "person" or other.kind == "person":
        return one.kind == other.kind and _same_person(one, other)
    if one.kind == other.kind == "government" and all(states := (_state(one, language), _state(other, language))):
        return states[0] == states[1]  # whatever alias both were given
    names, others = (_proper_names(a) for a in (one, other))
    return bool(names & others) or _abbreviates(one, other) or _abbreviates(other, one)


def _is_spelling(one: ActorDraft, other: ActorDraft) -> bool:
    """Whether one's name is what the other has as its name in that script: "Россия" of "Russia"."""
    return is_latin(one.name) != is_latin(other.name) and fold(bare(one.name)) in {fold(bare(alias)) for alias in other.aliases}


def _same_person(one: ActorDraft, other: ActorDraft) -> bool:
    """Equal proper names, or a bare surname that ends the other's full name; two full names with another first name are two people."""
    mine, theirs = core(one.name), core(other.name)
    if not mine or not theirs:
        return False
    agree = one.country is None or other.country is None or one.country == other.country
    if _same_unspaced(bare(one.name), bare(other.name)):
        return True
    if mine == theirs and len(mine) > 1:
        return agree
    if len(mine) == 1 or len(theirs) == 1:
        return agree and bool(bare_surnames(one.name, one.country) & bare_surnames(other.name, other.country))
    if mine[-1] == theirs[-1] and (_is_fuller(mine, theirs) or _is_fuller(theirs, mine)):
        return agree
    return bool(_proper_names(one) & _proper_names(other)) and mine[-1] == theirs[-1]


def _is_fuller(full: Sequence[str], short: Sequence[str]) -> bool:
    """Whether a name gives the first name of which the other has the initial, or middle names which the other leaves out."""
    if len(full) == 1 or len(short) == 1 or (len(short) > 2 and short[1:] != full[1:]):  # noqa: PLR2004 - has middle names itself
        return False
    return short[0] == full[0] or (len(short[0]) == 1 and short[0] == full[0][0])


def _same_unspaced(one: str, other: str) -> bool:
    """Whether two names without spaces are one: 王毅 after his title (外交部长王毅), 石破茂 by surname (石破氏)."""
    if not _UNSPACED_NAME.fullmatch(one) or not _UNSPACED_NAME.fullmatch(other):
        return False
    short, long = sorted((one, other), key=len)
    polite = [(name, _HONORIFIC.sub("", name)) for name in (one, other)]
    by_surname = any(name != surname and len(surname) >= _SURNAME for name, surname in polite)
    return (
        long.endswith(short)
        or (by_surname and polite[0][1].startswith(polite[1][1]))
        or (by_surname and polite[1][1].startswith(polite[0][1]))
    )


def _state(actor: ActorDraft, language: str) -> str | None:
    """The country whose government as a whole the actor is; None for a ministry, a party or an agency, and for a part of a country."""
    return is_government_name(bare(actor.name), language)


def _proper_names(actor: ActorDraft) -> frozenset[str]:
    """Folded names that single a referent out: descriptions such as "the minister" are none."""
    names = (bare(n) for n in (actor.name, *actor.aliases))
    return frozenset(fold(n) for n in names if n and not describes(n) and n != n.lower())


def _spellings(actor: ActorDraft) -> tuple[str, ...]:
    """A person's name, and what it is in another script than that."""
    other = (a for a in actor.aliases if is_latin(a) != is_latin(actor.name) and a != a.swapcase() and is_proper(a))
    return (actor.name, *other)


def _abbreviates(short: ActorDraft, long: ActorDraft) -> bool:
    letters = _letters(short)
    return len(letters) > 1 and letters.isupper() and letters == _initials(long)


def _letters(actor: ActorDraft) -> str:
    return _LETTERS.sub("", actor.name)


def _initials(actor: ActorDraft) -> str:
    return _initials_of(actor.name)


def _initials_of(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"\b[A-Z]\w+", name))


def _actor(actor_id: str, group: Sequence[ActorDraft], text: Searchable, people: Sequence[str], language: str) -> Actor:
    untitled = [a for a in group if not any(_has_title(a.name, other.name) for other in group)]
    lead = max(untitled, key=lambda a: (a.kind == "person" and _full_words(a.name), text.holds(a.name), len(a.name)))
    if lead.kind == "government":
        lead = next((a for a in group if is_country_name(bare(a.name))), group[0])
    name = _fullest(text, lead)
    aliases = dict.fromkeys(n for a in group for n in (a.name, *a.aliases) if fold(bare(n)) != fold(name))
    if lead.kind == "person":
        mine = {name for a in group for name in _spellings(a)}
        aliases |= dict.fromkeys(short_names(text, (lead.name, *aliases), [name for name in people if name not in mine]))
    state = _state(lead, language) if lead.kind == "government" else None
    if state and not any(text.holds(name) for name in (lead.name, *aliases)):
        own = local_name(state, language)
        aliases |= dict.fromkeys([own] if own and text.holds(own) else [])
    country = next((a.country for a in group if a.country and is_country_code(a.country)), None)
    if country is None and lead.kind == "government":
        country = country_code(bare(lead.name), language) or state
    return Actor(
        id=actor_id,
        name=bare(_unarticled(name)),
        kind=lead.kind,
        role=next((a.role for a in group if a.role), None),
        country=country,
        sector=_sector(group, lead),
        aliases=tuple(aliases),
    )


def _fullest(text: Searchable, lead: ActorDraft) -> str:
    """The name; of a body named by its abbreviation the name that this stands for, where the article has it."""
    name = bare(lead.name)
    letters = _LETTERS.sub("", name)
    if lead.kind == "person" or not name.isupper() or len(letters) < _ABBREVIATION:
        return name
    long = (bare(n) for n in lead.aliases if len(n.split()) > 1 and text.holds(n))
    return next((n for n in long if _initials_of(n) == letters or text.holds(f"{n} ({name})")), name)


def _unarticled(name: str) -> str:
    """A name without an article of a language in which that word may also be a part of it: "il Papa", "de politie", not "de Mistura"."""
    rest = _ARTICLE.sub("", name)
    particle = name.startswith(("de ", "la ", "le ", "a ")) and not (describes(rest) or rest[:1].islower())
    return name if particle else rest


def _without_shared(actors: Sequence[Actor]) -> list[Actor]:
    """The actors without aliases that several of them have: "the delegation" of two sides is neither's name."""
    times = Counter(name for actor in actors for name in {fold(bare(n)) for n in (actor.name, *actor.aliases)})
    kept = (tuple(alias for alias in actor.aliases if times[fold(bare(alias))] == 1) for actor in actors)
    return [actor.model_copy(update={"aliases": aliases}) for actor, aliases in zip(actors, kept, strict=True)]


def _full_words(name: str) -> int:
    """How many words a name has that are more than an initial; such as need no spaces are one."""
    return sum(len(word) > 1 for word in words(name))


def _has_title(name: str, other: str) -> bool:
    """Whether a name without spaces is the other one after a title or before an honorific; first names stand apart (弗拉基米尔·普京)."""
    if name != other and _HONORIFIC.sub("", name) == other:
        return True
    before = name.removesuffix(other)
    return before not in {"", name} and "·" not in before and bool(_UNSPACED_NAME.fullmatch(name)) and len(other) >= _SURNAME


def _sector(group: Sequence[ActorDraft], lead: ActorDraft) -> Sector | None:
    """The sector as drafted; of what claims to be a state and is one to few, PRE."""
    if lead.kind == "government" and any(is_partially_recognised(a.name) for a in group):
        return "PRE"
    return next((a.sector for a in group if a.sector), "GOV" if lead.kind == "government" else None)


def _employer(
    group: Sequence[ActorDraft], built: Sequence[Actor], positions: Mapping[int, int], index: int, language: str
) -> str | None:
    """Id of the actor it speaks for: as drafted, else, for a person in government service, the government of its country.

    A ministry takes its place where the government has no row, and is of the same kind: an ambassador does not speak for the army.
    """
    for draft in group:
        if draft.represents is not None and positions.get(draft.represents, index) != index:
            return built[positions[draft.represents]].id
    me = built[index]
    if me.kind == "person" and me.country and me.sector in {"GOV", "MIL", "SPY"}:
        theirs = [a for a in built if a.kind == "government" and a.country == me.country and not is_part(a.name, language)]
        whole = (a.id for a in theirs if is_government_name(a.name, language) == a.country)
        return next(whole, next((a.id for a in theirs if a.sector == me.sector), None))
    return None
