"""The base of every model that is another model with something added."""

from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText


class WrappedModel:
    """Passes everything on to `model`; subclasses add to `ask`."""

    def __init__(self, model: ChatModel) -> None:
        self.model = model

    @property
    def name(self) -> str:
        return self.model.name

    @property
    def endpoint(self) -> str:
        return self.model.endpoint

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        return await self.model.ask(request, deadline=deadline, on_text=on_text)

    async def aclose(self) -> None:
        await self.model.aclose()
