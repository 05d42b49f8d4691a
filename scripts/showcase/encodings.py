"""From the bytes of a file to its text, or to the name of the encoding that it should not have."""

from __future__ import annotations

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF16_SHARE, _UTF32_SHARE = 6, 2
_ENOUGH = 2
"""Characters; one alone may come about by chance."""


class WrongEncoding(Exception):  # noqa: N818  # what it says
    """Bytes that are not UTF-8.

    Args:
        code: Kind of problem, a key of `SENTENCES`.
        found: The name of the encoding, empty where it is not known.
        offset: Bytes before the first that is wrong.
    """

    def __init__(self, code: str, found: str = "", offset: int = 0) -> None:
        self.code, self.found, self.offset = code, found, offset
        super().__init__(code)


def decoded(content: bytes) -> str:
    r"""Return the text of a file.

    >>> decoded("名称: 灯下".encode())
    '名称: 灯下'

    Raises:
        WrongEncoding: If it is not UTF-8, or begins with a byte order mark.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        raise WrongEncoding("byte-order-mark")
    for mark, name in _MARKS:
        if content.startswith(mark):
            raise WrongEncoding("utf-16", name)
    zeros = content.count(0)
    if zeros > len(content) / _UTF16_SHARE:
        raise WrongEncoding("utf-16", "UTF-32" if zeros > len(content) / _UTF32_SHARE else "UTF-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        code = "gbk" if _is_chinese(content) else "not-utf8"
        raise WrongEncoding(code, offset=error.start) from None


def _is_chinese(content: bytes) -> bool:
    """Return whether bytes make sense in the encoding that Chinese Windows calls ANSI."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if not character.isascii()]
    common = [c for c in foreign if "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f"]
    return len(common) >= _ENOUGH and len(common) > len(foreign) / 2
