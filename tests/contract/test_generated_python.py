"""openapi-python-client makes a client of openapi.json, and that client works."""

import json
from pathlib import Path

from tests.contract.conftest import EXPECTED, ROOT, TOOLS, run, wanted
from tests.fakes import ARTICLE

USE = Path(__file__).parent / "python/use.py"


def test_generated_python_client_reads_an_article(address: str, tmp_path: Path) -> None:
    generate = wanted(TOOLS / "bin/openapi-python-client", "run `make test`, which installs it")
    python = wanted(TOOLS / "bin/python", "run `make test`, which installs it")
    where = ("--path", str(ROOT / "openapi.json"), "--output-path", str(tmp_path / "generated"))
    run(generate, "generate", *where, "--meta", "none", folder=tmp_path)
    assert json.loads(run(python, str(USE), address, ARTICLE, folder=tmp_path)) == EXPECTED
