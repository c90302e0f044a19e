"""The facility's side, as the scripts need it: the ready file, the .p12 as the PEM files that Python takes, a login."""

import base64
import hashlib
import json
import pathlib
import sys
import tempfile
import urllib.parse

import requests
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12


class Facility:
    """Opened with `with`: the PEM files, which hold the private key, are removed at the end."""

    def __init__(self, ready_file):
        self.ready = json.loads(pathlib.Path(ready_file).read_text())

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="hpki-sim-peer-")
        password = self.ready["pkcs12_password"].encode()
        bundle = pkcs12.load_pkcs12(pathlib.Path(self.ready["pkcs12"]).read_bytes(), password)
        chain = [bundle.cert.certificate] + [extra.certificate for extra in bundle.additional_certs]
        self.certificate = self._write("certificate.pem", b"".join(one.public_bytes(Encoding.PEM) for one in chain))
        key = bundle.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.key = self._write("key.pem", key)
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def session(self, with_certificate=True):
        """Requests with the client certificate; the machine's own settings (proxies, CA bundles) do not matter."""
        session = requests.Session()
        session.trust_env = False
        session.verify = self.ready["ca_file"]
        if with_certificate:
            session.cert = (self.certificate, self.key)
        return session

    def log_in(self, url):
        """What the practitioner does on the page behind an authorization URL; gives where the browser is sent then."""
        browser = self.session(with_certificate=False)
        page = browser.get(url, headers={"Accept": "application/json"}).json()
        choice = {"practitioner": self.ready["practitioner"], "method": "fido"}
        return browser.post(page["submit"], json=choice).json()["redirect"]

    def access_token(self):
        """A token of scope `service`, bound to the facility's certificate."""
        verifier = "v" * 64
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        own = {"client_id": self.ready["client_id"], "redirect_uri": self.ready["redirect_uri"]}
        asked = own | {"response_type": "code", "scope": "service", "code_challenge": challenge}
        query = urllib.parse.urlencode(asked | {"code_challenge_method": "S256"})
        redirect = self.log_in(f"{self.ready['portal_url']}/oauth2/authorize?{query}")
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(redirect).query)["code"][0]
        form = own | {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        return self.session().post(f"{self.ready['signing_url']}/oauth2/token", data=form).json()["access_token"]

    def _write(self, name, content):
        path = pathlib.Path(self.folder.name) / name
        path.write_bytes(content)
        return str(path)


def answer(**members):
    json.dump(members, sys.stdout)
