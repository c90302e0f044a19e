"""Each method of the signing API by itself, requests in the background, and memory over very many calls."""

import threading
import time

import processes
from client import random_hashes
from simulator import SHA256, SHA256_WITH_RSA, Simulator
from table import Row

CALLS = 400
BATCH = 100
BACKGROUND_HASHES = 10_000
MANY_CALLS = 200_000


class Caller:
    """One connection, logged in, and the calls that can be made over it again and again."""

    def __init__(self, simulator):
        self.client = simulator.connect()
        self.client.headers["Authorization"] = "Bearer " + simulator.log_in()
        self.credential = {"credentialID": simulator.ready["credential_id"]}

    def post(self, method, body):
        return self.client.json("POST", f"/csc/v2/{method}", body)

    def authorize(self, count=1):
        hashes = {"hashes": random_hashes(count), "hashAlgorithmOID": SHA256}
        sad = self.post("credentials/authorize", self.credential | hashes | {"numSignatures": count, "authData": []})["SAD"]
        return self.credential | {"hashes": hashes["hashes"], "SAD": sad, "signAlgo": SHA256_WITH_RSA}

    def durations(self, calls):
        """Seconds of each call, by method; the order that signHash needs is made outside the measured time."""
        measured = {name: [] for name in ("info", "credentials/list", "credentials/info", "authorize", "signHash")}
        for _ in range(calls):
            self._timed(measured["info"], lambda: self.post("info", {}))
            self._timed(measured["credentials/list"], lambda: self.post("credentials/list", {}))
            self._timed(measured["credentials/info"], lambda: self.post("credentials/info", self.credential))
            order = self._timed(measured["authorize"], self.authorize)
            self._timed(measured["signHash"], lambda: self.post("signatures/signHash", order))
        return measured

    @staticmethod
    def _timed(durations, call):
        start = time.perf_counter()
        answer = call()
        durations.append(time.perf_counter() - start)
        return answer


def latencies(table, folder):
    with Simulator(folder / "first-0", core=processes.SERVER_CORE) as simulator:
        for connections in (1, 64):
            callers = [Caller(simulator) for _ in range(connections)]
            results = _at_once([lambda caller=caller: caller.durations(CALLS // connections + 1) for caller in callers])
            for method in results[0]:
                times = sorted(time * 1000 for result in results for time in result[method])
                p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
                what = f"{method}, {connections} connection{'s' if connections > 1 else ''}: p50, p99"
                table.add(Row(what, f"{p50:.2f} ms", f"{p99:.2f} ms", None, "-", None))


def background(table, folder):
    with Simulator(folder / "first-0", core=processes.SERVER_CORE) as simulator:
        caller, waiting, wrong, start = Caller(simulator), [], 0, time.perf_counter()
        for _ in range(BACKGROUND_HASHES // BATCH):
            order = caller.authorize(BATCH) | {"operationMode": "A"}
            waiting.append(caller.post("signatures/signHash", order)["responseID"])
        while waiting:
            status, _, text = caller.client.send("POST", "/csc/v2/signatures/signPolling", {"requestID": waiting[0]})
            if status == 202:
                time.sleep(0.01)
                continue
            if status != 200 or text.count('"') != 2 * BATCH + 2:
                wrong += 1
            waiting.pop(0)
        rate = BACKGROUND_HASHES / (time.perf_counter() - start)
        note = f"of {BACKGROUND_HASHES:,} hashes, {rate:.0f} signatures/s"
        table.at_most("polls in the background that were not answered rightly", wrong, 0, "", note=note)


def memory(table, folder):
    with Simulator(folder / "first-0") as simulator:
        callers = [Caller(simulator) for _ in range(4)]

        def call(caller, calls):
            for number in range(calls):
                caller.post(("info", "credentials/list")[number % 2], {})

        _at_once([lambda caller=caller: call(caller, 2_500) for caller in callers])
        before = processes.resident_mebibytes(simulator.pid)
        _at_once([lambda caller=caller: call(caller, MANY_CALLS // 4) for caller in callers])
        after = processes.resident_mebibytes(simulator.pid)
        table.ratio_at_most(f"resident memory over {MANY_CALLS:,} calls", after, before, 1.1, "MiB", "against 10,000 calls")


def _at_once(bodies):
    results, failures = [None] * len(bodies), []

    def work(number, body):
        try:
            results[number] = body()
        except Exception as failure:  # noqa: BLE001 (whatever it is, the measurement is void)
            failures.append(failure)

    threads = [threading.Thread(target=work, args=entry) for entry in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results
