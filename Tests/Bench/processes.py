"""Starting the servers that are measured, and looking at what they use."""

import os
import socket
import subprocess
import time

# A server gets a core of its own and its clients the other one, where there are two.
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[-1], CORES[0]


def start(command, log, core=None, **options):
    """Starts a program with its output in a file, on one core if one is named."""
    if core is not None:
        command = ["taskset", "--cpu-list", str(core)] + command
    with open(log, "ab") as output:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options)


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(condition, process, log, deadline=60.0):
    """Waits in steps of a fifth of a millisecond, so that the waiting does not blur a time of some milliseconds."""
    end = time.monotonic() + deadline
    while not condition():
        if process.poll() is not None or time.monotonic() > end:
            stop(process)
            with open(log, errors="replace") as output:
                raise SystemExit(f"{process.args} did not become ready:\n{output.read()[-4000:]}")
        time.sleep(0.0002)


def accepts(port):
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def cpu_seconds(pid):
    """What all threads of a process have used so far, in user and kernel mode."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mebibytes(pid, kind="VmRSS"):
    with open(f"/proc/{pid}/status") as status:
        line = next(line for line in status if line.startswith(kind + ":"))
    return int(line.split()[1]) / 1024
