"""openapi-typescript makes types of openapi.json; a program in strict TypeScript compiles against them, and works."""

import json
import shutil
from pathlib import Path

from tests.contract.conftest import EXPECTED, ROOT, run, wanted
from tests.fakes import ARTICLE

FOLDER = Path(__file__).parent / "typescript"


def test_generated_typescript_client_reads_an_article(address: str, tmp_path: Path) -> None:
    node = wanted("node", "install Node.js 20 or newer")
    for name in ("openapi-typescript", "tsc"):
        wanted(FOLDER / "node_modules/.bin" / name, "run `make test`, which installs it")
    for name in ("package.json", "tsconfig.json", "use.ts"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(FOLDER / "node_modules")
    run("node_modules/.bin/openapi-typescript", str(ROOT / "openapi.json"), "-o", "schema.d.ts", folder=tmp_path)
    run("node_modules/.bin/tsc", folder=tmp_path)
    assert json.loads(run(node, "use.js", address, ARTICLE, folder=tmp_path)) == EXPECTED
