"""Words that claim more than others have, and so need a source."""

from __future__ import annotations

import re

_GAP = r"[\s·.*_-]?"
_NEUTRAL = "后|近|终|初|多|少|低|迟|晚|小|短|末|弱|远|偏|苦|缺|穷|难|困|急|忙|常|基|需|要|想|怕|关心|冷|热|容易|前线|一线|新"
_WORDS = [
    "唯一",
    "首创",
    "首家",
    "首个",
    "独一无二",
    "史无前例",
    "前所未有",
    "无与伦比",
    "独家",
    "顶级",
    "顶尖",
    "遥遥领先",
    "填补空白",
]
_SCOPE = "全国|全省|全市|全县|全区|世界|国际|国内|省内|市内|行业|业内|同类|华北"
_ORDINAL = "批|次|届|期|季|书记|时间|人民|中学|小学|医院|章|条|天|年|步"
_SUPERLATIVE = re.compile(
    "|".join(
        [
            *(rf"(?:(?:{_SCOPE}){_GAP})?{_GAP.join(word)}" for word in _WORDS),
            rf"(?:(?:{_SCOPE}){_GAP})?最{_GAP}(?!{_NEUTRAL}|\W)\w",
            rf"(?:{_SCOPE})[^\W\d]{{0,3}}{_GAP}第{_GAP}[一1](?!\d|{_ORDINAL})",
            rf"(?:排名?|位列?|位?居|名列|稳居|勇夺|夺得){_GAP}第{_GAP}[一1](?!\d|{_ORDINAL})",
            rf"第{_GAP}一{_GAP}(?:品牌|大(?!队|会|街|道)|人(?!民)|名(?!字))",
            r"(?<![A-Za-z])(?:no\.?|top)\s?1(?!\d)",
        ]
    ),
    re.IGNORECASE,
)
_BEGINNINGS = (
    ("最", rf"{_GAP}(?!{_NEUTRAL})"),
    ("第", rf"{_GAP}[一1]"),
    ("Nn", "[Oo]"),
    ("Tt", "[Oo][Pp]"),
    *((word[0], _GAP + word[1]) for word in _WORDS),
)
_SUSPECT = re.compile(
    f"[{''.join(first for first, _ in _BEGINNINGS)}]"
    f"(?:{'|'.join(f'(?<=[{first}]){then}' for first, then in _BEGINNINGS)})"
)
"""Without any of this there is no superlative. It begins with a set of characters, since that is quick to look for."""


def may_claim(text: str) -> bool:
    """Return whether a text is worth looking for superlatives; quick."""
    return _SUSPECT.search(text) is not None


def superlative(text: str) -> re.Match[str] | None:
    """Return the first word of a text that claims to be first, best or alone.

    >>> superlative("全国唯一的茶座")[0], superlative("最后一个周六、第一批队员")
    ('全国唯一', None)
    """
    return _SUPERLATIVE.search(text) if may_claim(text) else None
