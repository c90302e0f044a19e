"""Several connections that sign at once, so that the server never waits for a client."""

import threading
import time


def signatures_per_second(signers, batch, seconds=None, total=None):
    """Each signer works in a thread of its own, in batches, for some seconds or until a total is reached."""
    lock, counted = threading.Lock(), [0]
    start = time.perf_counter()

    def is_over():
        with lock:
            if total is not None and counted[0] >= total:
                return True
            counted[0] += batch
        return seconds is not None and time.perf_counter() - start > seconds

    failures = []

    def work(signer):
        try:
            while not is_over():
                signer(batch)
        except Exception as failure:  # noqa: BLE001 (whatever it is, the measurement is void)
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(signer,)) for signer in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return counted[0] / (time.perf_counter() - start)
