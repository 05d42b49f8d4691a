"""A town where everything happens that can happen to an event."""

import shutil
from pathlib import Path

from conftest import EXAMPLE

FAIR_DAY = "2026-02-01"
_SOURCE = "source:\n  - ref: town-paper\nassured_date: 2026-01-05\n"
EVENTS = {
    "quxiao": "start: 2026-03-01T09:00\nend: 2026-03-01T11:00\nevent_status: cancelled\n"
    "status_reason: 当天有大雨, 路滑; 请改日再来\nstatus_date: 2026-01-20\n",
    "tuichi": "start: 2026-03-02\nevent_status: postponed\nstatus_date: 2026-01-21\n",
    "gaiqi": "start: 2026-03-14T09:00\nend: 2026-03-14T10:30\nevent_status: rescheduled\n"
    "previous_start_date: 2026-03-07T09:00\nstatus_date: 2026-01-22\n",
    "xianshang": "start: 2026-03-04T19:00\nend: 2026-03-04T20:00\nevent_status: moved_online\n"
    "status_date: 2026-01-18\n"
    "location:\n  - online_url: https://www.xtrb.cn/zhibo/?a=1,2;b=3\n",
    "man-e": "start: 2026-03-05\nevent_status: full\nstatus_date: 2026-01-19\n",
    "yi-zhou": "start: 2026-03-06\nend: 2026-03-12\n",
    "kuaye": "start: 2026-03-07T20:00\nend: 2026-03-08T06:00\n",
    "bu-zhi-ji-dian": "start: 2026-03-08T09:00\n",
    "dao-na-tian": "start: 2026-03-09T09:00\nend: 2026-03-11\n",
    "dao-yuedi": "start: 2026-03-10\nend: 2026-04\n",
    "yuefen": "start: 2026-05\n",
    "nianfen": "start: 2026\n",
    "yijing": "start: 2025-06-01\n",
}
NAMES = {
    "man-e": '反斜\\杠、逗号,分号;冒号:引号"和 😀👍🏽 一二三四五六七八九十',
    "yi-zhou": "𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋𠀌𠀍𠀎𠀏𠀐𠀑𠀒𠀓𠀔𠀕",
}
"""Names that are awkward to write and to fold; all others are called as their ids."""


def write_fair(folder: Path) -> Path:
    """Write the example town with one activity for each thing that can happen, and return its folder."""
    shutil.copytree(EXAMPLE, folder)
    for id, when in EVENTS.items():
        location = "" if "location" in when else "location:\n  - place: east-hall\n"
        kind = "campaign" if id == "yi-zhou" else "single"
        name = NAMES.get(id, id)
        text = (
            f"name: {_quoted(name)}\nsummary: 发生了什么\nkind: {kind}\nbrand:\n  - deng-xia\n"
            f"{location}{when}{_SOURCE}"
        )
        (folder / "content" / "activities" / f"{id}.yaml").write_text(text, "utf-8")
    series = folder / "content" / "activities" / "zhou-liu-cha.yaml"
    text = series.read_text("utf-8")
    moved = (
        "  - date: 2026-04-04\n    start: 2026-04-05T14:00\n    end: 2026-04-05T16:00\n"
        "    event_status: rescheduled\n    status_date: 2026-01-23\n"
    )
    series.write_text(text.replace("source:\n", f"{moved}source:\n", 1), "utf-8")
    return folder


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
