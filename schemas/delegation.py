"""Who was sent to which talks, led by whom, with what mandate."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import DateRange, Place, Wire
from schemas.evidence import Evidence

Level = Literal["head_of_state_or_government", "ministerial", "senior_official", "technical", "unstated"]
Mandate = Literal["full", "limited", "none", "unstated"]
DelegationStatus = Literal["announced", "en_route", "arrived", "in_talks", "concluded", "withdrawn", "refused", "unstated"]


class Delegation(Wire):
    """A group or envoy that a party sends, has sent, will send or refuses to send to deal with another party."""

    id: Annotated[str, Field(pattern=r"^d\d+$", examples=["d1"])]
    party: Annotated[str, Field(description="Id of the sender: the government, organisation or armed group.")]
    head: Annotated[str | None, Field(description="Id of the person who leads it.")] = None
    members: Annotated[tuple[str, ...], Field(description="Ids of others named as belonging to it.")] = ()
    counterparts: Annotated[tuple[str, ...], Field(description="Ids of those it is to meet.")] = ()
    hosts: Annotated[tuple[str, ...], Field(description="Ids of those who host or mediate.")] = ()
    destination: Annotated[Place | None, Field(description="Where it is sent; null when the article does not tell.")] = None
    date: Annotated[DateRange | None, Field(description="When it is there or to be there; null when not told.")] = None
    purpose: Annotated[str | None, Field(description="What it is sent for, as the article states it, in English.")] = None
    level: Annotated[Level, Field(description="Rank of the head.")]
    mandate: Annotated[Mandate, Field(description="What it may decide.")]
    mandate_note: Annotated[str | None, Field(description="The article's words on the mandate.")] = None
    status: Annotated[DelegationStatus, Field(description="How far it has come, by the article.")]
    events: Annotated[tuple[str, ...], Field(description="Ids of the events it is sent to.")] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1, description="The sentences that state it.")]
