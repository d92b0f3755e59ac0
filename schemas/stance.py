"""Who supports or opposes what."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import DateRange, Wire
from schemas.evidence import Evidence

Position = Literal["supports", "opposes", "conditional", "ambivalent"]
Expression = Literal["direct", "indirect", "conduct"]


class Target(Wire):
    """What a stance is about, and the actor or event of this extraction that it is, where it is one."""

    text: Annotated[str, Field(min_length=1, description="A short English noun phrase.", examples=["direct talks"])]
    actor: Annotated[str | None, Field(pattern=r"^a\d+$", description="Id of the actor it is, or whose doing it is.")] = None
    event: Annotated[str | None, Field(pattern=r"^e\d+$", description="Id of the event it is.")] = None


class Stance(Wire):
    """A holder takes a position toward a target: one record for each holder, target and position."""

    id: Annotated[str, Field(pattern=r"^s\d+$", examples=["s1"])]
    holder: Annotated[str, Field(description="Id of the actor who takes the position.")]
    target: Annotated[Target, Field(description="What the position is about.")]
    position: Annotated[
        Position, Field(description="`conditional`: would, if something; `ambivalent`: voices both, or doubts without opposing.")
    ]
    claim: Annotated[str, Field(min_length=1, description="The position in one short clause, in English.")]
    expression: Annotated[
        Expression, Field(description="direct: quoted words; indirect: reported speech; conduct: shown by an act.")
    ]
    date: Annotated[DateRange | None, Field(description="When it was taken or voiced; null when not told.")] = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1, description="The sentences that state it.")]
