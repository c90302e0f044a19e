"""The careful program of Examples/Python with one bad habit, or with none: a control that nobody can break proves nothing.

    habits.py HABIT        (needs requests and cryptography; the environment of `hpki-sim run` says the rest)
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "Examples" / "Python"))
import vendor  # noqa: E402


def wrong_person():
    """Whoever is logged in signs, and not the person at the screen."""
    os.environ["HPKI_SIM_PRACTITIONER"] = "doctor-two-facilities"
    vendor.is_holder = lambda _: True


def never_verifies():
    class Lenient:
        def __getattr__(self, name):
            return getattr(vendor.x509, name)

        def load_der_x509_certificate(self, _):
            class Certificate:
                def public_key(self):
                    return self

                def verify(self, *_):
                    pass
            return Certificate()
    vendor.x509 = Lenient()
    vendor.is_holder = lambda _: True


def ignores_retry_after():
    vendor.time.sleep = lambda _: None


def retries_blindly():
    """The same certificate, three times over new connections."""
    log_in = vendor.log_in

    def again(portal, facility):
        for _ in range(2):
            try:
                return log_in(portal, facility)
            except vendor.Stopped:
                facility.close()
        return log_in(portal, facility)
    vendor.log_in = again


def keeps_a_dead_session():
    """A token that was refused is sent again and again."""
    sign = vendor.sign

    def again(*arguments):
        for _ in range(3):
            try:
                return sign(*arguments)
            except vendor.Stopped:
                pass
        return sign(*arguments)
    vendor.sign = again


def tells_secrets():
    print("p12 password:", os.environ["HPKI_SIM_P12_PASSWORD"])


def helps_nobody():
    class Silent(vendor.Stopped):
        def __str__(self):
            return "error 1"
    vendor.Stopped = Silent


def ends_well():
    """Says that all is well, whatever has happened."""
    careful = vendor.main

    def lie():
        careful()
        return 0
    vendor.main = lie


def crashes():
    """Fails, and tells nothing but where."""
    def fall():
        raise SystemError
    vendor.main = fall


HABITS = {
    "none": lambda: None, "wrong-person": wrong_person, "never-verifies": never_verifies,
    "ignores-retry-after": ignores_retry_after, "retries-blindly": retries_blindly,
    "keeps-a-dead-session": keeps_a_dead_session, "tells-secrets": tells_secrets, "helps-nobody": helps_nobody,
    "ends-well": ends_well, "crashes": crashes,
}

if __name__ == "__main__":
    HABITS[sys.argv[1]]()
    sys.exit(vendor.main())
