"""Who was sent to deal with whom: from meetings, from travel, and from what is said about a delegation itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.delegation import DelegationStatus, Mandate
from service.core.countries import country_code, place_country
from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.vocabulary import lexicon

_STATUS: dict[tuple[str, str], DelegationStatus] = {
    ("CONSULT", "occurred"): "concluded", ("CONSULT", "ongoing"): "in_talks", ("AGREE", "planned"): "announced",
    ("REJECT", "occurred"): "withdrawn",
}  # fmt: skip
_MANDATES: tuple[tuple[Mandate, re.Pattern[str]], ...] = (
    (
        "none",
        re.compile(
            r"\b(no|without (a|any)) (mandate|authority|power)|not (authori[sz]ed|empowered)"
            r"|(nobody|no one|(does|did|do)( not|n[’']t) include [“\"]?anyone) who (can |could |may |actually |really )*(decide|make|take)",
            re.IGNORECASE,
        ),
    ),
    ("full", re.compile(r"\b(full(y)? (powers|authority|mandate|authori[sz]ed|empowered)|plenipotentiary)", re.IGNORECASE)),
    ("limited", re.compile(r"\b(limited|narrow|partial) (mandate|powers|authority)", re.IGNORECASE)),
)
_TO_COME = frozenset({"announced", "en_route"})
_SENT = ("head_of_state_or_government", "ministerial", "senior_official", "technical")


@dataclass(frozen=True, slots=True)
class Sent:
    """A delegation: referent numbers, place, and the sentences that tell of it."""

    party: int
    head: int | None
    counterparts: tuple[int, ...]
    hosts: tuple[int, ...]
    destination: str | None
    status: DelegationStatus
    sentences: tuple[int, ...]
    mandate: Mandate = "unstated"
    mandate_note: str | None = None
    purpose: str | None = None
    members: tuple[int, ...] = ()


def from_meeting(act: Act, cast: Cast, where: Sequence[str]) -> tuple[Sent, ...]:
    """The delegations of a meeting: one for each side that came, none for the side at home."""
    status = _STATUS.get((act.type, act.status))
    if status is None or not act.meeting:
        return ()
    place = next(iter(where), None)
    here = next((code for p in where if (code := place_country(p))), None)
    verb = act.words.split()[0].lower()
    if status == "withdrawn" and verb not in lexicon().words["calling_off"]:
        status = "refused"
    if verb in lexicon().words["proposing"] or verb in lexicon().words["phoning"] or "phone" in act.words.lower().split():
        return ()  # an offer sends nobody yet, and who telephones stays at home
    present = [*act.actors, *act.recipients]
    parties = {n: cast.party(n) for n in present}
    hosting = verb in lexicon().words["hosting"]
    visited_ones = act.actors if hosting else act.recipients
    found = []
    for number in act.actors if status in {"withdrawn", "refused"} else present:
        country = cast[number].country or cast[parties[number]].country
        at_home = here is not None and country == here
        visited = number in visited_ones and (here is None or hosting)
        if at_home or visited or not _is_envoy(number, cast):
            continue
        party = parties[number]
        others = tuple(n for n in present if parties[n] != party)
        hosts = tuple(dict.fromkeys(parties[n] for n in others if here is not None and cast[n].country == here))
        if not others and place is None:
            continue
        head = number if cast[number].kind == "person" else None
        found.append(Sent(party, head, others, hosts, place, status, act.sentences, purpose=None))
    return tuple(found)


def _is_envoy(number: int, cast: Cast) -> bool:
    referent = cast[number]
    if referent.kind == "person":
        return referent.rank in _SENT or referent.represents is not None or referent.country is not None
    return referent.kind in {"government", "organization", "armed_group"}


def joined(found: Sequence[Sent]) -> tuple[Sent, ...]:
    """One delegation for each party and occasion."""
    kept: list[Sent] = []
    for sent in found:
        twin = next((k for k in range(len(kept)) if _same(kept[k], sent)), None)
        if twin is None:
            kept.append(sent)
        else:
            kept[twin] = _union(kept[twin], sent)
    return tuple(kept)


def _same(one: Sent, other: Sent) -> bool:
    if one.party != other.party:
        return False
    if one.head and other.head and one.head != other.head:
        return False
    open_ones = {one.status, other.status} <= _TO_COME
    if (
        one.status != other.status
        and not open_ones
        and (not one.head or (one.destination and other.destination and _elsewhere(one.destination, other.destination)))
    ):
        return False
    if {one.status, other.status} & {"withdrawn", "refused"} and one.status != other.status:
        return False
    if one.destination and other.destination and _elsewhere(one.destination, other.destination):
        return bool(set(one.counterparts) & set(other.counterparts))
    return True


def _elsewhere(one: str, other: str) -> bool:
    """Whether they are two places, and not a country and a place in it."""
    in_one = place_country(one) == place_country(other) and (country_code(one) or country_code(other))
    return one != other and not in_one


def _union(one: Sent, other: Sent) -> Sent:
    return replace(
        one,
        head=one.head or other.head,
        counterparts=tuple(dict.fromkeys((*one.counterparts, *other.counterparts))),
        hosts=tuple(dict.fromkeys((*one.hosts, *other.hosts))),
        members=tuple(dict.fromkeys((*one.members, *other.members))),
        destination=_closer(one.destination, other.destination),
        status=one.status if one.status != "unstated" else other.status,
        mandate=one.mandate if one.mandate != "unstated" else other.mandate,
        mandate_note=one.mandate_note or other.mandate_note,
        sentences=tuple(sorted({*one.sentences, *other.sentences}))[:4],
    )


def _closer(one: str | None, other: str | None) -> str | None:
    """The place rather than the country that it lies in."""
    return other if one and other and country_code(one) and not _elsewhere(one, other) else one or other


_TO_THE_STOP = re.compile(r"(?:[^.!?;”\"]|\.(?=\w)){1,120}")
"""The words of a mandate, to the end of the sentence or quotation."""
_SPEAKER = re.compile(r", (?:[\w’']+ ){1,6}(?:said|says|added|told)\b.*$")


def mandate_in(sentences: Mapping[int, str]) -> dict[int, tuple[Mandate, str]]:
    """What a sentence says about a delegation's mandate, by sentence number."""
    found: dict[int, tuple[Mandate, str]] = {}
    for number, sentence in sentences.items():
        for mandate, pattern in _MANDATES:
            if (match := pattern.search(sentence)) is not None:
                note = _SPEAKER.sub("", "".join(_TO_THE_STOP.findall(sentence, match.start())[:1]))
                closes = "“" in note and sentence[match.start() + len(note) :].startswith("”")
                found[number] = (mandate, note + "”" * closes)
                break
    return found
