"""Signs a PDF with pyHanko's CSCSigner through CSC API v1, and has pyHanko validate it: csc_sign_pdf.py READY-FILE PADDING (pkcs1, pss).

Prints as JSON what pyHanko makes of the signature.
"""

import asyncio
import io
import pathlib
import ssl
import sys

import aiohttp
from asn1crypto import pem, x509
from facility import Facility, answer
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.signers import csc_signer
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


class Authorization(csc_signer.CSCAuthorizationManager):
    """pyHanko leaves `credentials/authorize` to its caller."""

    def __init__(self, session, *arguments):
        super().__init__(*arguments)
        self.session = session

    async def authorize_signature(self, hash_b64s):
        url = self.csc_session_info.endpoint_url("credentials/authorize")
        body = self.format_csc_auth_request(num_signatures=len(hash_b64s), hash_b64s=hash_b64s)
        async with self.session.post(url, headers=self.auth_headers, json=body, raise_for_status=True) as response:
            return self.parse_csc_auth_response(await response.json())


def one_page():
    writer = PdfFileWriter()
    contents = writer.add_object(generic.StreamObject(stream_data=b"0 0 m 10 10 l S"))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 100, 100)))
    file = io.BytesIO()
    writer.write(file)
    return file


async def sign(facility, prefer_pss):
    ready = facility.ready
    context = ssl.create_default_context(cafile=ready["ca_file"])
    context.load_cert_chain(facility.certificate, facility.key)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as session:
        service = csc_signer.CSCServiceSessionInfo(
            ready["signing_url"], ready["credential_id"], oauth_token=facility.access_token()
        )
        credential = await csc_signer.fetch_certs_in_csc_credential(session, service)
        signer = csc_signer.CSCSigner(
            session, Authorization(session, service, credential), prefer_pss=prefer_pss, sign_timeout=30
        )
        metadata = signers.PdfSignatureMetadata(field_name="Signature", md_algorithm="sha256")
        signed = await signers.async_sign_pdf(IncrementalPdfFileWriter(one_page()), metadata, signer=signer)
    return signed, credential


async def main():
    with Facility(sys.argv[1]) as facility:
        signed, credential = await sign(facility, prefer_pss=sys.argv[2] == "pss")
        authorities = pathlib.Path(facility.ready["hpki_ca_file"]).read_bytes()
        found = [x509.Certificate.load(der) for _, _, der in pem.unarmor(authorities, multiple=True)]
    trust = ValidationContext(
        trust_roots=[one for one in found if one.self_issued], other_certs=[one for one in found if not one.self_issued]
    )
    status = await async_validate_pdf_signature(PdfFileReader(signed).embedded_signatures[0], trust)
    answer(
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        mechanism=status.pkcs7_signature_mechanism,
        signer=status.signing_cert.subject.native["common_name"],
        multisign=credential.max_batch_size,
        chain=len(credential.chain),
    )


asyncio.run(main())
