"""Pictures of records: what editors must say of each."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from showcase.model.choices import License, People
from showcase.model.parts import Part
from showcase.model.values import Text, plain

EXTENSIONS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WebP"}
"""The endings that files of pictures may have, and the type that each stands for."""
_PATTERN = r"^[a-z0-9-]{1,64}\.(jpg|jpeg|png|webp)$"


def is_picture_name(name: str) -> bool:
    """Return whether a file of this name may be a picture.

    >>> is_picture_name("hall-1.jpg"), is_picture_name("IMG_1.JPG"), is_picture_name("../hall.jpg")
    (True, False, False)
    """
    return re.fullmatch(_PATTERN, name) is not None


def better_name(name: str) -> str:
    """Return the name that is nearest to what an editor wrote and can be used.

    >>> better_name("IMG_0001.JPG"), better_name("合影.png"), better_name("hall")
    ('img-0001.jpg', 'photo-1.png', 'hall.jpg')
    """
    stem, dot, ending = name.rpartition(".")
    ending = f".{ending.lower()}"
    if not dot or ending not in EXTENSIONS:
        stem, ending = name, ".jpg"
    stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:64]
    return f"{stem or 'photo-1'}{ending}"


def _file(value: Any) -> Any:
    if isinstance(value, str) and not is_picture_name(value):
        raise PydanticCustomError("bad-picture-name", "", {"better": better_name(value)})
    return value


class Picture(Part):
    """A picture that lies in the folder of its record."""

    usual = ("people",)

    file: Annotated[str, BeforeValidator(_file), StringConstraints(pattern=_PATTERN)]
    """文件名：小写字母、数字和连字符，以 .jpg、.jpeg、.png 或 .webp 结尾；最大 2 MB。
    The name of the file: lower-case letters, digits and hyphens; at most 2 MB.
    例：deng-1.jpg
    误：IMG_0001.JPG
    """
    alt: Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(plain)]
    """图上有什么：用一句话说给看不见图片的人听。
    What the picture shows, for those who do not see it.
    例：志愿者在活动室给老人倒茶
    """
    credit: Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(plain)]
    """作者：谁拍的、谁画的。
    Who made it.
    例：东区社区
    """
    license: License
    """许可：按什么条件使用；权利人只授权本站使用的写 permission。
    On what terms it is shown.
    例：CC-BY-4.0
    误：CC BY 4.0
    """
    people: People | None = None
    """图上的人：没有人、认不出谁，还是有认得出的人。
    Whether it shows people, and whether they can be recognised.
    例：crowd
    误：有人
    """
    consent: Text | None = None
    """同意：认得出的人是怎样同意公开的；不写他们的姓名。
    How those who can be recognised agreed; no names.
    例：照片里的人都同意公开，由社区保存书面同意
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.people is People.IDENTIFIABLE and self.consent is None:
            values = {"key": "people: identifiable", "other": "consent"}
            raise PydanticCustomError("needs", "", values)
        return self
