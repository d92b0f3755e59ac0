"""Who did what to whom: one record per occasion of one interaction."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import DateRange, Place, Wire
from schemas.evidence import Evidence

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
EventStatus = Literal["occurred", "ongoing", "planned", "hypothetical", "refused"]
Context = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security",
    "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum",
    "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip


class Event(Wire):
    """An event, coded in PLOVER and CAMEO. Actors and recipients are lists: "the US and France accuse Russia" is one event."""

    id: Annotated[str, Field(pattern=r"^e\d+$", examples=["e1"])]
    type: Annotated[EventType, Field(description="PLOVER type; OTHER is this service's extension.")]
    mode: Annotated[str | None, Field(description="PLOVER mode of that type, where one applies.", examples=["visit"])] = None
    contexts: Annotated[tuple[Context, ...], Field(description="PLOVER contexts.")] = ()
    summary: Annotated[str, Field(min_length=1, description="The event in one short English clause.")]
    actors: Annotated[tuple[str, ...], Field(min_length=1, description="Ids of those who do it.")]
    recipients: Annotated[tuple[str, ...], Field(description="Ids of those toward whom it is done; may be empty.")] = ()
    date: Annotated[
        DateRange | None, Field(description="When it happened or is to happen; null when the article does not tell.")
    ] = None
    location: Annotated[Place | None, Field(description="Where it happened; null when the article does not tell.")] = None
    status: Annotated[
        EventStatus,
        Field(
            description="`planned`: a concrete occasion to come; `hypothetical`: it could be; `refused`: reported as not going to "
            "happen. A speech act has occurred once it is said."
        ),
    ]
    cameo: Annotated[str | None, Field(description="CAMEO code, as specific as type and mode allow; null for OTHER.")] = None
    quad_class: Annotated[
        Literal[1, 2, 3, 4] | None,
        Field(
            description="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; null for OTHER."
        ),
    ] = None
    goldstein: Annotated[float | None, Field(ge=-10, le=10, description="Goldstein score of the CAMEO code.")] = None
    plover_score: Annotated[float | None, Field(ge=-10, le=10, description="PLOVER score of type and mode, another scale.")] = (
        None
    )
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1, description="The sentences that state it.")]
