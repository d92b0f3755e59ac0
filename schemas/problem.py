"""Error bodies: RFC 9457 problem details."""

from typing import Annotated

from pydantic import Field

from schemas.base import Wire


class FieldError(Wire):
    """One thing wrong with the request."""

    pointer: Annotated[
        str, Field(description="JSON Pointer (RFC 6901) to the value, or a parameter's name.", examples=["/published"])
    ]
    detail: Annotated[str, Field(description="What is wrong with it.")]


class Problem(Wire):
    """`application/problem+json`. `type` names the error for programs, `detail` says what to do."""

    type: Annotated[
        str, Field(description="Stable name of the error, documented under docs/api.md.", examples=["/problems/empty-article"])
    ]
    title: Annotated[str, Field(description="The same for every error of this type.")]
    status: Annotated[int, Field(ge=400, le=599, description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong this time, for a person.")]
    instance: Annotated[str | None, Field(description="The request's id, as in the log.")] = None
    errors: Annotated[tuple[FieldError, ...], Field(description="For 400 and 422: each thing that is wrong.")] = ()
