"""The tools an agent sees. What they answer is what HTTP answers; what goes wrong is a tool error with the problem's words."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final

from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from starlette.datastructures import QueryParams

from schemas.extraction import Extraction, ExtractionOptions, ExtractionRequest, Include
from service import __version__
from service.bootstrap import Services
from service.clock import within
from service.errors import BodyTooLarge, NotFound
from service.mcp.telling import told_to
from service.web.admission import Admission
from service.web.bodies import JSON, read_request
from service.web.problems import encode, note, problem_of

INSTRUCTIONS: Final = """\
Reads news articles about diplomacy and conflict. `extract_article` returns who did what to whom (events), who was sent to which
talks (delegations) and who supports or opposes what (stances). Every record carries the sentences that state it, word for word,
with character offsets: quote those, and claim nothing that no record says. Actors are listed once and referred to by id."""
_READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
Answered = Annotated[CallToolResult, Extraction]


def _said(name: str) -> str | None:
    return ExtractionOptions.model_fields[name].description or ExtractionRequest.model_fields[name].description


Text = Annotated[str | None, Field(description="The article as plain text, unshortened. Give this or `html`.")]
Html = Annotated[str | None, Field(description="The article's page; its main text is read out. Give this or `text`.")]
Title = Annotated[str | None, Field(description=_said("title"))]
Published = Annotated[
    str | None, Field(description="Publication date, YYYY-MM-DD; words like “tomorrow” are resolved against it.")
]
Source = Annotated[str | None, Field(description=_said("source"))]
Url = Annotated[str | None, Field(description=_said("url"))]
Language = Annotated[str | None, Field(description=_said("language"))]
Included = Annotated[list[Include] | None, Field(description=_said("include"))]
Model = Annotated[str | None, Field(description=_said("model"))]
Verify = Annotated[bool, Field(description=_said("verify"))]
Id = Annotated[str, Field(description="Id of an extraction made before, `ext_…`.", max_length=100)]


class Tools:
    """The tools as functions; their signatures and first lines are what an agent is shown."""

    def __init__(self, services: Services) -> None:
        settings = services.settings
        self._services = services
        self._admission = Admission(at_once=settings.max_in_flight, queued=settings.max_queued)

    async def extract_article(
        self,
        context: Context[Any, Any],
        text: Text = None,
        html: Html = None,
        title: Title = None,
        published: Published = None,
        source: Source = None,
        url: Url = None,
        language: Language = None,
        include: Included = None,
        model: Model = None,
        verify: Verify = False,  # noqa: FBT002 - as above
    ) -> Answered:
        """Extract the events, delegations and stances that a news article states, each with its evidence."""
        article: dict[str, object] = {
            "text": text,
            "html": html,
            "title": title,
            "published": published,
            "source": source,
            "url": url,
        }
        options = {"language": language, "include": include, "model": model, "verify": verify or None}
        services = self._services
        try:
            request = _request(article | options, limit=services.settings.max_body_bytes)
            deadline = within(services.settings.deadline_seconds, services.clock)
            async with self._admission.place(deadline), told_to(context) as observe:
                answer = await services.extract(request, deadline=deadline, observe=observe)
        except Exception as error:  # noqa: BLE001 - the border: every failure becomes a tool error, and is logged
            return _failed(error)
        return _answered(answer.body)

    async def get_extraction(self, extraction_id: Id) -> Answered:
        """Return an extraction that was made before, without asking a model."""
        try:
            body = await self._services.store.find_extraction(extraction_id)
        except Exception as error:  # noqa: BLE001 - as above
            return _failed(error)
        if body is None:
            return _failed(NotFound(f"there is no extraction `{extraction_id}`; it was never made here, or has been deleted"))
        return _answered(body)


def create_server(services: Services) -> MCPServer[Any]:
    """Return the server, for whatever transport."""
    server: MCPServer[Any] = MCPServer(
        "dragoman", title="Dragoman", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )
    tools = Tools(services)
    server.add_tool(tools.extract_article, title="Read a news article", annotations=_READS)
    server.add_tool(tools.get_extraction, title="Get an extraction again", annotations=_READS)
    return server


def _request(given: Mapping[str, object], *, limit: int) -> ExtractionRequest:
    """Return the request, checked as a JSON body is."""
    body = json.dumps({name: value for name, value in given.items() if value is not None}).encode()
    if len(body) > limit:
        raise BodyTooLarge(f"the article has more than the {limit} bytes this service takes")
    return read_request(body, content_type=JSON, query=QueryParams())


def _answered(body: bytes) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=body.decode())], structured_content=json.loads(body))


def _failed(error: Exception) -> CallToolResult:
    problem = problem_of(error, instance=None)
    note(error, problem)
    return CallToolResult(
        content=[TextContent(text=f"{problem.title}: {problem.detail}")],
        structured_content=json.loads(encode(problem)),
        is_error=True,
    )
