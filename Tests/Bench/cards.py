"""Cards in readers: our socket beside Debian's pcscd with its vpcd driver, with the same card behind both."""

import contextlib
import os
import pathlib
import statistics
import subprocess
import time

import processes

ROOT = pathlib.Path(__file__).parents[2]
PROBE = ROOT / ".build/release/PCSCProbe"
PCSCD = ROOT / ".build-peers/pcscd"
SECONDS = 5
ROUNDS = 41

READER = """FRIENDLYNAME "Virtual PCD"
DEVICENAME /dev/null:{port:#x}
LIBPATH {folder}/usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID {port:#x}
"""

# pcscd's socket has a fixed place: it is bound to ours in a mount namespace.
START = """
mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd &&
exec "$2/usr/sbin/pcscd" --foreground --info --config "$3"
"""


class Client:
    """A C program: what is measured is the service."""

    def __init__(self, folder):
        self.program = folder / "cards"
        source = pathlib.Path(__file__).with_name("cards.c")
        command = ["cc", "-O2", "-Wall", "-Werror", "-pthread", "-o", self.program, source, "-ldl"]
        subprocess.run(command, check=True)

    def run(self, socket, *arguments):
        command = [self.program, *map(str, arguments)]
        environment = dict(os.environ, PCSCLITE_CSOCK_NAME=str(socket))
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
        return [float(line) for line in answer.stdout.split()]


@contextlib.contextmanager
def served(folder, *options):
    """A reader with a card of ours; yields its socket and where words for hands at the reader are written."""
    socket, control, log = folder / "ours.comm", folder / "control", folder / "log"
    control.unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    os.mkfifo(control)
    # Kept open for writing too: the end of one writer is not the end of its input.
    with open(os.open(control, os.O_RDWR)) as words, open(log, "ab") as output:
        arguments = [PROBE, "serve", socket, *map(str, options)]
        process = subprocess.Popen(arguments, stdin=words, stdout=output, stderr=output)
    try:
        processes.until(lambda: b"serving" in log.read_bytes(), process, log)
        yield socket, control
    finally:
        processes.stop(process)


@contextlib.contextmanager
def pcscd(folder):
    """Debian's service with an empty virtual reader; yields its socket and the driver's port."""
    port, run, readers, log = processes.free_port(), folder / "run", folder / "readers", folder / "pcscd.log"
    for directory in (run, readers):
        directory.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    (readers / "vpcd").write_text(READER.format(port=port, folder=PCSCD))
    libraries = ":".join(str(path) for path in (PCSCD / "usr/lib").glob("*-gnu"))
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", START, "sh", run, PCSCD, readers]
    process = processes.start(command, log, env=dict(os.environ, LD_LIBRARY_PATH=libraries))
    try:
        processes.until(lambda: b"daemon ready" in log.read_bytes(), process, log)
        yield run / "pcscd.comm", port, lambda: processes.until(
            lambda: b"Card ATR" in log.read_bytes(), process, log
        )
    finally:
        processes.stop(process)


def measure(table, folder):
    folder = folder / "cards"
    folder.mkdir()
    client = Client(folder)
    # No core is given to anybody: client and service take turns, and the system does best with both on one.
    with served(folder) as (socket, _):
        client.run(socket, "commands", 1)
        ours = client.run(socket, "commands", SECONDS)[0]
    with served(folder) as (socket, control):
        heard = statistics.median(client.run(socket, "insertion", control, ROUNDS))
    theirs = through_vpcd(client, folder)
    held = through_vpcd(client, folder, "held")
    note = "a C client over libpcsclite, one command after the other"
    table.ratio_at_least("commands to a card", ours, theirs, 1.5, "/s", f"{note}; pcscd + vpcd, acknowledged at once")
    table.ratio_at_least("commands to a card, again", ours, held, 100, "/s", "pcscd + vpcd as Debian ships it")
    table.at_least("commands to a card, by itself", ours, 10_000, "/s")
    with pcscd(folder) as (socket, port, until_card), served(folder, port) as (_, control):
        until_card()
        slow = statistics.median(client.run(socket, "insertion", control, ROUNDS))
    what = "insertion seen by a blocked SCardGetStatusChange"
    table.ratio_at_most(what, heard, slow, 1 / 50, "ms", f"median of {ROUNDS}; pcscd + vpcd")


def through_vpcd(client, folder, *options):
    """Commands a second through Debian's service, its card served by us."""
    with pcscd(folder) as (socket, port, until_card), served(folder, port, *options):
        until_card()
        # The driver takes the reader up in its own time.
        time.sleep(1)
        return client.run(socket, "commands", SECONDS)[0]
