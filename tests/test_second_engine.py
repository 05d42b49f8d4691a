"""Another site engine dresses the records as MkDocs does: ProperDocs, which carries MkDocs 1.x on."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from conftest import ROOT, TODAY
from showcase.dates import ZONE
from test_build import differing

ENGINE = ROOT / ".cache" / "properdocs"


def test_properdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    """Every file is the same byte for byte, though MkDocs is out of reach."""
    assert ENGINE.is_dir(), "缺少第二个网站引擎，请运行 scripts/test-tools"
    (tmp_path / "mkdocs.py").write_text("raise ImportError('this is MkDocs')\n")
    epoch = int(datetime.fromisoformat(TODAY).replace(tzinfo=ZONE).timestamp())
    paths = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ENGINE}", "SOURCE_DATE_EPOCH": str(epoch)}
    command = [sys.executable, "-m", "properdocs", "build", "--quiet", "--strict"]
    subprocess.run(
        [*command, "--site-dir", tmp_path / "other"],
        cwd=ROOT,
        env=os.environ | paths,
        check=True,
        timeout=120,
    )
    assert differing(site, tmp_path / "other") == []
