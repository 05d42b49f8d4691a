"""Pictures of records: what is refused, what is published, and that nothing hidden goes out with them."""

import random
import shutil
import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import ExifTags, Image, ImageCms, ImageStat, PngImagePlugin
from playwright.sync_api import Browser, Page, expect

from conftest import EXAMPLE, TODAY, serve, showcase
from showcase.checking import check, load
from showcase.pictures import LOGO_WIDTHS, WIDTHS, Variant, variants
from showcase.pictures.headers import header

BRAND = "brands/deng-xia.yaml"
FOLDER = "brands/deng-xia"
PROJECT = "content/projects/yi-hu-cha.yaml"
HALL = {
    "file": "hall.jpg",
    "alt": "东区活动室的门口挂着一盏灯",
    "credit": "东区社区",
    "license": "CC-BY-4.0",
    "people": "none",
}
SECRET = b"37 04 12 N"
XMP = b"<x:xmpmeta xmlns:exif='http://ns.adobe.com/exif/1.0/'><exif:GPSLatitude>%s</exif:GPSLatitude></x:xmpmeta>"


def picture(
    size: tuple[int, int] = (600, 400), type: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    """A picture that is red in its upper left quarter and green elsewhere."""
    image = Image.new("RGB", size, (40, 140, 70))
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    stream = BytesIO()
    image.convert(mode).save(stream, type, **options)
    return stream.getvalue()


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.GPSInfo] = {1: "N", 2: (37.0, 4.0, 12.0)}
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    return exif


def put(tree: Path, name: str, content: bytes, folder: str = FOLDER) -> Path:
    (tree / folder).mkdir(exist_ok=True)
    (tree / folder / name).write_bytes(content)
    return tree / folder / name


def say(tree: Path, path: str = BRAND, **fields: str) -> None:
    """Add one picture to a record, with everything that must be said of it."""
    file = tree / path
    text = file.read_text("utf-8")
    lines = [f"{name}: {value}" for name, value in (HALL | fields).items() if value]
    item = "  - " + "\n    ".join(lines) + "\n"
    heading = "" if "\nimage:\n" in text else "image:\n"
    file.write_text(text + heading + item, "utf-8")


def said(tree: Path) -> list[str]:
    return [problem.text() for problem in check(tree, date.fromisoformat(TODAY))[1]]


def published(tree: Path) -> list[tuple[Variant, bytes]]:
    """The files of all pictures with their bytes."""
    catalog = load(tree, date.fromisoformat(TODAY))
    return [
        (variant, variant.content(tree))
        for record in catalog.records.values()
        for where, one in record.pictures
        for variant in variants(
            catalog.pictures[record.picture_path(one)],
            LOGO_WIDTHS if where == ("logo",) else WIDTHS,
        )
    ]


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def hang(tree: Path) -> Path:
    """Add pictures of every type, a logo, and all that cameras and editors hide in files."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = located()
    exif[ExifTags.Base.Orientation] = 6
    xmp = XMP % SECRET
    put(tree, "hall.jpg", picture((1700, 800), exif=exif, xmp=xmp, comment=SECRET))
    put(tree, "tea.png", picture(type="PNG", pnginfo=text, icc_profile=profile, exif=located()))
    put(tree, "door.webp", picture((1000, 500), "WEBP", exif=located(), xmp=xmp))
    put(tree, "dot.png", picture((1, 1), "PNG"))
    put(tree, "logo.png", picture((400, 400), "PNG", "RGBA"))
    say(tree, people="identifiable", consent="三人都在同意书上签字")
    say(tree, file="tea.png", alt="一壶茶和两只杯子", license="permission")
    say(tree, file="door.webp", alt="志愿者在门口等人", people="crowd")
    say(tree, file="dot.png", alt="一个小点", license="CC0-1.0")
    with (tree / BRAND).open("a", encoding="utf-8") as file:
        file.write(
            "logo:\n  file: logo.png\n  alt: 灯下的标志，一盏灯\n  credit: 东区社区\n  license: permission\n"
        )
    put(tree, "cha.jpg", picture((500, 700)), "content/projects/yi-hu-cha")
    say(tree, PROJECT, file="cha.jpg", alt="茶馆的长桌")
    return tree


@pytest.fixture
def gallery(tree: Path) -> Path:
    """A tree with pictures that a test may spoil."""
    return hang(tree)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Path]) -> Path:
    """The site of a tree with pictures, built once."""
    return build(hang(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("gallery") / "tree")))


# --- what is refused --------------------------------------------------------------------------


def test_pictures_of_every_type_are_fine(gallery: Path) -> None:
    assert [line.rsplit("[")[1] for line in said(gallery)] == ["picture-position]"] * 3


IN_FOLDER: dict[str, tuple[str, bytes, str]] = {
    "nobody answers for it": (
        "hall-2.jpg",
        picture(),
        f"记录 {BRAND} 没有写到这张图片；请在它的 image 里加一项 file: hall-2.jpg，或删去图片 [unlisted-picture]",
    ),
    "no picture": (
        "notes.txt",
        b"text",
        "放图片的文件夹里只能有 .jpg、.jpeg、.png、.webp 图片；请把「notes.txt」另存为 .jpg，或移走它 [not-a-picture]",
    ),
    "a drawing that can hold scripts": (
        "lamp.svg",
        b"<svg/>",
        "放图片的文件夹里只能有 .jpg、.jpeg、.png、.webp 图片；请把「lamp.svg」另存为 .jpg，或移走它 [not-a-picture]",
    ),
    "the name a camera gave": (
        "IMG_0001.JPG",
        picture(),
        "图片的文件名「IMG_0001.JPG」不能用；请把文件和记录里的名字都改成「img-0001.jpg」这样的小写字母、数字和连字符 [bad-picture-name]",
    ),
}


@pytest.mark.parametrize(("name", "content", "sentence"), IN_FOLDER.values(), ids=IN_FOLDER)
def test_only_named_pictures_lie_in_a_folder(
    tree: Path, name: str, content: bytes, sentence: str
) -> None:
    put(tree, "hall.jpg", picture())
    say(tree)
    assert said(tree) == []
    put(tree, name, content)
    assert said(tree) == [f"{FOLDER}/{name}:1:1: {sentence}"]


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_links_and_folders_are_no_pictures(tree: Path, kind: str) -> None:
    put(tree, "hall.jpg", picture())
    say(tree)
    if kind == "link":
        (tree / FOLDER / "passwd.jpg").symlink_to("/etc/passwd")
    else:
        (tree / FOLDER / "passwd.jpg").mkdir()
    assert said(tree) == [
        f"{FOLDER}/passwd.jpg:1:1: 这里只能放普通文件，不能是链接或文件夹；请删去它 [not-a-plain-file]"
    ]


def test_a_link_is_not_followed_though_the_record_names_it(tree: Path) -> None:
    (tree / FOLDER).mkdir()
    (tree / FOLDER / "hall.jpg").symlink_to("/etc/passwd")
    say(tree)
    assert [line.rsplit("[")[1] for line in said(tree)] == ["missing-picture]", "not-a-plain-file]"]
    (tree / FOLDER / "hall.jpg").unlink()
    (tree / FOLDER).rmdir()
    (tree / FOLDER).symlink_to("/etc")
    assert [line.rsplit("[")[1] for line in said(tree)] == ["not-a-plain-file]", "missing-picture]"]


@pytest.mark.parametrize("place", ["brands", "content/places"])
def test_a_folder_belongs_to_a_record(tree: Path, place: str) -> None:
    near = {"brands": ("deng-xie", "deng-xia"), "content/places": ("east-hal", "east-hall")}
    wrong, right = near[place]
    put(tree, "hall.jpg", picture(), f"{place}/{wrong}")
    sentence = "放图片的文件夹要与记录的编号同名，请改文件夹的名字，或删去它"
    assert said(tree) == [
        f"{place}/{wrong}:1:1: 文件夹「{wrong}」旁边没有记录 {place}/{wrong}.yaml；{sentence}；您是否想写「{right}」？ [folder-without-record]"
    ]


FIELDS: dict[str, tuple[dict[str, str], str]] = {
    "not there": (
        {"file": "hal.jpg"},
        f"31:11: 图片「hal.jpg」不在文件夹 {FOLDER}/ 里；请把图片放进去，或改正文件名；您是否想写「hall.jpg」？ [missing-picture]",
    ),
    "a name that cannot be used": (
        {"file": "合影.JPG"},
        "31:11: 图片的文件名「合影.JPG」不能用；请把文件和记录里的名字都改成「photo-1.jpg」这样的小写字母、数字和连字符 [bad-picture-name]",
    ),
    "a way out of the folder": (
        {"file": "../../../etc/passwd.jpg"},
        "31:11: 图片的文件名「../../../etc/passwd.jpg」不能用；请把文件和记录里的名字都改成「etc-passwd.jpg」这样的小写字母、数字和连字符 [bad-picture-name]",
    ),
    "no credit": ({"credit": ""}, "31:5: 缺少必填的字段「credit」 [missing-field]"),
    "no licence": ({"license": ""}, "31:5: 缺少必填的字段「license」 [missing-field]"),
    "no text": ({"alt": ""}, "31:5: 缺少必填的字段「alt」 [missing-field]"),
    "a licence that is none": (
        {"license": "CC BY 4.0"},
        "34:14: 字段「image.0.license」不能是「CC BY 4.0」，只能是 CC0-1.0、CC-BY-4.0、CC-BY-SA-4.0、public_domain、permission 之一；您是否想写「CC-BY-4.0」？ [bad-choice]",
    ),
    "people without their consent": (
        {"people": "identifiable"},
        "31:5: 写了「people: identifiable」就必须同时写「consent」 [needs]",
    ),
    "people not mentioned": (
        {"people": ""},
        "31:5: 没有写明图片「hall.jpg」里有没有人；请写上 people，none 是没有人，crowd 是认不出谁，identifiable 是有认得出的人 [people-not-said]",
    ),
    "text too long": (
        {"alt": "灯" * 121},
        "32:10: 字段「image.0.alt」有 121 个字，最多 120 个字；请写短些 [too-long]",
    ),
}


@pytest.mark.parametrize(("fields", "sentence"), FIELDS.values(), ids=FIELDS)
def test_says_what_must_be_said_of_a_picture(
    tree: Path, fields: dict[str, str], sentence: str
) -> None:
    put(tree, "hall.jpg", picture())
    say(tree, **fields)
    assert [line for line in said(tree) if "unlisted" not in line] == [f"{BRAND}:{sentence}"]


@pytest.mark.parametrize(
    "alt", ["图片", "照片 1", "活动现场照片", "hall.jpg", "Hall", "IMG_0001", "这是一张图", "。"]
)
def test_text_that_tells_nothing_is_refused(tree: Path, alt: str) -> None:
    put(tree, "hall.jpg", picture())
    say(tree, alt=alt)
    assert said(tree) == [
        f"{BRAND}:32:10: 「image.0.alt」只写了「{alt}」，看不见图片的人不知道图上有什么；请用一句话写出图上的内容，例如「志愿者在活动室给老人倒茶」 [alt-says-nothing]"
    ]


@pytest.mark.parametrize("alt", ["志愿者合影", "墙上的照片", "灯", "12 位老人在下棋"])
def test_short_text_that_tells_something_is_fine(tree: Path, alt: str) -> None:
    put(tree, "hall.jpg", picture())
    say(tree, alt=alt)
    assert said(tree) == []


def bomb_png(side: int) -> bytes:
    """A few bytes that promise a huge picture."""
    size = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side // 8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb_jpeg() -> bytes:
    whole = bytearray(picture())
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(whole)


def bomb_webp() -> bytes:
    canvas = b"\x00\x00\x00\x00" + (16382).to_bytes(3, "little") * 2
    frames = b"WEBPVP8X" + struct.pack("<I", 10) + canvas + picture(type="WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(frames)) + frames


PIXELS = (
    "像素，上限是每边 6000、总共 2400 万；请缩小到 1600 像素宽，再存一次 [picture-too-many-pixels]"
)
BROKEN = "不完整或已损坏，打不开；请从原图重新导出 [picture-broken]"
UNKNOWN = (
    "的内容不是 JPEG、PNG 或 WebP 图片；请用看图软件打开它，另存为 JPEG [picture-unknown-type]"
)
CONTENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a PNG called JPEG": (
        "hall.jpg",
        lambda: picture(type="PNG"),
        "图片「hall.jpg」其实是 PNG；请把文件和记录里的名字都改成「hall.png」 [picture-wrong-type]",
    ),
    "a JPEG called PNG": (
        "hall.png",
        picture,
        "图片「hall.png」其实是 JPEG；请把文件和记录里的名字都改成「hall.jpg」 [picture-wrong-type]",
    ),
    "a GIF": ("hall.jpg", lambda: picture(type="GIF"), f"文件「hall.jpg」{UNKNOWN}"),
    "a page": (
        "hall.png",
        lambda: b"<html><script>alert(1)</script>",
        f"文件「hall.png」{UNKNOWN}",
    ),
    "nothing": ("hall.webp", lambda: b"", f"文件「hall.webp」{UNKNOWN}"),
    "too many bytes": (
        "hall.png",
        lambda: picture(type="PNG") + bytes(2 * 1024 * 1024),
        "图片「hall.png」有 2.0 MB，超过 2 MB 的上限；请缩小到 1600 像素宽，再存一次 [picture-too-large]",
    ),
    "a PNG that unfolds": (
        "hall.png",
        lambda: bomb_png(60_000),
        f"图片「hall.png」标明的大小是 60000×60000 {PIXELS}",
    ),
    "a PNG with too many pixels": (
        "hall.png",
        lambda: bomb_png(5_000),
        f"图片「hall.png」标明的大小是 5000×5000 {PIXELS}",
    ),
    "a JPEG that unfolds": (
        "hall.jpg",
        bomb_jpeg,
        f"图片「hall.jpg」标明的大小是 65535×65535 {PIXELS}",
    ),
    "a WebP that unfolds": (
        "hall.webp",
        bomb_webp,
        f"图片「hall.webp」标明的大小是 16383×16383 {PIXELS}",
    ),
    "half a JPEG": ("hall.jpg", lambda: picture()[:900], f"图片「hall.jpg」{BROKEN}"),
    "half a PNG": ("hall.png", lambda: picture(type="PNG")[:-60], f"图片「hall.png」{BROKEN}"),
    "half a WebP": ("hall.webp", lambda: picture(type="WEBP")[:-60], f"图片「hall.webp」{BROKEN}"),
    "the beginning of a JPEG": ("hall.jpg", lambda: picture()[:24], f"图片「hall.jpg」{BROKEN}"),
    "a damaged PNG": (
        "hall.png",
        lambda: picture(type="PNG").replace(b"IDATx", b"IDATy"),
        f"图片「hall.png」{BROKEN}",
    ),
    "a moving PNG": (
        "hall.png",
        lambda: moving("PNG"),
        "图片「hall.png」会动；请换成不动的图片 [picture-animated]",
    ),
    "a moving WebP": (
        "hall.webp",
        lambda: moving("WEBP"),
        "图片「hall.webp」会动；请换成不动的图片 [picture-animated]",
    ),
}


def moving(type: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    stream = BytesIO()
    frames[0].save(stream, type, save_all=True, append_images=frames[1:])
    return stream.getvalue()


@pytest.mark.parametrize(("name", "content", "sentence"), CONTENTS.values(), ids=CONTENTS)
def test_what_is_no_fit_picture_is_refused(
    tree: Path, name: str, content: Callable[[], bytes], sentence: str
) -> None:
    put(tree, name, content())
    say(tree, file=name)
    assert said(tree) == [f"{BRAND}:31:11: {sentence}"]


def test_faults_of_pictures_stop_the_build_and_leave_no_traceback(
    tree: Path, tmp_path: Path
) -> None:
    put(tree, "hall.jpg", picture()[:900])
    say(tree)
    result = showcase("build", "--root", tree, "--site-dir", tmp_path / "public")
    assert result.returncode == 1
    assert f"{BRAND}:31:11: 图片「hall.jpg」{BROKEN}" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("type", ["JPEG", "PNG", "WEBP"])
def test_no_damage_brings_down_the_check(tree: Path, type: str) -> None:
    """Of forty damaged pictures each can be published, or is named with its fault."""
    name = {"JPEG": "hall.jpg", "PNG": "hall.png", "WEBP": "hall.webp"}[type]
    say(tree, file=name)
    whole = picture((60, 40), type, exif=located())
    chance = random.Random(type)
    faults = set()
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 3, 9))):
            damaged[chance.randrange(len(damaged))] = chance.choice((0, 255, 7))
        put(tree, name, bytes(damaged[: chance.choice((None, -9))]))
        lines = said(tree)
        assert all(line.startswith(f"{BRAND}:31:11: ") for line in lines)
        faults |= {line.rsplit("[")[1] for line in lines} or {""}
        if not lines or "position" in lines[0]:
            assert all(content for _, content in published(tree))
    assert "picture-broken]" in faults
    assert {"", "picture-position]"} & faults


def test_odd_hidden_data_are_no_fault(tree: Path, tmp_path: Path) -> None:
    put(tree, "hall.jpg", picture(exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff\x12\x01"))
    say(tree)
    result = showcase("check", "--root", tree, "--today", TODAY)
    assert (result.returncode, result.stderr) == (0, "")
    assert all(content for _, content in published(tree))


def test_the_same_picture_twice_is_worth_a_notice(tree: Path) -> None:
    for folder in (FOLDER, "content/projects/yi-hu-cha"):
        put(tree, "hall.jpg", picture(), folder)
    say(tree)
    say(tree, PROJECT)
    assert said(tree) == [
        f"{PROJECT}:24:11: 图片「hall.jpg」与 {FOLDER}/hall.jpg 是同一张；如果不是有意的，请换一张 [picture-twice]"
    ]
    assert load(tree, date.fromisoformat(TODAY)).pictures


@pytest.mark.parametrize("hidden", ["exif", "xmp"])
def test_a_position_is_worth_a_notice(tree: Path, hidden: str) -> None:
    options = {"exif": {"exif": located()}, "xmp": {"xmp": XMP % SECRET}}
    put(tree, "hall.jpg", picture(**options[hidden]))
    say(tree)
    assert said(tree) == [
        f"{BRAND}:31:11: 图片「hall.jpg」里记着拍摄的位置；网站会去掉它，但原图里还有，请先在手机或看图软件里去掉位置再上传 [picture-position]"
    ]


@pytest.mark.parametrize("size", [(1, 1), (600, 400), (33, 3000)])
@pytest.mark.parametrize(
    ("type", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "exif": located()}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": located()}),
    ],
)
def test_size_is_read_without_decoding(
    size: tuple[int, int], type: str, options: dict[str, Any]
) -> None:
    says = header(picture(size, type, **options))
    assert says
    assert (says.type.upper(), says.width, says.height, says.is_animated) == (type, *size, False)


# --- what is published ------------------------------------------------------------------------


def test_nothing_hidden_is_published(shown: Path) -> None:
    files = sorted((shown / "pictures").iterdir())
    assert {file.suffix for file in files} == {".avif", ".webp", ".jpg"}
    for file in files:
        content = file.read_bytes()
        for hidden in (SECRET, b"GPS", b"Exif\x00", b"adobe.com", b"ICC_PROFILE", b"<html"):
            assert hidden not in content, file.name
        with Image.open(file) as image:
            image.load()
            assert dict(image.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile", "comment", "Comment"} & image.info.keys()


def test_pictures_are_published_upright_and_never_larger(gallery: Path) -> None:
    sizes: dict[str, set[tuple[int, int]]] = {}
    for variant, content in published(gallery):
        with Image.open(BytesIO(content)) as image:
            assert image.size == (variant.width, variant.height)
            assert Image.MIME[image.format or ""] == variant.type
            sizes.setdefault(variant.address[:33], set()).add(image.size)
            if variant.width > 1:  # red was upper left; a quarter turn brings it to the upper right
                turned = variant.height > 1.5 * variant.width
                x = variant.width * (3 if turned else 1) // 4
                red, green, _ = image.convert("RGB").getpixel((x, variant.height // 4))
                assert red > 2 * green
    assert sorted(map(sorted, sizes.values())) == [
        [(1, 1)],
        [(144, 144), (288, 288)],
        [(480, 240), (960, 480), (1000, 500)],
        [(480, 320), (600, 400)],
        [(480, 672), (500, 700)],
        [(480, 1020), (800, 1700)],
    ]


@pytest.mark.parametrize(
    ("type", "mode", "options"),
    [
        ("JPEG", "CMYK", {}),
        ("JPEG", "L", {}),
        ("PNG", "P", {}),
        ("PNG", "1", {}),
        ("PNG", "LA", {}),
        ("PNG", "RGB", {"icc_profile": b"no profile at all"}),
        (
            "JPEG",
            "RGB",
            {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()},
        ),
    ],
)
def test_colours_of_every_kind_are_understood(
    tree: Path, type: str, mode: str, options: dict[str, Any]
) -> None:
    name = {"JPEG": "hall.jpg", "PNG": "hall.png"}[type]
    content = picture((600, 400), type, mode, **options)
    put(tree, name, content)
    say(tree, file=name)
    for _, shown in published(tree):
        assert brightness(shown) == pytest.approx(brightness(content), abs=8)


def test_sixteen_bits_of_grey_keep_their_shades(tree: Path) -> None:
    grey = Image.open(BytesIO(picture(type="PNG", mode="L")))
    stream = BytesIO()
    grey.convert("I").point(lambda value: value * 257).convert("I;16").save(stream, "PNG")
    put(tree, "hall.png", stream.getvalue())
    say(tree, file="hall.png")
    for _, shown in published(tree):
        assert brightness(shown) == pytest.approx(95, abs=4)


def brightness(content: bytes) -> float:
    with Image.open(BytesIO(content)) as image:
        return ImageStat.Stat(image.convert("L")).mean[0]


def test_what_is_transparent_stays_so_or_becomes_white(tree: Path) -> None:
    stream = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(stream, "PNG")
    put(tree, "hall.png", stream.getvalue())
    say(tree, file="hall.png")
    for _, content in published(tree):
        with Image.open(BytesIO(content)) as image:
            shown = image.convert("RGBA").getpixel((150, 150))
        assert shown[3] == 0 or shown == (255, 255, 255, 255)


def test_two_builds_publish_the_same_pictures(tree: Path, build: Callable[..., Path]) -> None:
    put(tree, "hall.jpg", picture((1000, 700)))
    say(tree)
    builds = []
    for _ in range(2):
        site = build(tree, PYTHONHASHSEED="7")
        builds.append({file.name: file.read_bytes() for file in (site / "pictures").iterdir()})
        shutil.rmtree(tree / ".cache")
    assert builds[0] == builds[1]
    assert len(builds[0]) == 9


def kept(tree: Path) -> dict[Path, tuple[int, int]]:
    """The files of the cache; one that was written again has another number or time."""
    return {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in cached(tree)}


def cached(tree: Path) -> list[Path]:
    return sorted((tree / ".cache/showcase/pictures").glob("*/*"))


def test_a_second_build_encodes_nothing(gallery: Path, build: Callable[..., Path]) -> None:
    build(gallery)
    before = kept(gallery)
    site = build(gallery)
    assert kept(gallery) == before
    assert len(list((site / "pictures").iterdir())) == len(before)


def test_a_damaged_cache_is_mended(tree: Path) -> None:
    put(tree, "hall.jpg", picture())
    say(tree)
    good = {variant.address: content for variant, content in published(tree)}
    cache = cached(tree)
    cache[0].write_bytes(b"")
    cache[1].write_bytes(b"\x00" * 500)
    cache[2].write_bytes(cache[2].read_bytes()[:-1])
    cache[3].unlink()
    before = kept(tree)
    assert {variant.address: content for variant, content in published(tree)} == good
    mended = {file for file, state in kept(tree).items() if state != before.get(file)}
    assert mended == set(cache[:4])


def test_pictures_are_published_without_a_cache_too(tree: Path, build: Callable[..., Path]) -> None:
    put(tree, "hall.jpg", picture())
    say(tree)
    (tree / ".cache/showcase").mkdir(parents=True)
    (tree / ".cache/showcase/pictures").write_text("in the way", "utf-8")
    assert len(list((build(tree) / "pictures").iterdir())) == 6


def test_another_picture_has_another_address(tree: Path) -> None:
    put(tree, "hall.jpg", picture())
    say(tree)
    before = {variant.address for variant, _ in published(tree)}
    put(tree, "hall.jpg", picture(quality=60))
    assert not before & {variant.address for variant, _ in published(tree)}


def test_a_build_after_a_build_sees_what_changed(tree: Path, tmp_path: Path) -> None:
    """A picture that changed, came or went is noticed though its record stayed as it was."""
    site = tmp_path / "public"

    def said_by_build() -> str:
        result = showcase("build", "--root", tree, "--site-dir", site, "--today", TODAY)
        return "" if result.returncode == 0 else result.stdout + result.stderr

    def shown() -> set[str]:
        page = html.parse(site / "brands/deng-xia/index.html").getroot()
        addresses = set(page.xpath("//figure//img/@src"))
        assert all((site / "brands/deng-xia" / address).is_file() for address in addresses)
        assert len(list((site / "pictures").iterdir())) == 6 * len(addresses)
        return addresses

    put(tree, "hall.jpg", picture())
    say(tree)
    assert said_by_build() == ""
    first = shown()
    put(tree, "hall.jpg", picture(quality=60))
    assert said_by_build() == ""
    assert not first & shown()
    put(tree, "door.jpg", picture(quality=50))
    assert "[unlisted-picture]" in said_by_build()
    say(tree, file="door.jpg", alt="一扇门")
    assert said_by_build() == ""
    assert len(shown()) == 2
    (tree / FOLDER / "door.jpg").unlink()
    assert "[missing-picture]" in said_by_build()
    put(tree, "door.jpg", picture(quality=50))
    put(tree, "hall.jpg", picture(), "brands/nobody")
    assert "[folder-without-record]" in said_by_build()


def test_pictures_of_drafts_are_not_published(tree: Path, build: Callable[..., Path]) -> None:
    put(tree, "cha.jpg", picture(), "content/nodes/chongyang")
    put(tree, "door.jpg", picture((700, 400)), "content/activities/xiatian")
    say(tree, "content/nodes/chongyang.yaml", file="cha.jpg")
    with (tree / "content/activities/xiatian.yaml").open("a", encoding="utf-8") as file:
        file.write("visibility: draft\n")
    say(tree, "content/activities/xiatian.yaml", file="door.jpg")
    widths = {file.stem.rsplit("-")[1] for file in (build(tree) / "pictures").iterdir()}
    assert widths == {"480", "600"}


# --- what editors do --------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["rename", "retire"])
def test_pictures_go_with_their_record(gallery: Path, command: str) -> None:
    names = {"rename": ["yi-hu-cha", "er-hu-cha"], "retire": ["yi-hu-cha"]}
    result = showcase(command, *names[command], "--root", gallery, "--today", TODAY)
    assert (result.returncode, result.stderr) == (0, "")
    assert not (gallery / "content/projects/yi-hu-cha").exists()
    is_moved = (gallery / "content/projects/er-hu-cha/cha.jpg").is_file()
    assert is_moved == (command == "rename")
    assert showcase("check", "--root", gallery, "--today", TODAY).returncode == 0


def test_formatting_puts_pictures_after_the_story(gallery: Path) -> None:
    assert showcase("fmt", "--root", gallery).returncode == 0
    lines = (gallery / BRAND).read_text("utf-8").splitlines()
    order = [line.split(":")[0] for line in lines if line[:1].isalpha()]
    assert order[-5:] == ["description", "logo", "image", "source", "assured_date"]
    item = lines[lines.index("image:") + 1 :][:6]
    assert [line.split(":")[0].strip(" -") for line in item] == [*HALL, "consent"]


# --- what visitors see ------------------------------------------------------------------------


def test_pages_name_who_made_a_picture_and_its_licence(shown: Path) -> None:
    page = html.parse(shown / "brands/deng-xia/index.html").getroot()
    captions = [" ".join(c.text_content().split()) for c in page.iter("figcaption")]
    assert captions == [
        "图：东区社区，CC BY 4.0",
        "图：东区社区，经权利人授权本站使用",
        "图：东区社区，CC BY 4.0",
        "图：东区社区，CC0（放弃权利）",
    ]
    assert "https://creativecommons.org/licenses/by/4.0/deed.zh-hans" in page.xpath(
        "//figcaption/a/@href"
    )
    assert "标志：东区社区，经权利人授权本站使用" in page.text_content()
    assert "同意书" not in page.text_content()
    images = page.xpath("//figure//img")
    assert [image.get("loading") for image in images] == [None, "lazy", "lazy", "lazy"]
    assert [image.get("alt") for image in images][:2] == [HALL["alt"], "一壶茶和两只杯子"]
    for image in page.iter("img"):
        files = [
            address.strip().split()[0]
            for element in image.getparent()
            for address in element.get("srcset").split(",")
        ]
        for address in (image.get("src"), *files):
            assert (shown / "brands/deng-xia" / address).is_file()


def test_what_is_said_of_a_picture_is_escaped(tree: Path, build: Callable[..., Path]) -> None:
    put(tree, "hall.jpg", picture())
    say(tree, alt="'灯\" onload=\"alert(1)'", credit="'{{ 7*7 }} \" & 社区'")
    page = html.parse(build(tree) / "brands/deng-xia/index.html").getroot()
    image = page.xpath("//figure//img")[0]
    assert (image.get("alt"), image.get("onload")) == ('灯" onload="alert(1)', None)
    assert page.xpath("string(//figcaption)").startswith('图：{{ 7*7 }} " & 社区，')


LOADED = """async () => {
  for (const image of document.images) { image.loading = "eager"; await image.decode(); }
  return [...document.images].map(i => [i.naturalWidth, i.naturalHeight, i.width, i.height, i.currentSrc]);
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_pictures_are_shown_in_their_shape(page: Page, shown: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    with serve(shown) as root:
        page.goto(root + "brands/deng-xia/")
        images = page.evaluate(LOADED)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(root + "projects/yi-hu-cha/")
        images += page.evaluate(LOADED)
    natural = [round(w / h, 1) for w, h, *_ in images]
    assert natural == [1.0, 0.5, 1.5, 2.0, 1.0, 0.7]
    for natural_width, natural_height, box_width, box_height, address in images:
        assert min(natural_width, natural_height, box_width, box_height) > 0
        assert box_width <= width - 32
        assert address.endswith(".avif")
        if box_height < 580:  # a taller one is shown whole within this height
            assert box_width / box_height == pytest.approx(natural_width / natural_height, abs=0.02)


def test_pictures_need_no_script_and_no_shift(browser: Browser, shown: Path) -> None:
    """The box of a picture is there before the picture: without its files nothing moves."""
    heights = []
    for has_files in (True, False):
        context = browser.new_context(
            java_script_enabled=False, viewport={"width": 360, "height": 800}
        )
        page = context.new_page()
        if not has_files:
            page.route(
                "**/pictures/**", lambda route: None
            )  # as if the files were still on their way
        with serve(shown) as root:
            page.goto(root + "brands/deng-xia/", wait_until="load" if has_files else "commit")
            image = page.get_by_role("img", name=HALL["alt"])
            expect(image).to_be_visible()
            expect(image).to_have_css("object-fit", "contain")  # the style sheet is there
            heights.append((image.bounding_box() or {})["height"])
            context.close()
    assert heights[0] == pytest.approx(heights[1], abs=1)
    assert heights[0] > 200
