"""certomancer-csc-dummy: the other test server for the CSC API. It speaks version 1, over plain HTTP, and asks for no login."""

import http.client
import pathlib
import subprocess
import sys
import time

import processes
from client import Client, random_hashes

CONFIGURATION = """
keysets:
  keys:
    path-prefix: .
    keys:
      root: { path: root.pem }
      signer: { path: signer.pem }
pki-architectures:
  bench:
    keyset: keys
    entity-defaults: { country-name: JP, organization-name: TEST - NOT FOR PRODUCTION }
    entities:
      root: { common-name: Root }
      signer: { common-name: Signer }
    certs:
      root:
        subject: root
        issuer: root
        validity: { valid-from: "2020-01-01T00:00:00+0000", valid-to: "2100-01-01T00:00:00+0000" }
      signer:
        subject: signer
        issuer: root
        validity: { valid-from: "2020-01-01T00:00:00+0000", valid-to: "2090-01-01T00:00:00+0000" }
"""

SHA256 = "2.16.840.1.101.3.4.2.1"
SHA256_WITH_RSA = "1.2.840.113549.1.1.11"


class Rival:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir()
        (folder / "certomancer.yml").write_text(CONFIGURATION)
        for name in ("root", "signer"):
            command = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
            subprocess.run(command + ["-out", folder / f"{name}.pem"], check=True, capture_output=True)

    def __enter__(self):
        """Starts it and waits for its first answer; `seconds_to_first_answer` tells how long that took."""
        port = processes.free_port()
        log = self.folder / "log"
        self.url = f"http://localhost:{port}"
        start = time.perf_counter()
        self.process = processes.start(
            [sys.executable, "-m", "csc_dummy", "certomancer.yml", str(port), "2"], log, cwd=self.folder
        )
        processes.until(self._answers, self.process, log)
        self.seconds_to_first_answer = time.perf_counter() - start
        self.client = Client(self.url)
        return self

    def __exit__(self, *_):
        processes.stop(self.process)

    def authorize_and_sign(self, count=1):
        hashes = random_hashes(count)
        authorization = {"credentialID": "bench/signer", "numSignatures": count, "hash": hashes}
        sad = self.client.json("POST", "/csc/v1/credentials/authorize", authorization)["SAD"]
        order = {"credentialID": "bench/signer", "SAD": sad, "hash": hashes, "signAlgo": SHA256_WITH_RSA}
        signatures = self.client.json("POST", "/csc/v1/signatures/signHash", order | {"hashAlgo": SHA256})["signatures"]
        assert len(signatures) == count

    def _answers(self):
        try:
            return Client(self.url).send("GET", "/info")[0] == 200
        except (OSError, http.client.HTTPException):
            return False
