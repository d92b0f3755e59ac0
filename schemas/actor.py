"""Who acts, receives, sends, leads or holds a stance."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import CountryCode, Span, Wire

ActorKind = Literal["person", "government", "organization", "armed_group", "party", "company", "group"]
Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "IMG", "ISM", "JRN", "JUD", "LAB", "LEG", "MED", "MIL",
    "MNC", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip


class Actor(Wire):
    """One referent of the article, under its fullest name there. Every record refers to it by `id`."""

    id: Annotated[str, Field(pattern=r"^a\d+$", examples=["a1"])]
    name: Annotated[str, Field(min_length=1, description="Fullest name in the article, without title, in Latin script.")]
    kind: Annotated[
        ActorKind, Field(description="What sort of actor it is; `group` is any number of people without an organisation.")
    ]
    role: Annotated[str | None, Field(description="Office or function as the article states it.", examples=["President"])] = None
    country: Annotated[CountryCode | None, Field(description="Country it belongs to or acts for.")] = None
    sector: Annotated[Sector | None, Field(description="PLOVER primary sector.")] = None
    represents: Annotated[str | None, Field(pattern=r"^a\d+$", description="The actor on whose behalf it speaks or acts.")] = None
    aliases: Annotated[tuple[str, ...], Field(description="Its other names in the article, original script included.")] = ()
    mentions: Annotated[tuple[Span, ...], Field(description="Where its name or an alias stands in the text.")] = ()
