"""Logs in with Authlib, from the discovery document alone: oidc_login.py READY-FILE.

Prints what it got as JSON. The login page is replaced by its JSON steps, which are the simulator's own.
"""

import sys
import urllib.parse

from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from facility import Facility, answer
from joserfc import jwt
from joserfc.jwk import KeySet


with Facility(sys.argv[1]) as facility:
    ready, browser = facility.ready, facility.session(with_certificate=False)
    metadata = browser.get(f"{ready['issuer']}/.well-known/openid-configuration").json()
    aliases = metadata["mtls_endpoint_aliases"]
    client = OAuth2Session(
        ready["client_id"],
        scope="openid profile service",
        redirect_uri=ready["redirect_uri"],
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )
    # The facility's certificate binds the tokens (RFC 8705).
    client.trust_env = False
    client.verify, client.cert = ready["ca_file"], (facility.certificate, facility.key)

    verifier, nonce = "v" * 64, "nonce-of-authlib"
    url, state = client.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
    )
    challenge = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["code_challenge"][0]
    redirect = facility.log_in(url)
    token = client.fetch_token(
        aliases["token_endpoint"], authorization_response=redirect, state=state, code_verifier=verifier
    )
    keys = KeySet.import_key_set(browser.get(metadata["jwks_uri"]).json())
    claims = jwt.decode(token["id_token"], keys, algorithms=metadata["id_token_signing_alg_values_supported"]).claims
    jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": metadata["issuer"]},
        aud={"essential": True, "value": ready["client_id"]},
        nonce={"essential": True, "value": nonce},
    ).validate(claims)
    who = client.get(aliases["userinfo_endpoint"]).json()
    old = token["access_token"]
    fresh = client.refresh_token(aliases["token_endpoint"], refresh_token=token["refresh_token"])
    again = client.get(aliases["userinfo_endpoint"]).status_code
    revoked = client.revoke_token(aliases["revocation_endpoint"], fresh["refresh_token"], "refresh_token").status_code
    after = client.get(aliases["userinfo_endpoint"]).status_code
    answer(
        challenge_is_its_own=challenge == create_s256_code_challenge(verifier),
        issuer_in_redirect=urllib.parse.parse_qs(urllib.parse.urlsplit(redirect).query)["iss"][0] == metadata["issuer"],
        subject=claims["sub"],
        subject_of_userinfo=who["sub"],
        token_type=token["token_type"],
        token_was_replaced=fresh["access_token"] != old,
        userinfo_after_refresh=again,
        revocation=revoked,
        userinfo_after_revocation=after,
    )
