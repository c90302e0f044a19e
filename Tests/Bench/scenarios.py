"""The shipped scenarios with the reference client."""

import json
import os
import statistics
import subprocess
import time

from simulator import PROGRAM


def scenarios(table, folder):
    report = folder / "scenarios.json"
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "scenario-cache"))
    command = [PROGRAM, "run", "--pace", "0", "--json", report]
    # The first run makes the keys that the wrong certificates need.
    subprocess.run(command, check=True, capture_output=True, env=environment)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    seconds = time.perf_counter() - start
    runs = json.loads(report.read_text())["runs"]
    table.at_most(f"all {len(runs)} cases of the shipped scenarios", seconds, 15, "s", note="--pace 0")
    median = statistics.median(run["milliseconds"] for run in runs)
    table.at_most("one case from start to grade, p50", median, 60, "ms")
