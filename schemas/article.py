"""The article as read: its text, its sentences, and what is known about it."""

from typing import Annotated

from pydantic import Field

from schemas.base import Span, Wire


class Sentence(Span):
    """One sentence of the article, without the white space around it. Sentence numbers are 1-based positions in the list."""


class Article(Wire):
    """An article with numbered sentences. All offsets count Unicode code points of `text`."""

    id: Annotated[str, Field(description="`art_` and a hash of the text.", examples=["art_5f2c9e0d1b7a"])]
    title: Annotated[str | None, Field(description="Headline, if known.")] = None
    published: Annotated[str | None, Field(description="Publication date, ISO 8601; relative dates are resolved against it.")] = (
        None
    )
    source: Annotated[str | None, Field(description="Who published it.")] = None
    url: Annotated[str | None, Field(description="Where it was published. Never fetched.")] = None
    language: Annotated[str, Field(description="ISO 639-1 code; detected when the request does not give it.", examples=["en"])]
    characters: Annotated[int, Field(ge=0, description="Length of the text in code points.")]
    sentences: Annotated[tuple[Sentence, ...], Field(description="All sentences in order; records cite them by 1-based number.")]
    text: Annotated[
        str | None,
        Field(description="The text the offsets refer to; given when it was read out of HTML, or asked for by `include`."),
    ] = None
