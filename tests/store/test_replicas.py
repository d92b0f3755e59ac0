"""Several processes on one database."""

import json
import subprocess
import sys
from collections import Counter

from tests.store.replica import CLAIMS, LIMIT


def test_replicas_that_start_at_once_on_an_empty_database_share_every_claim_count_and_run(blank_url: str) -> None:
    program = [sys.executable, "-m", "tests.store.replica", blank_url]
    replicas = [
        subprocess.Popen([*program, f"replica {n}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for n in range(3)
    ]
    for replica in replicas:
        assert replica.stdout
        assert replica.stdout.readline() == "ready\n"
    outputs = []
    for replica in replicas:
        assert replica.stdin
        replica.stdin.write("go\n")
        replica.stdin.flush()
    for replica in replicas:
        out, _ = replica.communicate(timeout=120)
        assert replica.returncode == 0
        outputs.append(json.loads(out))
    total: Counter[str] = sum((Counter(output) for output in outputs), Counter())
    assert total == {"claims": CLAIMS, "reserved": LIMIT, "runs": CLAIMS}
