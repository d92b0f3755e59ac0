"""The base of every wire model, and the vocabulary that several of them share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["event", "delegation", "stance"]
Kinds = Literal["events", "delegations", "stances"]


class Wire(BaseModel):
    """An immutable value of the HTTP contract; a field it does not know is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Offset = Annotated[int, Field(ge=0, description="Unicode code points from the start of the article text.")]
CountryCode = Annotated[
    str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3, and XKX for Kosovo.", examples=["UKR"])
]


class Span(Wire):
    """A stretch of the article text: `text[start:end]`."""

    start: Offset
    end: Annotated[int, Field(ge=0, description="First code point after the stretch.")]


class DateRange(Wire):
    """When something happened or is to happen, as calendar days, both ends included."""

    start: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="First day, ISO 8601.")]
    end: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="Last day, ISO 8601; equal to start for one day.")]
    text: Annotated[str | None, Field(description="The article's own words for it; null when it is the publication date.")] = None


class Place(Wire):
    """A named place and the country it lies in."""

    name: Annotated[str, Field(min_length=1, description="The most specific place name the article gives.")]
    country: Annotated[CountryCode | None, Field(description="Country of the place, where it can be told.")] = None
