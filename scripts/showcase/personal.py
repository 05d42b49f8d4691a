"""Numbers and addresses of persons, which no public text may hold, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

_GAP = r"[\s\-–—－_.·•*/]{0,2}"
_MOBILE = re.compile(rf"(?<!\d)(?:\+?86{_GAP})?(1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!{_GAP}\d)")
_IDENTITY = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?![\dXx])")
_PROVIDERS = (
    "qq|163|126|139|188|189|yeah|sina|sohu|21cn|aliyun|tom|wo"
    "|gmail|googlemail|outlook|hotmail|live|msn|icloud|me|foxmail|yahoo|proton|protonmail"
)
_MAIL = re.compile(
    rf"[\w.+-]+\s*(?:@|[(\[【]\s*at\s*[)\]】]|#|\s艾特\s)\s*(?:vip\.)?(?:{_PROVIDERS})(?:\.[a-z]{{2,4}})+",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:1[3-9]\d\d|19\d\d)\s*[-–—－/]\s*(?:1[3-9]\d\d|20\d\d)")
_ADDRESS = re.compile(r"https?://[!-~]+")
_CHINESE_DIGITS = str.maketrans(
    "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891"
)
_DIGIT = r"\d²³¹⁰⁴-⁹₀-₉⓪①-⒛㉑-㉟㊱-㊿〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_MANY_DIGITS = re.compile(rf"[{_DIGIT}](?:[\W_]{{0,2}}[{_DIGIT}]){{10}}")
"""No number of a person is shorter, or has wider gaps, however it is written."""
_AT = re.compile(r"[@＠#＃艾(（⁽﹙\[［【](?:(?<=[@＠#＃])|(?<=艾)特|\s*[AaＡａ][TtＴｔ])")
"""What stands in every address; begins with a set of characters, since that is quick to look for."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_PROVINCES = range(11, 83)


def may_be_personal(text: str) -> bool:
    """Return whether a text is worth looking for what belongs to persons; quick."""
    return _AT.search(text) is not None or _MANY_DIGITS.search(text) is not None


def personal_data(text: str) -> Iterator[tuple[int, str]]:
    """Iterate over offsets and kinds of problems of what belongs to persons.

    >>> list(personal_data("找他：１３８ ００１３ ８０００"))
    [(3, 'mobile-number')]
    """
    if not may_be_personal(text):
        return
    plain = unicodedata.normalize("NFKC", text)
    plain = _ADDRESS.sub(lambda match: "\0" * len(match[0]), plain)
    if len(plain) != len(text):
        yield from ((0, code) for _, code in _found(plain))
    else:
        yield from _found(plain)


def _found(plain: str) -> Iterator[tuple[int, str]]:
    cards = [match for match in _IDENTITY.finditer(plain) if _is_identity_card(match[0])]
    yield from ((match.start(), "identity-card") for match in cards)
    digits = plain.translate(_CHINESE_DIGITS)
    for match in _MOBILE.finditer(digits):
        inside = any(card.start() <= match.start(1) < card.end() for card in cards)
        if not inside and not _YEARS.match(digits, match.start(1)):
            yield match.start(1), "mobile-number"
    yield from ((match.start(), "private-mail") for match in _MAIL.finditer(plain))


def _is_identity_card(written: str) -> bool:
    """Return whether 18 digits are the number of an identity card: place, birthday and check digit."""
    number = re.sub(r"[^\dX]", "", written.upper())
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return int(number[:2]) in _PROVINCES and _CHECK_DIGITS[total % 11] == number[-1]
