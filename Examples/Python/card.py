"""A small, careful vendor program for local signing: finds the HPKI card, compares its holder with the person at the
screen, asks for the PIN, has a digest signed, verifies the signature.

    hpki-sim run --area card --task sign-locally -- python3 Examples/Python/card.py

It needs pyscard and cryptography. It knows of cards what is public: JIS X 6320-4 commands, the JAHIS profile of HPKI cards,
and the files of 日本医師会's card. Exit status: 0 signed and verified, 1 told the user why not.
"""

import datetime
import hashlib
import os
import sys
import time

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from smartcard.Exceptions import CardConnectionException, ListReadersException, NoCardException
from smartcard.pcsc.PCSCExceptions import EstablishContextException
from smartcard.scard import SCARD_RESET_CARD
from smartcard.System import readers

from person import holder, is_holder

RID = [0xE8, 0x28, 0xBD, 0x08, 0x0F]  # the first application of an HPKI card is the one for signatures
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")  # SHA-256 (RFC 8017, 9.2, note 1)
ISSUER = "カードの発行元にお問い合わせください。"


class Stopped(Exception):
    """What the user is told: each sentence names who can help (rule ENQ-1)."""


class Card:
    """Commands to the card in one reader."""

    def __init__(self, reader):
        self.connection = reader.createConnection()
        # Without power nobody finds a verified PIN after us.
        self.connection.connect(disposition=SCARD_RESET_CARD)

    def send(self, *command):
        data, sw1, sw2 = self.connection.transmit(list(command))
        while sw1 == 0x61:
            more, sw1, sw2 = self.connection.transmit([command[0] & 0xEF, 0xC0, 0, 0, sw2])
            data += more
        return bytes(data), sw1 << 8 | sw2

    def must(self, *command):
        data, status = self.send(*command)
        if status != 0x9000:
            raise Stopped(f"カードが命令を断りました({status:04X})。{ISSUER}")
        return data

    def read(self, short=0):
        """A whole file: the current one, or that with a short identifier."""
        data, status = self.send(0x00, 0xB0, 0x80 | short if short else 0, 0x00, 0x00)
        block = data
        while status == 0x9000 and len(block) == 256:
            block, status = self.send(0x00, 0xB0, len(data) >> 8, 0x00, 0x00)
            data += block if status in (0x9000, 0x6282) else b""
        return data

    def close(self):
        self.connection.disconnect()


def connected(reader):
    """The card in a reader; one that another program holds for a moment is waited for."""
    for _ in range(5):
        try:
            return Card(reader)
        except CardConnectionException as error:
            if "Sharing" not in str(error):
                raise
            time.sleep(0.2)
    return Card(reader)


def hpki_card():
    """The one HPKI card in the readers."""
    try:
        listed = readers()
    except (EstablishContextException, ListReadersException) as error:
        raise Stopped("カードリーダーのサービス(PC/SC)が動作していません。システムの管理者にご連絡ください。") from error
    if not listed:
        raise Stopped("カードリーダーが見つかりません。接続を確かめ、システムの管理者にご連絡ください。")
    found, reason = [], "HPKIカードを挿入してください。カードがない場合は発行元にお問い合わせください。"
    for reader in listed:
        try:
            card = connected(reader)
        except NoCardException:
            continue
        except CardConnectionException:
            reason = f"カードが読めません。挿し直し、続くときは{ISSUER}"
            continue
        if card.send(0x00, 0xA4, 0x04, 0x00, len(RID), *RID, 0x00)[1] == 0x9000:
            found.append(card)
        else:
            reason = f"このカードはHPKIカードではありません。HPKIカードがない場合は{ISSUER}"
            card.close()
    if len(found) > 1:
        raise Stopped("署名できるカードが複数あります。使うカードだけを残してください。分からないときはシステムの管理者にご連絡ください。")
    if not found:
        raise Stopped(reason)
    return found[0]


def certificate_of(card, is_jma):
    if is_jma:
        card.must(0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x16)
    try:
        certificate = x509.load_der_x509_certificate(card.read(0 if is_jma else 0x18))
    except ValueError as error:
        raise Stopped(f"カードから証明書を読み取れません。{ISSUER}") from error
    if datetime.datetime.utcnow() > certificate.not_valid_after:
        raise Stopped(f"カードの署名用証明書の有効期限が切れています。{ISSUER}")
    if not is_holder(certificate):
        name = next(filter(None, holder(certificate)))
        raise Stopped(f"カードの名義人({name})が、画面の利用者と違います。システムの管理者にお渡しください。")
    return certificate


def verify_pin(card, reference, before):
    """Asks how many tries are left before it sends the PIN, and sends it once.

    `before` keeps the tries from an attempt that was cut off: where fewer are left, the lost answer was no.
    """
    def tries(status):
        return status & 0xF if status & 0xFFF0 == 0x63C0 else 0 if status in (0x6983, 0x6984) else None

    left = tries(card.send(0x00, 0x20, 0x00, reference)[1])
    if left == 0:
        raise Stopped(f"暗証番号がロックされています。解除は{ISSUER}")
    if before and left is not None and left < before[-1]:
        raise Stopped(f"HPKIカードの暗証番号(PIN)が違います。残り{left}回です。分からない場合は{ISSUER}")
    if left == 1:
        raise Stopped(f"暗証番号をあと1回間違えるとロックされます。正しい暗証番号を確かめてください。分からない場合は{ISSUER}")
    pin = os.environ["HPKI_SIM_HPKI_CARD_PIN"].encode()
    if left is not None:
        before.append(left)
    status = card.send(0x00, 0x20, 0x00, reference, len(pin), *pin)[1]
    before.clear()
    if status != 0x9000:
        left = tries(status)
        rest = "ロックされました。" if left == 0 else f"残り{left}回です。" if left else f"({status:04X})"
        raise Stopped(f"HPKIカードの暗証番号(PIN)が違います。{rest}分からない場合は{ISSUER}")


def sign(card, digest, before):
    is_jma = card.must(0x00, 0xB0, 0x91, 0x00, 0x00)[:2] == b"\xA0\x06"
    certificate = certificate_of(card, is_jma)
    verify_pin(card, 0x88 if is_jma else 0x96, before)
    info = DIGEST_INFO + digest
    size = certificate.public_key().key_size // 8
    if is_jma:
        card.must(0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x0C)
        signature = card.must(0x80, 0x2A, 0x00, 0x80, len(info), *info, 0x00)
    else:
        block = b"\x00\x01" + b"\xFF" * (size - 3 - len(info)) + b"\x00" + info
        card.must(0x00, 0x22, 0x41, 0xB6, 0x04, 0x81, 0x02, 0x00, 0x17)
        signature = card.must(0x00, 0x2A, 0x9E, 0x9A, 0x00, len(block) >> 8, len(block) & 0xFF, *block, 0x00, 0x00)
    try:
        certificate.public_key().verify(signature, digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    except InvalidSignature as error:
        raise Stopped(f"カードが返した署名を検証できません。この署名は使いません。{ISSUER}") from error


def main():
    before = []
    for attempt in range(2):
        try:
            card = hpki_card()
            try:
                sign(card, hashlib.sha256("処方箋".encode()).digest(), before)
                break
            finally:
                card.close()
        except Stopped as reason:
            print(reason)
            return 1
        except CardConnectionException:
            # Another program may have reset the card, or the reader have lost a byte: once more from the beginning.
            if attempt == 1:
                print(f"カードとの通信が切れました。挿し直し、続くときは{ISSUER}")
                return 1
    print("署名し、検証しました。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
