"""XML signatures as Python's `signxml` judges and makes them.

    xml_signature.py verify FILE CERTIFICATE        verdict and the paths that were signed
    xml_signature.py sign FILE CERTIFICATE KEY OUT [detached]
    xml_signature.py schema FILE...                 which files' signatures fit the schemas of W3C and ETSI
"""

import json
import sys

from lxml import etree
from signxml import namespaces
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod
from signxml.exceptions import SignXMLException
from signxml.xades import XAdESSignatureConfiguration, XAdESSigner, XAdESVerifier

ENVELOPED = SignatureConstructionMethod.enveloped.value


def read(name):
    with open(name, "rb") as file:
        return file.read()


def verify(name, certificate):
    config = XAdESSignatureConfiguration(expect_references=3)
    try:
        results = XAdESVerifier().verify(
            etree.fromstring(read(name)), x509_cert=read(certificate).decode(), expect_config=config
        )
    except SignXMLException as failure:
        return {"refused": type(failure).__name__, "reason": str(failure)}
    signed = [result.signed_xml.tag.split("}")[-1] for result in results]
    return {"signed": sorted(signed)}


def sign(name, certificate, key, output, *options):
    """In the prescription's place, without the transform for enveloped signatures: nothing is enveloped here.

    With `detached`, the signature is made outside of the document and put in afterwards."""
    root = etree.fromstring(read(name))
    holder = root.find("Prescription/PrescriptionSign")
    if holder is None:
        holder = etree.SubElement(root.find("Prescription"), "PrescriptionSign")
    is_detached = "detached" in options
    signer = XAdESSigner(
        method=SignatureConstructionMethod.detached if is_detached else SignatureConstructionMethod.enveloped,
        c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
    )

    def without_enveloped(sig_root, signing_settings):
        for transform in sig_root.iter("{%s}Transform" % namespaces.ds):
            if transform.get("Algorithm") == ENVELOPED:
                transform.getparent().remove(transform)

    signer.signature_annotators.append(without_enveloped)
    arguments = {
        "cert": read(certificate).decode(),
        "key": read(key).decode(),
        "reference_uri": "#PrescriptionDocument",
        "always_add_key_value": False,
    }
    if is_detached:
        holder.append(signer.sign(root, **arguments))
        signed = root
    else:
        etree.SubElement(holder, "{%s}Signature" % namespaces.ds, Id="placeholder")
        signed = signer.sign(root, **arguments)
    etree.ElementTree(signed).write(output, encoding="UTF-8", xml_declaration=True)
    return {"written": output}


def schema(*names):
    # XAdES 1.4.1 and 1.3.2 as of 2016.
    newest = XAdESVerifier.schemas()[XAdESVerifier.schema_files.index("XAdES01903v141-201601.xsd")]
    fits = []
    for name in names:
        # Each signature by itself, as the public verifier validates it.
        signature = etree.fromstring(read(name)).find(".//{%s}Signature" % namespaces.ds)
        document = etree.fromstring(etree.tostring(signature, with_tail=False))
        fits.append(newest.validate(document))
    return {"fits": fits}


command, *arguments = sys.argv[1:]
print(json.dumps({"verify": verify, "sign": sign, "schema": schema}[command](*arguments)))
