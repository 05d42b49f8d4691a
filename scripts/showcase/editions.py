"""The edition in traditional script: the whole site once more, below a folder of its own.

Each file of it is made from the bytes of the finished file in simplified script and from nothing else. So a
build that goes on from another one makes a file of the edition whenever it writes the file itself, and neither
can be older than the other. The folders are the same in both, so addresses within a page lead to pages of the
same edition as they stand; only what both share (style sheets, pictures, schemas) lies one folder further up.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from showcase import ical, searchindex
from showcase.catalog import Setting
from showcase.codes import drawn_anew
from showcase.entries import Entry
from showcase.script import PHRASES, fold, traditional

FOLDER = "zh-hant/"
_TWINS = (".html", ".js", ".ics", ".atom", ".json")
_WITHOUT_TWIN = ("assets/javascripts/", "pictures/", "schema/", "api/")
_HAN = "\u3400-\u9fff"
_VALUES = ("href", "src", "srcset", "action", "id", "name", "for", "value", "class")
"""The attributes that programs read; all others may hold words for readers, also those that scripts show."""
_VERBATIM = (
    r'<code\b[^>]*>[^<]*</code>|<a\s[^>]*translate="no"[^>]*>[^<]*</a>'
    rf'|="(?:{"|".join(f"""(?<= {name}=")""" for name in _VALUES)})[^"{_HAN}]*[{_HAN}][^"]*"'
)
"""What stays as it is: what has to be typed so, what is not to be translated, values that only scripts read."""
_COMPARED = rf"/[^/*\s][^/\n]*[{_HAN}][^/\n]*/[a-z]*"
"""A pattern in a script: texts that it is compared with are folded to simplified script."""
_HELD = "\x02"
"""Stands for what stays as it is; no record may hold a control character."""
_SHARED_FOLDERS = "(?:assets|pictures|schema|api)/"
_SHARED_ADDRESS = re.compile(rf'="(?=(?:\.\.?/)*{_SHARED_FOLDERS})([^"]*)"')
_WAY_UP = re.compile(r"(?:\.\.?/)*")
_OTHER_EDITION = re.compile(r'(hreflang="[^"]*" href=")(?!https?:|/)')
_SIMPLIFIED = re.compile("zh-(?:Hans|CN)")
_NAME = "\x03"
"""Stands for a fixed name."""


def has_twin(path: str) -> bool:
    """Return whether a file stands in both editions.

    >>> has_twin("brands/deng-xia/index.html"), has_twin("assets/tokens.css")
    (True, False)
    """
    return path.endswith(_TWINS) and not path.startswith((*_WITHOUT_TWIN, FOLDER))


def fixed_names(setting: Setting, entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the names and phrases whose traditional form is known, with that form; longer ones first.

    The city's own list comes before what records say, and of a record only a form that is its own name in the
    other script: else an entry could change words on all pages.
    """
    edition = setting.city.traditional_edition
    names = dict(PHRASES)
    for entry in entries:
        for other in entry.other_names:
            if other != entry.name and fold(other) == fold(entry.name):
                names[entry.name] = other
    names |= {name.simplified: name.traditional for name in edition.fixed} if edition else {}
    needed = ((name, form) for name, form in names.items() if traditional(name) != form)
    return tuple(sorted(needed, key=lambda pair: (-len(pair[0]), pair)))


class Edition:
    """The edition in traditional script.

    Args:
        names: Fixed names with their forms, longer ones first.
        site_url: Address of the site; empty if it is not known.
    """

    def __init__(self, names: Iterable[tuple[str, str]], site_url: str) -> None:
        self._forms = dict(names)
        self._fixed = re.compile(_longest_of(self._forms)) if self._forms else None
        self._site_url = site_url
        self._root = urlsplit(site_url).path or "/"
        scheme, _, place = map(re.escape, site_url.partition("//"))
        self._own_address = re.compile(
            rf'(?<!x-default" href="{scheme}//)(?<!zh-Hans" href="{scheme}//)(?<=//){place}'
            rf"(?!{FOLDER}|{_SHARED_FOLDERS})"
        )
        self._rooted = re.compile(
            rf'(?<!hreflang="zh-Hans" href)="{re.escape(self._root)}(?!/|{FOLDER})([^"?#]*)'
        )
        self._formats: Mapping[str, Callable[[str], str]] = {
            "html": self._page,
            "js": self._script,
            "ics": self._calendar,
            "atom": self._feed,
            "json": self._feed,
        }

    @classmethod
    def of(cls, setting: Setting, entries: Iterable[Entry], site_url: str) -> Edition | None:
        """Return the edition of a site; None if it has none."""
        if setting.city.traditional_edition is None:
            return None
        return cls(fixed_names(setting, entries), site_url)

    def twins(self, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        """Iterate over the files of the edition that belong to files of the site."""
        for path, content in files:
            if has_twin(path):
                yield FOLDER + path, self.twin(path, content)

    def twin(self, path: str, content: bytes) -> bytes:
        """Return the bytes of a file in the edition.

        Args:
            path: Of the file, relative to the root of the site.
            content: Its bytes.
        """
        if path.startswith(f"{searchindex.FOLDER}/"):
            return searchindex.in_script(path, content, self.text)
        made = self._formats[path.rpartition(".")[2]](content.decode())
        return (self._from_root(made) if path == "404.html" else made).encode()

    def text(self, text: str) -> str:
        """Return a text in traditional script."""
        if self._fixed is None:
            return traditional(text)
        forms: list[str] = []
        written = self._fixed.sub(lambda found: _hold(forms, self._forms[found[0]], _NAME), text)
        return _released(traditional(written), forms, _NAME)

    def _page(self, html: str) -> str:
        written = self._around(re.compile(_VERBATIM), html)
        written = written.replace('<html lang="zh-Hans"', '<html lang="zh-Hant"', 1)
        written = _OTHER_EDITION.sub(r"\1../", _SHARED_ADDRESS.sub(_further_up, written))
        return self._own(written) if self._site_url else written

    def _own(self, html: str) -> str:
        """Return a page whose addresses of itself and of feeds, codes too, lead into the edition."""
        return drawn_anew(self._own_address.sub(lambda found: found[0] + FOLDER, html))

    def _from_root(self, html: str) -> str:
        """Return the page for wrong addresses, which does not know from where it is shown."""

        def into(found: re.Match[str]) -> str:
            path = found[1]
            is_page = not path or path.endswith("/") or has_twin(path)
            return f'="{self._root}{FOLDER if is_page else ""}{path}'

        return self._rooted.sub(into, html)

    def _around(self, verbatim: re.Pattern[str], text: str) -> str:
        """Return a text in traditional script, but for the parts that stay as they are."""
        held: list[str] = []
        written = self.text(verbatim.sub(lambda found: _hold(held, found[0], _HELD), text))
        return _released(written, held, _HELD)

    def _script(self, script: str) -> str:
        return self._around(re.compile(_COMPARED), script).replace('"pictures/', '"../pictures/')

    def _calendar(self, calendar: str) -> str:
        whole = self._feed(calendar.replace("\r\n ", ""))
        return "\r\n".join(map(ical.folded, whole.split("\r\n")))

    def _feed(self, feed: str) -> str:
        written = _SIMPLIFIED.sub("zh-Hant", self.text(feed))
        return (
            written.replace(self._site_url, self._site_url + FOLDER) if self._site_url else written
        )


def _hold(held: list[str], text: str, mark: str) -> str:
    held.append(text)
    return mark


def _released(text: str, held: Iterable[str], mark: str) -> str:
    """Return a text with what was held in the places of the marks."""
    first, *parts = text.split(mark)
    return first + "".join(map(operator.add, held, parts))


def _longest_of(texts: Iterable[str]) -> str:
    """Return a pattern that finds the longest of some texts; beginnings that they share are tried once.

    >>> _longest_of(["玉兰", "玉兰扶智"])
    '(?:玉(?:兰(?:扶(?:智(?:))|)))'
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        rests[text[:1]].append(text[1:])
    longer = [re.escape(first) + _longest_of(found) for first, found in rests.items() if first]
    return f"(?:{'|'.join([*longer, ''] if '' in rests else longer)})"


def _further_up(found: re.Match[str]) -> str:
    """Return addresses of an attribute, one or a set of pictures, as they lead from the edition."""
    return f'="{", ".join(map(_from_edition, found[1].split(", ")))}"'


def _from_edition(address: str) -> str:
    path = _WAY_UP.sub("", address, count=1).partition("?")[0]
    return address if path.endswith("/") or has_twin(path) else f"../{address}"
