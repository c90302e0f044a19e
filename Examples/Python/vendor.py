"""A small, careful vendor program: logs a practitioner in, has one prescription's digest signed, verifies the signature.

    hpki-sim run --area signing -- python3 Examples/Python/vendor.py

It needs requests and cryptography. Everything it knows of its surroundings comes from the environment that `hpki-sim run`
sets; in a product the same comes from the facility's settings. Exit status: 0 signed and verified, 1 told the user why not.
"""

import base64
import hashlib
import os
import secrets
import sys
import tempfile
import time
from urllib.parse import parse_qs, urlencode, urlparse

import requests
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from person import is_holder

SHA256, RSA = "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.1"
TIMEOUT = (5, 20)  # connect, read: every wait has an end
PATIENCE = 30  # seconds that a person waits for a busy service
ENV = os.environ


class Stopped(Exception):
    """What the user is told: each sentence names who can help (rule ENQ-1)."""


def facility_session(folder):
    """Mutual TLS with the facility's .p12; requests takes PEM files, so they live in a private folder for this run."""
    session = requests.Session()
    path = ENV.get("HPKI_SIM_P12")
    if path is None:
        return session
    try:
        with open(path, "rb") as file:
            key, certificate, chain = pkcs12.load_key_and_certificates(
                file.read(), ENV.get("HPKI_SIM_P12_PASSWORD", "").encode()
            )
    except ValueError as error:
        if "password" in str(error).lower():
            raise Stopped("クライアント証明書のパスワードが違います。通知書を確かめ、不明なときは事務局にご連絡ください。") from error
        raise Stopped("クライアント証明書のファイルが壊れています。ダウンロードし直し、続くときは事務局にご連絡ください。") from error
    if key is None or certificate is None or key.public_key() != certificate.public_key():
        raise Stopped("クライアント証明書と鍵が一致しません。事務局にご連絡ください。")
    pem = os.path.join(folder, "client.pem")
    with open(os.open(pem, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for item in [certificate, *chain]:
            file.write(item.public_bytes(Encoding.PEM))
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    session.cert = pem
    return session


def is_broken_off(error):
    """Whether a connection broke off. A certificate that is refused, on either side, is never tried again."""
    if isinstance(error, requests.exceptions.ProxyError):
        return False
    return not isinstance(error, requests.exceptions.SSLError) or "EOF" in str(error)


def waiting(call):
    """Calls again after 429 and 503 as Retry-After asks, at most three times and never for longer than a person waits.

    A kept connection may have died unnoticed: a call that only reads is made once more over a new one.
    """
    for attempt in range(4):
        try:
            answer = call()
        except requests.exceptions.ConnectionError as error:
            if attempt > 0 or not is_broken_off(error):
                raise
            continue
        asked = answer.headers.get("Retry-After", "1")
        seconds = int(asked) if asked.isdigit() else 30
        if answer.status_code not in (429, 503) or attempt == 3 or seconds > PATIENCE:
            return answer
        time.sleep(seconds)


def checked(answer):
    """The JSON of a good answer; anything else is told as the service said it."""
    if answer.is_redirect:
        raise Stopped("サービスが別の場所を案内しました。ベンダーにご連絡ください。")
    try:
        body = answer.json()
    except ValueError as error:
        raise Stopped(f"サービスの応答を読めません({answer.status_code})。ベンダーにご連絡ください。") from error
    if answer.status_code == 401:
        raise Stopped("認証の有効期間が終わりました。再認証してください。できないときは、ベンダーにご連絡ください。")
    if answer.status_code != 200:
        code = body.get("error", answer.status_code) if isinstance(body, dict) else answer.status_code
        raise Stopped(f"サービスが要求を断りました({code})。ベンダーにご連絡ください。")
    return body


def log_in(portal, facility):
    """OpenID Connect with PKCE; the token is taken over mutual TLS, so that it is bound to the facility."""
    metadata = checked(portal.get(f"{ENV['HPKI_SIM_ISSUER']}/.well-known/openid-configuration", timeout=TIMEOUT))
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "scope": "openid service", "state": state, "client_id": ENV["HPKI_SIM_CLIENT_ID"],
        "redirect_uri": ENV["HPKI_SIM_REDIRECT_URI"], "code_challenge": challenge, "code_challenge_method": "S256",
    }
    # A product opens the browser here; the simulator offers the same as JSON.
    offer = checked(portal.get(f"{metadata['authorization_endpoint']}?{urlencode(asked)}",
                               headers={"Accept": "application/json"}, timeout=TIMEOUT))
    done = checked(portal.post(offer["submit"], timeout=TIMEOUT,
                               json={"practitioner": ENV["HPKI_SIM_PRACTITIONER"], "method": "hpki-card"}))
    answer = parse_qs(urlparse(done.get("redirect", "")).query)
    if answer.get("state") != [state]:
        raise Stopped("ログインの応答が一致しません。ベンダーにご連絡ください。")
    if "code" not in answer:
        raise Stopped("ログインできませんでした。カード発行元またはベンダーにご連絡ください。")
    address = ENV["HPKI_SIM_SIGNING_URL"] + urlparse(metadata["token_endpoint"]).path
    token = checked(facility.post(address, timeout=TIMEOUT, allow_redirects=False, verify=ENV["HPKI_SIM_CA_FILE"], data={
        "grant_type": "authorization_code", "code": answer["code"][0], "code_verifier": verifier,
        "client_id": ENV["HPKI_SIM_CLIENT_ID"], "redirect_uri": ENV["HPKI_SIM_REDIRECT_URI"],
    }))
    return token["access_token"]


def sign(facility, token, digest):
    """Authorizes exactly this digest, has it signed, and verifies what came back."""
    def csc(method, body, repeatable=False):
        def call():
            return facility.post(f"{ENV['HPKI_SIM_SIGNING_URL']}/csc/v2/{method}", json=body, timeout=TIMEOUT,
                                 headers={"Authorization": f"Bearer {token}"}, allow_redirects=False,
                                 verify=ENV["HPKI_SIM_CA_FILE"])  # the session's own would lose to REQUESTS_CA_BUNDLE
        return checked(waiting(call) if repeatable else call())

    credentials = csc("credentials/list", {}, repeatable=True).get("credentialIDs")
    if not isinstance(credentials, list) or not credentials:
        raise Stopped("セカンド電子証明書がありません。カード発行元にお問い合わせください。")
    info = csc("credentials/info", {"credentialID": credentials[0], "certificates": "single"}, repeatable=True)
    certificate = x509.load_der_x509_certificate(base64.b64decode(info["cert"]["certificates"][0]))
    if not is_holder(certificate):
        raise Stopped("セカンド電子証明書の名義人が、画面の利用者と違います。システムの管理者にご連絡ください。")
    if info["cert"].get("status", "valid") != "valid" or info["key"]["status"] != "enabled":
        raise Stopped("セカンド電子証明書が使えません。カード発行元にお問い合わせください。")
    wanted = base64.b64encode(digest).decode()
    sad = csc("credentials/authorize", {"credentialID": credentials[0], "numSignatures": 1, "hashes": [wanted],
                                        "hashAlgorithmOID": SHA256, "authData": []})["SAD"]
    signatures = csc("signatures/signHash", {"credentialID": credentials[0], "SAD": sad, "hashes": [wanted],
                                             "hashAlgorithmOID": SHA256, "signAlgo": RSA}).get("signatures")
    if not isinstance(signatures, list) or len(signatures) != 1:
        raise Stopped("署名の数が合いません。ベンダーにご連絡ください。")
    try:
        certificate.public_key().verify(base64.b64decode(signatures[0], validate=True), digest,
                                        padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise Stopped("署名を検証できません。送信せずに、ベンダーにご連絡ください。") from error


def main():
    try:
        with tempfile.TemporaryDirectory() as folder, requests.Session() as portal:
            facility = facility_session(folder)
            token = log_in(portal, facility)
            sign(facility, token, hashlib.sha256("処方箋".encode()).digest())
    except Stopped as reason:
        print(reason)
        return 1
    except requests.exceptions.ProxyError:
        print("施設内のプロキシを通れません。施設のネットワーク管理者にご連絡ください。")
        return 1
    except requests.exceptions.SSLError:
        # Never again with the same certificate, and never without verification.
        print("接続先またはクライアント証明書が受け入れられません。事務局またはベンダーにご連絡ください。")
        return 1
    except (requests.exceptions.RequestException, KeyError, TypeError):
        print("サービスと通信できません。続くときは、ベンダーにご連絡ください。")
        return 1
    print("署名し、検証しました。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
