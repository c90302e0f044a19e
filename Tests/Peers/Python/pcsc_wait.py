"""Blocking SCardGetStatusChange and SCardCancel through pyscard, one step for each line on standard input.

`wait SECONDS` prints the event state in hex or the error; `cancel-later` cancels the next wait from another thread;
`transmit HEX`, `reconnect`, `begin`, `end`, `reset` act on a connection that is made at first.
"""

import sys
import threading
import time

import smartcard.scard as pcsc


def hexadecimal(number):
    return f"{number & 0xFFFFFFFF:#x}"


class Program:
    def __init__(self):
        result, self.context = pcsc.SCardEstablishContext(pcsc.SCARD_SCOPE_USER)
        assert result == 0, hexadecimal(result)
        result, readers = pcsc.SCardListReaders(self.context, [])
        assert result == 0, hexadecimal(result)
        self.reader = readers[0]
        self.state = pcsc.SCARD_STATE_UNAWARE
        self.update(0)
        self.card = None
        self.is_cancelling = False

    def update(self, milliseconds):
        result, states = pcsc.SCardGetStatusChange(self.context, milliseconds, [(self.reader, self.state)])
        if result == 0:
            self.state = states[0][1] & ~pcsc.SCARD_STATE_CHANGED
            return hexadecimal(states[0][1])
        return hexadecimal(result)

    def wait(self, seconds):
        if self.is_cancelling:
            threading.Thread(target=self.cancel, daemon=True).start()
            self.is_cancelling = False
        print("waiting", flush=True)
        return self.update(int(float(seconds) * 1000))

    def cancel(self):
        # A cancel before the wait has begun is lost: it is said again until the wait has ended.
        while True:
            time.sleep(0.05)
            pcsc.SCardCancel(self.context)

    def connect(self):
        result, self.card, self.protocol = pcsc.SCardConnect(
            self.context, self.reader, pcsc.SCARD_SHARE_SHARED, pcsc.SCARD_PROTOCOL_ANY
        )
        return hexadecimal(result)

    def transmit(self, command):
        result, answer = pcsc.SCardTransmit(self.card, self.protocol, list(bytes.fromhex(command)))
        return bytes(answer).hex() if result == 0 else hexadecimal(result)

    def reconnect(self):
        arguments = (self.card, pcsc.SCARD_SHARE_SHARED, pcsc.SCARD_PROTOCOL_ANY, pcsc.SCARD_LEAVE_CARD)
        return hexadecimal(pcsc.SCardReconnect(*arguments)[0])

    def begin(self):
        return hexadecimal(pcsc.SCardBeginTransaction(self.card))

    def end(self):
        return hexadecimal(pcsc.SCardEndTransaction(self.card, pcsc.SCARD_LEAVE_CARD))

    def reset(self):
        return hexadecimal(pcsc.SCardEndTransaction(self.card, pcsc.SCARD_RESET_CARD))


def main():
    program = Program()
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin, 1):
        name, *arguments = line.split()
        if name == "cancel-later":
            program.is_cancelling = True
            continue
        print(f"{number} {name} {getattr(program, name)(*arguments)}", flush=True)


main()
