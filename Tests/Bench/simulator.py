"""hpki-sim as a program from outside: started with its ready file, logged in to, told to sign."""

import base64
import hashlib
import json
import os
import pathlib
import re
import secrets
import sqlite3
import ssl
import subprocess
import time
import urllib.parse

import processes
from client import Client, random_hashes

PROGRAM = pathlib.Path(__file__).parents[2] / ".build/release/hpki-sim"
SHA256 = "2.16.840.1.101.3.4.2.1"
SHA256_WITH_RSA = "1.2.840.113549.1.1.11"


class Simulator:
    """Its keys and its state lie in one folder, so that two runs in the same folder are a first and a second start."""

    def __init__(self, folder: pathlib.Path, core=None):
        self.folder = folder
        self.core = core
        folder.mkdir(exist_ok=True)

    def __enter__(self):
        ready, log = self.folder / "ready.json", self.folder / "log"
        ready.unlink(missing_ok=True)
        command = [str(PROGRAM), "serve", "--port", "0", "--portal-port", "0", "--ready-file", str(ready)]
        command += ["--state", str(self.folder / "state")]
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))
        start = time.perf_counter()
        self.process = processes.start(command, log, core=self.core, env=environment)
        processes.until(ready.exists, self.process, log)
        self.seconds_to_ready = time.perf_counter() - start
        self.ready = json.loads(ready.read_text())
        self.pid = self.ready["pid"]
        return self

    def __exit__(self, *_):
        processes.stop(self.process)

    @property
    def client_certificate(self):
        """The .p12 file as PEM files: certificate and chain, key, and the chain by itself."""
        files = {name: self.folder / f"client.{name}.pem" for name in ("certificate", "key", "authorities")}
        source = ["openssl", "pkcs12", "-in", self.ready["pkcs12"], "-passin", "env:PASSWORD", "-nodes"]
        environment = dict(os.environ, PASSWORD=self.ready["pkcs12_password"])
        choice = {"certificate": ["-nokeys"], "key": ["-nocerts"], "authorities": ["-nokeys", "-cacerts"]}
        for name, options in choice.items():
            command = source + options + ["-out", files[name]]
            subprocess.run(command, env=environment, check=True, capture_output=True)
        return files

    def connect(self):
        """A new connection to the signing service, with the client certificate."""
        files = self.client_certificate
        context = ssl.create_default_context(cafile=self.ready["ca_file"])
        context.load_cert_chain(files["certificate"], files["key"])
        return Client(self.ready["signing_url"], context)

    def log_in(self):
        """The default practitioner's access token, by the login's JSON steps (OpenID Connect with PKCE)."""
        portal = Client(self.ready["portal_url"])
        issuer = urllib.parse.urlsplit(self.ready["issuer"])
        discovery = portal.json("GET", issuer.path + "/.well-known/openid-configuration")
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        request = {
            "response_type": "code",
            "client_id": self.ready["client_id"],
            "redirect_uri": self.ready["redirect_uri"],
            "scope": "openid service",
            "state": secrets.token_urlsafe(16),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        authorization = _path(discovery["authorization_endpoint"]) + "?" + urllib.parse.urlencode(request)
        page = portal.json("GET", authorization, headers={"Accept": "application/json"})
        choice = {"practitioner": self.ready["practitioner"], "method": "hpki-card"}
        redirect = portal.json("POST", _path(page["submit"]), choice)["redirect"]
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(redirect).query)["code"][0]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.ready["client_id"],
            "redirect_uri": self.ready["redirect_uri"],
            "code_verifier": verifier,
        }
        fields = {"Content-Type": "application/x-www-form-urlencoded"}
        return portal.json("POST", _path(discovery["token_endpoint"]), urllib.parse.urlencode(form).encode(), fields)[
            "access_token"
        ]

    def signer(self):
        """A connection with a token of its own, as a function that has some hashes authorized and signed."""
        client = self.connect()
        client.headers["Authorization"] = "Bearer " + self.log_in()
        credential = {"credentialID": self.ready["credential_id"]}

        def authorize_and_sign(count=1):
            hashes = {"hashes": random_hashes(count), "hashAlgorithmOID": SHA256}
            authorization = credential | hashes | {"numSignatures": count, "authData": []}
            sad = client.json("POST", "/csc/v2/credentials/authorize", authorization)["SAD"]
            order = credential | hashes | {"SAD": sad, "signAlgo": SHA256_WITH_RSA}
            assert len(client.json("POST", "/csc/v2/signatures/signHash", order)["signatures"]) == count

        return authorize_and_sign

    def administrator(self):
        """A connection to the admin API, as a function that carries out a command."""
        admin = Client(self.ready["admin_url"])
        admin.headers["Authorization"] = "Bearer " + self.ready["admin_token"]
        return lambda name, **arguments: admin.json("POST", "/commands", {"command": name, "arguments": arguments})

    def add_issued_certificates(self, count):
        """Writes that so many more client certificates were issued into the journal of a stopped simulator.

        Issuing them by command would make as many RSA keys, which takes a quarter of an hour and measures nothing here.
        """
        with sqlite3.connect(self.folder / "state/world.sqlite") as database:
            seq, instant = database.execute("select max(seq), max(instant) from event").fetchone()
            issued = "select version, cause, trace, payload from event where type = 'client-certificate.issued' limit 1"
            version, cause, trace, payload = database.execute(issued).fetchone()
            for number in range(count):
                event = json.loads(payload)
                event["id"] = self.added_certificate(number)
                event["certificate"] |= {"serialHex": f"7E57B{number:07X}", "fingerprint": f"{number:064x}"}
                row = (seq + 1 + number, instant, "client-certificate.issued", version, cause, trace, json.dumps(event))
                database.execute("insert into event values (?, ?, ?, ?, ?, ?, ?)", row)
            # The snapshot of the end is only a short cut, and knows nothing of these.
            database.execute("delete from snapshot where kind = 'current'")
            database.execute("delete from snapshot_head where kind = 'current'")

    @staticmethod
    def added_certificate(number):
        return f"bench-{number}"

    @property
    def trusted(self):
        """The server's root and the client's own chain in one file: `s_time` sends as its chain what it finds there."""
        bundle = self.folder / "trusted.pem"
        bundle.write_text(
            pathlib.Path(self.ready["ca_file"]).read_text() + self.client_certificate["authorities"].read_text()
        )
        return bundle

    @property
    def signing_address(self):
        parts = urllib.parse.urlsplit(self.ready["signing_url"])
        return f"{parts.hostname}:{parts.port}"

    def server_credentials(self):
        """The key and chain that the signing service presents: the chain from a handshake, the key from the key folder.

        The key is the one file there whose public half is the certificate's; None when it is not found.
        """
        shown = subprocess.run(
            ["openssl", "s_client", "-connect", self.signing_address, "-showcerts"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        ).stdout
        chain = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", shown, re.S)
        leaf, rest = self.folder / "server.pem", self.folder / "server.chain.pem"
        leaf.write_text(chain[0])
        rest.write_text("".join(chain[1:]))
        wanted = _output(["openssl", "x509", "-in", leaf, "-noout", "-pubkey"])
        files = [path for path in (self.folder / "cache").rglob("*") if path.is_file()]
        for path in files + [path for path in (self.folder / "state").rglob("*") if path.is_file()]:
            if wanted and _output(["openssl", "pkey", "-in", path, "-pubout"]) == wanted:
                return path, leaf, rest
        return None


def _path(url):
    parts = urllib.parse.urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")


def _output(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
