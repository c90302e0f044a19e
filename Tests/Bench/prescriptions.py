"""Whole prescriptions: verified and signed in one process, and a day's batch signed remotely."""

import json
import os
import pathlib
import subprocess
import time

from simulator import PROGRAM, Simulator

DOCUMENT = pathlib.Path(__file__).parents[2] / "Scenarios/documents/prescription.xml"
BATCH = 1000


def call(*arguments, **environment):
    environment = dict(os.environ, **environment)
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True, env=environment).stdout


def copies(folder, count):
    """Prescriptions that differ: the hash of each is another."""
    text = DOCUMENT.read_text()
    paths = []
    for number in range(count):
        path = folder / f"prescription-{number}.xml"
        # More base64 at the beginning of the text: the number says how much.
        path.write_text(text.replace('">U0o', '">U0o' + "AAAA" * number, 1))
        paths.append(path)
    return paths


def prescriptions(table, folder, signs_per_second):
    work = folder / "prescriptions"
    work.mkdir(exist_ok=True)
    with Simulator(folder / "first-0") as simulator:
        ready = simulator.folder / "ready.json"
        signed = work / "signed.xml"
        call("sign", DOCUMENT, "--output", signed, "--ready", ready)
        times = json.loads(call("measure", signed, "--unsigned", DOCUMENT))
        table.at_most("verify a prescription, p50, in process", times["verify"], 5, "ms")
        limit = 1.2 * times["rsa"] + 2
        note = f"1.2 times its RSA operation ({times['rsa']:.2f} ms) and 2 ms"
        table.at_most("sign and assemble a prescription, p50, in process", times["sign"], limit, "ms", note=note)
        inputs = copies(work, BATCH)
        start = time.perf_counter()
        call("sign", *inputs, "--ready", ready)
        ours = BATCH / (time.perf_counter() - start)
    table.ratio_at_least(
        f"{BATCH:,} prescriptions signed remotely in one call", ours, signs_per_second, 0.6, "/s",
        "with login, client-side verification and files, against openssl speed rsa2048",
    )
