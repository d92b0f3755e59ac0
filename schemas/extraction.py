"""The request and the response of `POST /v1/extractions`."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from schemas.actor import Actor
from schemas.article import Article
from schemas.base import Kind, Wire
from schemas.delegation import Delegation
from schemas.event import Event
from schemas.stance import Stance

Include = Literal["events", "delegations", "stances", "text"]
RejectionReason = Literal[
    "invalid_draft", "unreadable_reply", "unknown_sentence", "unknown_actor", "actor_not_in_article", "ungrounded", "example_leak",
    "duplicate", "not_verified", "out_of_scope",
]  # fmt: skip
WarningCode = Literal[
    "date_unsupported", "date_unresolved", "place_unsupported", "actor_dropped", "instruction_like_text", "call_failed",
    "reply_truncated", "language_uncertain", "unverified", "not_stored",
]  # fmt: skip


def _iso_day(value: object) -> object:
    """Pydantic reads "0" as a day of 1970, and after a validator of ours no text at all when strict; only ISO 8601 is meant here."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("write the day as YYYY-MM-DD")
    return date.fromisoformat(value)


class ExtractionOptions(Wire):
    """Everything about a request but the article itself; for `text/plain` bodies these are the query parameters."""

    title: Annotated[str | None, Field(max_length=1000, description="Headline.")] = None
    published: Annotated[
        date | None,
        BeforeValidator(_iso_day),
        Field(description="Publication date; read from the text's first line when absent."),
    ] = None
    source: Annotated[
        str | None, Field(max_length=1000, description="Who published it; may be named as the voice of a stance.")
    ] = None
    url: Annotated[str | None, Field(max_length=2000, description="Where it was published. Never fetched.")] = None
    language: Annotated[str | None, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code; detected when absent.")] = None
    include: Annotated[
        tuple[Include, ...],
        Field(min_length=1, description="Kinds of records wanted; `text` adds the article text to the answer."),
    ] = ("events", "delegations", "stances")
    model: Annotated[
        str | None, Field(max_length=200, description="One of the models this service offers; its default when absent.")
    ] = None
    verify: Annotated[bool, Field(description="Ask in a second, cheap call whether the cited sentences state each record.")] = (
        False
    )


class ExtractionRequest(ExtractionOptions):
    """An article to read, as plain text or as HTML."""

    text: Annotated[str | None, Field(description="The article. Offsets refer to this string, unchanged.")] = None
    html: Annotated[str | None, Field(description="The article's page; its main text is read out and returned.")] = None

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give exactly one of `text` and `html`")
        return self

    def options(self) -> ExtractionOptions:
        """The request without its article."""
        return ExtractionOptions(**{name: getattr(self, name) for name in ExtractionOptions.model_fields})


class Rejected(Wire):
    """A draft of the model that did not become a record, and why. Nothing is dropped in silence."""

    kind: Annotated[Kind | Literal["actor", "reply"], Field(description="What it would have been; `reply` for a whole reply.")]
    reason: Annotated[
        RejectionReason,
        Field(
            description="`invalid_draft`: not of the form asked for; `unreadable_reply`: nothing of a reply could be read; "
            "`unknown_sentence`, `unknown_actor`: it cites a number that there is not; `actor_not_in_article`, `ungrounded`: the "
            "article, or the cited sentences, do not carry it; `example_leak`: it comes from the prompt's example; `duplicate`: told "
            "before; `not_verified`: a second question denied it; `out_of_scope`: not asked for."
        ),
    ]
    detail: Annotated[str, Field(description="What was wrong, for a person.")]
    draft: Annotated[dict[str, Any], Field(description="The draft as the model gave it.")]


class Warning(Wire):
    """Something a careful reader of the result should know."""

    code: Annotated[
        WarningCode,
        Field(
            description="`date_unsupported`, `place_unsupported`: left out, the cited sentences do not carry it; `date_unresolved`: its "
            "words name no day; `actor_dropped`: left out of a record, not in the article; `instruction_like_text`: a sentence speaks to "
            "a model; `call_failed`, `reply_truncated`: records may be missing; `language_uncertain`; `unverified`: the second "
            "question failed; `not_stored`: the answer could not be kept."
        ),
    ]
    detail: Annotated[str, Field(description="What it is about, for a person.")]
    record: Annotated[str | None, Field(description="Id of the record it concerns.")] = None
    sentence: Annotated[int | None, Field(ge=1, description="Number of the sentence it concerns.")] = None


class Tokens(Wire):
    """What the model calls cost, in the endpoint's own count."""

    prompt: Annotated[int, Field(ge=0, description="Tokens sent.")] = 0
    cached: Annotated[int, Field(ge=0, description="The part of `prompt` that the endpoint served from its prefix cache.")] = 0
    completion: Annotated[int, Field(ge=0, description="Tokens answered.")] = 0


class Provenance(Wire):
    """How the records came about."""

    model: Annotated[str, Field(description="The model that answered.")]
    prompt: Annotated[str, Field(description="Prompt version.", examples=["extract/v1"])]
    schema_version: Annotated[str, Field(alias="schema", description="Version of the response schema.")]
    service: Annotated[str, Field(description="Version of this service.")]
    created: Annotated[str, Field(description="When the model was asked, ISO 8601, UTC.")]
    cached: Annotated[bool, Field(description="True when this answer came from the store.")]
    calls: Annotated[int, Field(ge=0, description="Model calls behind the records, kept ones included.")]
    tokens: Tokens
    cost_usd: Annotated[float | None, Field(ge=0, description="By the price table; null when the model has no price there.")] = (
        None
    )
    duration_ms: Annotated[int, Field(ge=0, description="Milliseconds from request to answer, when the model was asked.")]

    model_config = Wire.model_config | {"populate_by_name": True, "serialize_by_alias": True}


class Extraction(Wire):
    """Everything found in one article."""

    id: Annotated[str, Field(pattern=r"^ext_[0-9a-f]+$", description="Where it can be had again: a hash of all that decides it.")]
    complete: Annotated[bool, Field(description="False when a model call failed for good: records may be missing.")]
    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    stances: tuple[Stance, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warning, ...] = ()
    provenance: Provenance

    def _repr_html_(self) -> str:
        """What a notebook shows: a small table for each kind of record."""
        from schemas.notebook import render_cell  # noqa: PLC0415 - it imports this module; only notebooks need it

        return render_cell(self)
