"""Whole prescriptions: verified and signed in one process, and a day's batch signed remotely."""

import json
import os
import pathlib
import subprocess
import time

import load
import processes
from client import random_hashes
from simulator import PROGRAM, SHA256, SHA256_WITH_RSA, Simulator

DOCUMENT = pathlib.Path(__file__).parents[2] / "Scenarios/documents/prescription.xml"
BATCH = 1000
PER_CALL = 100


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


def signer_of_documents(simulator):
    """A connection with a token of its own, as a function that has the elements of some documents made: signDoc."""
    client = simulator.connect()
    client.headers["Authorization"] = "Bearer " + simulator.log_in()
    credential = {"credentialID": simulator.ready["credential_id"]}

    def authorize_and_sign(count):
        hashes = {"hashes": random_hashes(count), "hashAlgorithmOID": SHA256}
        authorization = credential | hashes | {"numSignatures": count, "authData": []}
        sad = client.json("POST", "/csc/v2/credentials/authorize", authorization)["SAD"]
        digests = hashes | {"signature_format": "X", "conformance_level": "Ades-B-B", "signAlgo": SHA256_WITH_RSA}
        order = credential | {"SAD": sad, "documentDigests": [digests]}
        assert len(client.json("POST", "/csc/v2/signatures/signDoc", order)["SignatureObject"]) == count

    return authorize_and_sign


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
    what = f"`sign` with {BATCH:,} files: login, signing, verification of each, a file for each"
    table.ratio(what, ours, signs_per_second, "/s")
    with Simulator(folder / "first-0", core=processes.SERVER_CORE) as simulator:
        signers = [signer_of_documents(simulator) for _ in range(4)]
        load.signatures_per_second(signers, PER_CALL, total=BATCH)
        served = load.signatures_per_second(signers, PER_CALL, total=10 * BATCH)
    what = f"prescriptions signed remotely by the service (signDoc, {PER_CALL} a call) on one core"
    table.ratio_at_least(what, served, signs_per_second, 0.6, "/s", "openssl speed rsa2048")
