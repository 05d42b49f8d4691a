"""The fast reader: it gives what the careful one gives, or nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from showcase import quick
from showcase.formatting import record_files
from showcase.sources import compose
from strategies import files, records

WRITTEN = [(ROOT / path).read_text("utf-8") for path in record_files(ROOT)]
MARKS = r"- | - | -|:|: |#| #|'|\"|\||\|-|>|\?|~|&a|\*a|!t|\[|\]|\{|\}|,|=|<<|---|\.\.\.|%|@|name: 又|a: b|- c"
PIECES = st.from_regex(MARKS, fullmatch=True) | st.sampled_from(
    "\n\r\t \u3000\xa0\u2028\ufeff\x00中\ud83d"
)


def assert_same_as_careful(text: str) -> bool:
    """Return whether the fast reader gave anything; it must then be what the careful one gives."""
    found = quick.parse(text)
    if found is None:
        return False
    careful = compose(text)
    assert (careful.problems, careful.data) == ([], found)
    return True


def test_reads_every_real_record() -> None:
    fast = [
        path
        for path, text in zip(record_files(ROOT), WRITTEN, strict=True)
        if assert_same_as_careful(text)
    ]
    assert len(fast) >= len(WRITTEN) - len(list((ROOT / "content" / "vocabulary").iterdir()))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(records().flatmap(lambda pair: files(pair[1])))
def test_reads_any_record_alike(text: str) -> None:
    assert_same_as_careful(text)


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.sampled_from(WRITTEN), st.data())
def test_reads_spoilt_records_alike(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.sampled_from([start, start + 1, start + 2, start + 20]))
        text = text[:start] + data.draw(PIECES) + text[end:]
    assert_same_as_careful(text)


def test_gives_up_on_what_only_yaml_knows() -> None:
    odd = "a: &b c;a: *b;a: !c d;a: |\n  b;a: >-\n  b;a:\n- b;a: b\n  c;a: b: c;a: b #c;? a;{a: b};a: [b];a:;---\na: b"
    odd += ";a: b\na: c;A: b;a:  b;a: b ;a:\n  - - b;a: 'b''c';a: \"b\\\\c\""
    assert [text for text in odd.split(";") if quick.parse(f"{text}\n")] == []
