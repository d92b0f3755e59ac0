"""A process killed with SIGKILL while it writes."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from service.store import open_store
from tests.store.writer import text_of

KILLS = 200


async def test_every_reply_reported_as_kept_is_read_after_two_hundred_kills(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    url = f"sqlite:///{file}"
    async with open_store(url):
        pass
    program = [sys.executable, "-m", "tests.store.writer", url, str(KILLS), "7"]
    done = subprocess.run(program, check=True, capture_output=True, text=True, timeout=300)  # noqa: ASYNC221 - our own program
    kept = done.stdout.split()
    assert len({key.split("/")[0] for key in kept}) > KILLS * 0.7
    async with open_store(url) as store:
        for key in kept:
            found = await store.find_reply(key)
            assert found, key
            assert found.text == text_of(key)
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
