"""`make bench`: how fast and how large hpki-sim is, beside its nearest rival and beside OpenSSL itself.

Prints one table. A figure that falls short stays in it; the exit status is 1 then.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import cards
import handshakes
import load
import methods
import prescriptions
import processes
import scale
import scenarios
from client import median_milliseconds
from rival import Rival
from simulator import PROGRAM, Simulator
from table import Table

STARTS = 5
ROUNDS = 200
REVOKED = 10_000


def openssl_signs_per_second():
    """RSA-2048 signatures a second on the server's core, by `openssl speed`."""
    command = ["taskset", "--cpu-list", str(processes.SERVER_CORE), "openssl", "speed", "-seconds", "5", "-mr", "rsa2048"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(re.search(r"^\+F2:\d+:2048:([\d.]+):", answer, re.M)[1])


def median_start(make, attribute):
    times = []
    for _ in range(STARTS):
        with make() as server:
            times.append(getattr(server, attribute) * 1000)
    return statistics.median(times)


def starts(table, folder, rival):
    firsts = []
    for number in range(3):
        with Simulator(folder / f"first-{number}") as simulator:
            firsts.append(simulator.seconds_to_ready)
    table.at_most("very first start (keys are made)", max(firsts), 5, "s", note="slowest of 3")
    ours = median_start(lambda: Simulator(folder / "first-0"), "seconds_to_ready")
    theirs = median_start(lambda: rival, "seconds_to_first_answer")
    bare = median_milliseconds(lambda: subprocess.run([PROGRAM, "--version"], capture_output=True), STARTS)
    note = f"median of {STARTS}; {bare:.0f} ms of it load the program and the Swift runtime, as for --version"
    table.ratio_at_most("start to ready", ours, theirs, 0.1, "ms", note)
    table.at_most("start to ready, by itself", ours, 100, "ms")


def signing(table, folder, rival):
    with rival:
        theirs = median_milliseconds(rival.authorize_and_sign, ROUNDS)
    with Simulator(folder / "first-0") as simulator:
        ours = median_milliseconds(simulator.signer(), ROUNDS)
    table.ratio_at_most("authorize + signHash, p50", ours, theirs, 0.1, "ms", "ours with mutual TLS, keep-alive")


def batches(table, folder):
    theirs = openssl_signs_per_second()
    with Simulator(folder / "first-0", core=processes.SERVER_CORE) as simulator:
        signers = [simulator.signer() for _ in range(4)]
        ours = load.signatures_per_second(signers, batch=50, seconds=10)
    table.ratio_at_least("batches of 50 on one core", ours, theirs, 0.75, "signatures/s", "openssl speed rsa2048")


def tls(table, folder):
    with Simulator(folder / "first-0", core=processes.SERVER_CORE) as simulator:
        client, authority = simulator.client_certificate, simulator.trusted
        credentials = simulator.server_credentials()
        if credentials is None:
            return table.not_measured("mutual TLS handshakes", "the server's key was not found in its key folder")
        for version in ("tls1_2", "tls1_3"):
            ours = handshakes.measure(simulator.signing_address, simulator.pid, client, authority, version)
            with handshakes.OpenSSLServer(folder, credentials, client) as server:
                address = f"localhost:{server.port}"
                theirs = handshakes.measure(address, server.process.pid, client, authority, version)
            name = version.replace("tls", "TLS ").replace("_", ".")
            table.ratio_at_least(f"handshakes, {name}", ours.per_second, theirs.per_second, 0.7, "/s", "openssl s_server")
            table.ratio(f"handshakes, {name}, per CPU second", ours.per_cpu_second, theirs.per_cpu_second, "/s")


def revocation(table, folder):
    def handshake_milliseconds(simulator):
        client, authority = simulator.client_certificate, simulator.trusted
        measured = handshakes.measure(simulator.signing_address, simulator.pid, client, authority, "tls1_3")
        return 1000 / measured.per_second, 1000 / measured.per_cpu_second

    with Simulator(folder / "revoking", core=processes.SERVER_CORE) as simulator:
        none = handshake_milliseconds(simulator)
    simulator.add_issued_certificates(REVOKED)
    with Simulator(folder / "revoking", core=processes.SERVER_CORE) as simulator:
        command = simulator.administrator()
        for number in range(REVOKED):
            command("client-certificate.revoke", certificate=simulator.added_certificate(number), reason="superseded")
        many = handshake_milliseconds(simulator)
    what = f"handshake with {REVOKED:,} revoked serials, against none"
    table.ratio_at_most(what, many[0], none[0], 1.1, "ms")
    table.ratio_at_most(f"{what}, server's CPU", many[1], none[1], 1.1, "ms")


def memory(table, folder):
    with Simulator(folder / "first-0") as simulator:
        time.sleep(2)
        idle = processes.resident_mebibytes(simulator.pid)
        own = processes.resident_mebibytes(simulator.pid, "RssAnon")
        note = f"{own:.1f} MiB its own; the rest are pages of the program and of shared libraries (Swift, Foundation)"
        table.at_most("resident memory, idle", idle, 30, "MiB", note=note)
        signers = [simulator.signer() for _ in range(4)]
        load.signatures_per_second(signers, batch=50, total=100_000)
        after = processes.resident_mebibytes(simulator.pid)
        table.ratio_at_most("resident memory after 100,000 signatures", after, idle, 1.5, "MiB", "against idle")


def main():
    table = Table()
    with tempfile.TemporaryDirectory(prefix="hpki-sim-bench-") as name:
        folder = pathlib.Path(name)
        rival = Rival(folder / "rival")
        measures = {
            "starts": lambda: starts(table, folder, rival),
            "signing": lambda: signing(table, folder, rival),
            "batches": lambda: batches(table, folder),
            "tls": lambda: tls(table, folder),
            "revocation": lambda: revocation(table, folder),
            "memory": lambda: memory(table, folder),
            "methods": lambda: methods.latencies(table, folder),
            "background": lambda: methods.background(table, folder),
            "calls": lambda: methods.memory(table, folder),
            "prescriptions": lambda: prescriptions.prescriptions(table, folder, openssl_signs_per_second()),
            "scenarios": lambda: scenarios.scenarios(table, folder),
            "cards": lambda: cards.measure(table, folder),
            "desk": lambda: scale.desk(table, folder),
        }
        for measure in sys.argv[1:] or measures:
            print(measure, flush=True)
            measures[measure]()
    print(f"\n{os.cpu_count()} cores, {subprocess.run(['openssl', 'version'], capture_output=True, text=True).stdout}")
    print(table)
    return 1 if any(row.holds is False for row in table.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
