"""Prints, as JSON, what Python's `cryptography` reads out of our files: read_files.py KIND FILE [PASSWORD]."""

import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import pkcs12


def describe_pkcs12(data, password):
    try:
        bundle = pkcs12.load_pkcs12(data, password.encode())
    except ValueError as failure:
        return {"refused": str(failure).split(".")[0]}
    own = bundle.cert
    return {
        "friendlyName": own.friendly_name.decode() if own.friendly_name else None,
        "keyFits": bundle.key.public_key().public_numbers() == own.certificate.public_key().public_numbers(),
        "keyBits": bundle.key.key_size,
        "serial": f"{own.certificate.serial_number:X}",
        "chain": [f"{extra.certificate.serial_number:X}" for extra in bundle.additional_certs],
    }


def describe_certificate(data):
    certificate = x509.load_der_x509_certificate(data)
    return {
        "subject": certificate.subject.rfc4514_string(),
        "issuer": certificate.issuer.rfc4514_string(),
        "serial": f"{certificate.serial_number:X}",
        "notBefore": certificate.not_valid_before_utc.isoformat(),
        "notAfter": certificate.not_valid_after_utc.isoformat(),
        "fingerprint": certificate.fingerprint(hashes.SHA256()).hex(),
        # One by one, in the order of the certificate: each must parse as what its identifier says.
        "extensions": [[extension.oid.dotted_string, extension.critical] for extension in certificate.extensions],
    }


def describe_list(data):
    revoked = x509.load_der_x509_crl(data)
    return {
        "issuer": revoked.issuer.rfc4514_string(),
        "thisUpdate": revoked.last_update_utc.isoformat(),
        "nextUpdate": revoked.next_update_utc.isoformat(),
        "number": revoked.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number,
        "entries": [[f"{entry.serial_number:X}", _reason(entry)] for entry in revoked],
    }


def _reason(entry):
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason.value
    except x509.ExtensionNotFound:
        return None


kind, name, *password = sys.argv[1:]
with open(name, "rb") as file:
    content = file.read()
reader = {"pkcs12": describe_pkcs12, "certificate": describe_certificate, "list": describe_list}[kind]
print(json.dumps(reader(content, *password), ensure_ascii=False, sort_keys=True))
