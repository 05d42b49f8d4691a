"""The fast reader gives what the careful one gives, or nothing; a quick look for rules misses nothing."""

from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from showcase import quick
from showcase.claims import _SUPERLATIVE, may_claim
from showcase.formatting import record_files
from showcase.personal import _found, may_be_personal
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
    assert all(map(assert_same_as_careful, WRITTEN))


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


WORDS = st.sampled_from([*'a1中~·&" ', ""]) | st.from_regex(
    r"b c|a-b|a - b|1\.5|no|null|（乙）|a（b）|-a|'a'|\[a\]|\{a: b\}|a:|a: b|a #b|<<|a,b|\"a, b\"|\"\\n\"",
    fullmatch=True,
)
MEMBERS = st.tuples(
    st.sampled_from(["id", "name", "also", "y", "a b", "<<"]),
    st.one_of(WORDS, st.lists(WORDS, max_size=3).map(lambda words: f"[{', '.join(words)}]")),
).map(": ".join)


@settings(max_examples=3000, deadline=None, derandomize=True)
@given(st.lists(MEMBERS, max_size=3).map(", ".join), st.sampled_from(["", " ", ",", "  #a"]))
def test_reads_terms_alike(members: str, end: str) -> None:
    assert_same_as_careful(f"term:\n  - {{{members}{end}}}\n  - {{id: a, also: [b, c]}}\n")


def test_gives_up_on_what_only_yaml_knows() -> None:
    odd = "a: &b c;a: *b;a: !c d;a: |\n  b;a: >-\n  b;a:\n- b;a: b\n  c;a: b: c;a: b #c;? a;{a: b};a: [b];a:;---\na: b"
    odd += ";a: b\na: c;A: b;a:  b;a: b ;a:\n  - - b;a: 'b''c';a: \"b\\\\c\""
    assert [text for text in odd.split(";") if quick.parse(f"{text}\n")] == []


CLAIMS = st.sampled_from(
    [
        *"最第一1唯首创家个独无二史前例所未有与伦比顶级尖遥领先填补空白初新 ·*",
        "no",
        "Top",
        "No.",
        "全国",
        "排名",
        "品牌",
        "人",
    ]
)
DIGITS = st.sampled_from([*"0123456789１３五〇幺①", "138", "0013", "130503", "19900307"])
GAPS = st.sampled_from(["", "", "", " ", "-", "——", "_", "．", "灯", "，"])
SIGNS = st.sampled_from(
    [
        "@",
        "＠",
        " at ",
        "(at)",
        "【ＡＴ】",
        "[ at ]",
        "#",
        " 艾特 ",
        "qq.com",
        "vip.163.com",
        "deng",
    ]
)


@settings(max_examples=800, deadline=None, derandomize=True)
@given(st.lists(CLAIMS, max_size=8).map("".join))
def test_a_quick_look_misses_no_superlative(text: str) -> None:
    assert may_claim(text) or _SUPERLATIVE.search(text) is None


@settings(max_examples=800, deadline=None, derandomize=True)
@given(st.lists(st.tuples(DIGITS | SIGNS, GAPS).map("".join), max_size=20).map("".join))
def test_a_quick_look_misses_nobody(text: str) -> None:
    assert may_be_personal(text) or not list(_found(normalize("NFKC", text)))
