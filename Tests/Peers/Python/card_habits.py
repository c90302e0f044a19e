"""A program that sends a wrong PIN to the card in the first reader, with care or with a bad habit.

    card_habits.py none | resends-the-pin | uses-up-the-last-try        (needs pyscard)
"""

import sys

from smartcard.Exceptions import CardConnectionException, ListReadersException, NoCardException
from smartcard.pcsc.PCSCExceptions import EstablishContextException
from smartcard.System import readers

SELECT = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xE8, 0x28, 0xBD, 0x08, 0x0F]
TRIES = [0x00, 0x20, 0x00, 0x80]
WRONG = TRIES + [4] + [0x31] * 4


def enter_pin(habit):
    try:
        listed = readers()
        if not listed:
            return "カードリーダーが見つかりません。システムの管理者にご連絡ください。"
        card = listed[0].createConnection()
        card.connect()
    except (EstablishContextException, ListReadersException):
        return "カードリーダーのサービス(PC/SC)が動作していません。システムの管理者にご連絡ください。"
    except (NoCardException, CardConnectionException):
        return "カードが読めません。挿し直し、続くときはカードの発行元にお問い合わせください。"
    card.transmit(SELECT)
    _, *status = card.transmit(TRIES)
    if status in ([0x63, 0xC0], [0x63, 0xC1]) and habit != "uses-up-the-last-try":
        return "残り1回です。カードの発行元にお問い合わせください。"
    card.transmit(WRONG)
    if habit == "resends-the-pin":
        card.transmit(WRONG)
    return "暗証番号が違います。分からない場合はカードの発行元にお問い合わせください。"


if __name__ == "__main__":
    print(enter_pin(sys.argv[1]))
    sys.exit(1)
