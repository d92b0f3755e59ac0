"""What a fresh checkout relies on: lock files, image, make."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_pin_by_hash_and_name_no_index_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.match(r"[\w.-]+(\[[\w,-]+\])?==|    --hash=sha256:[0-9a-f]{64}", line) for line in lines)
    assert not re.search(r"https?:|file:|--index|--find-links|/\w+/\w+/", text)


@pytest.mark.parametrize(
    ("name", "extras"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev", "eval"])]
)
def test_lock_files_hold_everything_the_project_asks_for(name: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    names = {re.split(r"[\[>=<; ]", one)[0].lower() for one in wanted}
    locked = set(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert names <= locked


def test_make_help_explains_every_target_people_call() -> None:
    made = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "lint", "types", "imports", "openapi", "bench", "eval", "lock", "vendor", "model", "help"):
        assert re.search(rf"^  make {target} +\S", made, re.MULTILINE)


def test_an_old_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    made = subprocess.run(
        ["make", f"PYTHON={old}", f"VENV={tmp_path}/venv", f"{tmp_path}/venv/python"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode != 0
    assert "needs Python 3.11 or newer" in made.stderr


def test_the_manifests_are_yaml_and_probe_the_services_own_paths() -> None:
    kinds = [one["kind"] for one in yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8"))]
    assert kinds == ["Deployment", "Service", "PodDisruptionBudget"]
    text = (ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")
    assert "path: /healthz" in text
    assert "path: /readyz" in text
    assert set(yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))["services"]) == {
        "dragoman",
        "database",
    }


def test_the_image_runs_as_nobody_in_particular_with_a_health_check_and_no_model_inside() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for word in ("USER 10001", "HEALTHCHECK", "ca-certificates", "--require-hashes", "DRAGOMAN_MODEL_FOLDER=/models"):
        assert word in text
    assert "gguf" not in text
    assert "models" not in (ROOT / ".dockerignore").read_text(encoding="utf-8")
