"""Where in the article a record stands."""

from typing import Annotated

from pydantic import Field

from schemas.base import Span


class Evidence(Span):
    """One sentence that states the record, word for word: `article.text[start:end] == quote`."""

    sentence: Annotated[int, Field(ge=1, description="1-based number of the sentence.")]
    quote: Annotated[str, Field(description="The sentence, verbatim.")]
