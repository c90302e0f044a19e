"""A desk with 100,000 facilities and 10,000 revoked certificates, beside one with a single facility's certificate."""

import statistics
import subprocess
import time

import handshakes
import processes
from simulator import PROGRAM, Simulator

FACILITIES = 100_000
REVOKED = 10_000
STARTS = 5
ROUNDS = 5


def desk(table, folder):
    with Simulator(folder / "one", core=processes.SERVER_CORE):
        pass
    large = folder / "large"
    with Simulator(large, core=processes.SERVER_CORE):
        pass
    _make(large)
    _starts(table, large)
    with (
        Simulator(folder / "one", core=processes.SERVER_CORE) as one,
        Simulator(large, core=processes.SERVER_CORE) as many,
    ):
        time.sleep(2)
        growth = processes.resident_mebibytes(many.pid) - processes.resident_mebibytes(one.pid)
        note = f"{growth:.1f} MiB for {FACILITIES:,}; both idle after their start"
        table.at_most("resident memory per facility", growth * 1024 / FACILITIES, 1, "KiB", note=note)
        _handshakes(table, one, many)
        _commits(table, one, many)


def _make(folder):
    start = time.perf_counter()
    command = [PROGRAM.with_name("FacilityMaker"), folder / "state", folder / "cache/hpki-sim/keys-v1"]
    subprocess.run(command + [str(FACILITIES), str(REVOKED)], check=True)
    print(f"  {FACILITIES:,} facilities made in {time.perf_counter() - start:.0f} s", flush=True)


def _starts(table, folder):
    elapsed, used = [], []
    for _ in range(STARTS):
        with Simulator(folder, core=processes.SERVER_CORE) as simulator:
            elapsed.append(simulator.seconds_to_ready)
            used.append(processes.cpu_seconds(simulator.pid))
    note = f"median of {STARTS}; {statistics.median(used):.2f} s of user and system CPU time"
    table.at_most(f"start to ready, {FACILITIES:,} facilities", statistics.median(elapsed), 2, "s", note=note)


def _handshakes(table, one, many):
    """In turns, so that whatever else the machine does meets both."""
    measured = {one: [], many: []}
    prepared = {simulator: (simulator.client_certificate, simulator.trusted) for simulator in measured}
    for round_number in range(ROUNDS + 1):
        for simulator, (client, trusted) in prepared.items():
            result = handshakes.measure(simulator.signing_address, simulator.pid, client, trusted, "tls1_3")
            # The first round signs the revocation list.
            if round_number > 0:
                measured[simulator].append((1000 / result.per_second, 1000 / result.per_cpu_second))
    middle = {
        simulator: [statistics.median(column) for column in zip(*results)] for simulator, results in measured.items()
    }
    what = f"handshake, {FACILITIES:,} facilities, {REVOKED:,} revoked, against one"
    table.ratio_at_most(what, middle[many][0], middle[one][0], 1.1, "ms")
    table.ratio_at_most(f"{what}, server's CPU", middle[many][1], middle[one][1], 1.1, "ms")


def _commits(table, one, many):
    """A command that changes a facility, by the admin API: what a commit costs must not grow with the world."""
    times = {one: [], many: []}
    commands = {simulator: simulator.administrator() for simulator in times}
    for number in range(400):
        for simulator, command in commands.items():
            start = time.perf_counter()
            command("facility.change-beds", facility="clinic", beds=number % 2 + 1)
            times[simulator].append((time.perf_counter() - start) * 1000)
    middle = {simulator: statistics.median(values[50:]) for simulator, values in times.items()}
    table.ratio(f"command on a facility, {FACILITIES:,} facilities, against one", middle[many], middle[one], "ms", 2)
