"""What is measured against: `python -m benchmarks.peers endpoint|model PORT [SECONDS]`."""

import asyncio
import json
import sys
from pathlib import Path

ARTICLE = (Path(__file__).parents[1] / "seeds" / "2025-05-15-istanbul-talks.txt").read_text(encoding="utf-8")
SHEET = json.dumps(
    {
        "actors": ["1 | Ukraine | government UKR GOV", "2 | Russia | government RUS GOV"],
        "events": ["CONSULT/meet planned diplomatic | 1 > 2 | | Istanbul | 1 | Ukraine and Russia are to meet"],
        "delegations": [],
        "stances": ["2 supports indirect | direct talks | 2 | Russia wants direct talks"],
    }
)


def bare_endpoint(port: int) -> None:
    """Serve a FastAPI endpoint that validates the same body and returns the same bytes, and does nothing else."""
    import uvicorn
    from fastapi import FastAPI, Response

    from schemas.extraction import ExtractionRequest

    app, answer = FastAPI(), Path(sys.argv[3]).read_bytes()

    @app.post("/v1/extractions")
    async def extract(request: ExtractionRequest) -> Response:
        del request
        return Response(answer, media_type="application/json")

    uvicorn.run(app, port=port, log_level="error", access_log=False)


class _Model(asyncio.Protocol):
    """Answers every chat completion with the same sheet after some seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._buffer = seconds, bytearray()
        usage = {"prompt_tokens": 3000, "completion_tokens": 120, "total_tokens": 3120}
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": SHEET}}
        document = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
        body = json.dumps(document).encode()
        self._answer = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        start = self._buffer.lower().find(b"content-length:", 0, head)
        length = int(self._buffer[start + 15 : self._buffer.find(b"\r\n", start)])
        if len(self._buffer) >= head + 4 + length:
            self._buffer.clear()
            if self._seconds:
                asyncio.get_running_loop().call_later(self._seconds, self._reply)
            else:
                self._reply()

    def _reply(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(self._answer)


async def model_stub(port: int, seconds: float) -> None:
    """Serve an OpenAI-shaped model that answers after `seconds`."""
    server = await asyncio.get_running_loop().create_server(lambda: _Model(seconds), "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "endpoint":
        bare_endpoint(int(sys.argv[2]))
    else:
        asyncio.run(model_stub(int(sys.argv[2]), float(sys.argv[3])))
