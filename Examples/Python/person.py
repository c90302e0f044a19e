"""Whether a certificate is that of the person at the screen, as the vendor's master file has them."""

import os
import unicodedata

from cryptography import x509

# The present form of a character and its old ones: Unicode keeps them apart, and no normalisation form folds them.
FORMS = "高髙 崎﨑嵜 吉𠮷 辺邉邊 浜濱濵 斎齋 斉齊 沢澤 広廣 桜櫻 瀬瀨 島嶋嶌 富冨 真眞 国國 徳德 恵惠 柳栁 橋槗𣘺"
PRESENT = {old: forms[0] for forms in FORMS.split() for old in forms[1:]}


def folded(name):
    """A name for comparison: spaces, widths, capitals and old forms of characters do not matter."""
    wide = unicodedata.normalize("NFKC", name).casefold()
    return "".join(PRESENT.get(one, one) for one in wide if not one.isspace() and not is_variation(one))


def is_variation(character):
    """A selector of a variant (U+FE00 to U+FE0F, U+E0100 to U+E01EF)."""
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


def common_name(name):
    return next((part.value for part in name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)), None)


def holder(certificate):
    """The Japanese name of the alternative name, where there is one, and the romanised one of the subject."""
    japanese = None
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        japanese = next(filter(None, map(common_name, names.get_values_for_type(x509.DirectoryName))), None)
    except x509.ExtensionNotFound:
        pass
    return japanese, common_name(certificate.subject) or ""


def is_holder(certificate):
    japanese, romanised = holder(certificate)
    if japanese:
        return folded(japanese) == folded(os.environ["HPKI_SIM_PRACTITIONER_NAME"])
    return folded(romanised) == folded(os.environ["HPKI_SIM_PRACTITIONER_ROMANISED_NAME"])
