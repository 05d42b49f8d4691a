"""Prints what khal reads in calendars: for each file a list of events. Runs in the Python of the system."""

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path

FORMAT = "{calendar}|{uid}|{start}|{end}|{status}|{title}"
CONFIG = """\
[calendars]
{calendars}
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {home}/khal.db
"""


def run(main, *words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*words], standalone_mode=False)
    return out.getvalue()


paths = json.load(sys.stdin)
with tempfile.TemporaryDirectory(dir="/dev/shm") as home:
    names = {str(number): path for number, path in enumerate(paths)}
    for name in names:
        (Path(home) / "calendars" / name).mkdir(parents=True)
    calendars = "".join(f"[[{name}]]\npath = {home}/calendars/{name}\n" for name in names)
    config = Path(home) / "config"
    config.write_text(CONFIG.format(calendars=calendars, home=home), "utf-8")
    os.environ["HOME"] = home
    from khal.cli import main_khal

    for name, path in names.items():
        run(main_khal, "-c", str(config), "import", "--batch", "-a", name, path)
    words = ("list", "--format", FORMAT, "--day-format", "", sys.argv[1], sys.argv[2])
    listed = run(main_khal, "-c", str(config), *words)
found = {path: [] for path in paths}
for line in dict.fromkeys(listed.splitlines()):
    if line:
        name, uid, start, end, status, title = line.split("|", 5)
        found[names[name]].append([uid, start, end, status.strip(), title])
json.dump(found, sys.stdout)
