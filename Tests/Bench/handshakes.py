"""Full mutual-TLS handshakes a second, with `openssl s_time` as the client of every server."""

import re
import subprocess

import processes

SECONDS = 4


class Handshakes:
    def __init__(self, per_second, per_cpu_second):
        self.per_second = per_second
        self.per_cpu_second = per_cpu_second


def measure(address, pid, client, authority, version):
    """One client on its own core makes one new connection after the other.

    The client's share of a mutual handshake (an RSA signature) is larger than the server's, so this is not what the
    server could do at most: `per_cpu_second` divides by the time that the server really used.
    """
    command = ["taskset", "--cpu-list", str(processes.CLIENT_CORE), "openssl", "s_time", "-connect", address, "-new"]
    command += ["-time", str(SECONDS), f"-{version}", "-CAfile", authority]
    command += ["-cert", client["certificate"], "-key", client["key"]]
    before = processes.cpu_seconds(pid)
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    used = processes.cpu_seconds(pid) - before
    counted = re.search(r"(\d+) connections in (\d+) real seconds", answer.stdout)
    if not counted or int(counted[1]) == 0:
        raise SystemExit(f"no handshake with {address}: {answer.stdout[-500:]}{answer.stderr[-500:]}")
    return Handshakes(int(counted[1]) / int(counted[2]), int(counted[1]) / max(used, 0.01))


class OpenSSLServer:
    """`openssl s_server` with given key and chain, which demands a client certificate of the given authorities."""

    def __init__(self, folder, credentials, client):
        self.log = folder / "s_server.log"
        key, leaf, chain = credentials
        self.port = processes.free_port()
        self.command = ["openssl", "s_server", "-accept", str(self.port), "-key", key, "-cert", leaf, "-quiet"]
        if chain.stat().st_size:
            self.command += ["-cert_chain", chain]
        self.command += ["-CAfile", client["authorities"], "-Verify", "3", "-verify_return_error"]
        # As ours: no session is ever resumed.
        self.command += ["-no_ticket", "-num_tickets", "0", "-no_cache"]

    def __enter__(self):
        self.process = processes.start(self.command, self.log, core=processes.SERVER_CORE)
        processes.until(lambda: processes.accepts(self.port), self.process, self.log)
        return self

    def __exit__(self, *_):
        processes.stop(self.process)
