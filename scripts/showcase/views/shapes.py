"""What pages show: the classes of plain values that templates see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from showcase import ring
from showcase.model import Call, Mechanism, RuleSet


class Link(NamedTuple):
    """A text, and where it leads if anywhere."""

    text: str
    url: str | None = None


class Fact(NamedTuple):
    """One line of a facts table; without values it is not published yet."""

    label: str
    values: tuple[Link, ...]
    notes: tuple[int, ...] = ()


class PictureSource(NamedTuple):
    """The files of a picture in one format: their type, and each address with its width."""

    type: str
    files: tuple[tuple[str, int], ...]


class PictureView(NamedTuple):
    """A picture with what is said of it.

    The formats stand in `sources`, the best first; `src` is one that every browser reads.
    """

    sources: tuple[PictureSource, ...]
    src: str
    width: int
    height: int
    alt: str
    credit: str
    license: Link


class Card(NamedTuple):
    """A record as it stands in lists; the key is its id."""

    key: str
    url: str
    name: str
    summary: str
    badge: str
    seal: str
    facts: tuple[str, ...]
    is_unverified: bool
    logo: PictureView | None = None


class CardGroup(NamedTuple):
    """Cards under one heading."""

    title: str
    cards: tuple[Card, ...]
    note: str = ""
    total: int = 0


class FigureView(NamedTuple):
    """A number in words, with its date and the numbers of its sources."""

    number: str
    unit: str
    label: str
    as_of: str
    notes: tuple[int, ...] = ()
    qualifier: str = ""


class AwardView(NamedTuple):
    """An honour in words."""

    text: str
    notes: tuple[int, ...]


class ChapterView(NamedTuple):
    """A part of a story."""

    title: str
    date: str
    body: str
    notes: tuple[int, ...]


class SourceView(NamedTuple):
    """A source as it is cited."""

    number: int
    title: str
    publisher: str
    published: str
    medium: str
    confidence: str
    is_medium: bool
    url: str | None
    accessed: str


class EventRow(NamedTuple):
    """An event as it stands in the agenda.

    Its date is that of the moved event, `was` the former one; `note` says how much of the date is known.
    `facets` holds what it can be filtered by, as in an address: `area=xindu kind=series`.
    """

    key: str
    iso_start: str
    iso_end: str
    date: str
    time: str
    day: str
    month: str
    name: str
    url: str
    summary: str
    where: tuple[Link, ...]
    who: tuple[Link, ...]
    status: str
    is_off: bool
    reason: str
    was: str
    note: str
    edition: str
    is_habit: bool
    is_pending: bool
    is_unplaced: bool
    area_ids: tuple[str, ...]
    facets: str


class Events(NamedTuple):
    """The nearest events of a record, and how many there are in all."""

    rows: tuple[EventRow, ...]
    total: int


class SeriesYear(NamedTuple):
    """The events of a series in one year, each as a link."""

    title: str
    days: tuple[SeriesDay, ...]


class SeriesDay(NamedTuple):
    """An event of a series in a few words: its day, its number if it has one, and what became of it."""

    text: str
    url: str
    edition: str
    status: str


class NodeRow(NamedTuple):
    """A time point with its next day, and all its known days before and after."""

    name: str
    url: str
    summary: str
    iso: str
    angle: float
    days: tuple[NodeDay, ...]
    source_count: int
    event_count: int


class NodeDay(NamedTuple):
    """A day of a time point.

    Args:
        is_told: Whether the summary of the time point names the lunar day already.
        is_next: Whether it is the first that is not past on the day of the build.
    """

    iso: str
    year: str
    date: str
    lunar: str
    is_told: bool
    is_past: bool
    is_next: bool


class Element(NamedTuple):
    """One of the six elements of a project; None where it is not published."""

    label: str
    text: str | None


class Step(NamedTuple):
    """One of the four links of the closed loop."""

    label: str
    is_current: bool


class Notice(NamedTuple):
    """What a reader has to know before all else; the kind is plain, unverified or changed."""

    kind: str
    text: str


class Reuse(NamedTuple):
    """What readers can do with a page: the beginning of its citation, and addresses and a code, empty if unknown."""

    citation: str
    cited_on: str
    address: str
    code: str
    edit: str
    report: str


class RecordView(NamedTuple):
    """The page of one record."""

    id: str
    kind: str
    kind_label: str
    section: Link
    url: str
    path: str
    name: str
    other_names: tuple[Fact, ...]
    notices: tuple[Notice, ...]
    summary: str
    badges: tuple[str, ...]
    seal: str
    slogan: str | None
    description: str | None
    is_unverified: bool
    facts: tuple[Fact, ...]
    figures: tuple[FigureView, ...]
    awards: tuple[AwardView, ...]
    chapters: tuple[ChapterView, ...]
    elements: tuple[Element, ...]
    elements_known: int
    steps: tuple[Step, ...]
    stage_note: str
    recap: str | None
    coming: Events
    past: Events
    series: tuple[SeriesYear, ...]
    groups: tuple[CardGroup, ...]
    unknown: tuple[str, ...]
    sources: tuple[SourceView, ...]
    assured: str
    is_stale: bool
    reuse: Reuse
    structured: Mapping[str, Any] | None
    logo: PictureView | None = None
    pictures: tuple[PictureView, ...] = ()
    feed: FeedOffer | None = None


class FeedOffer(NamedTuple):
    """The calendar of what a page is about, and the words that offer it."""

    url: str
    label: str


class TermCount(NamedTuple):
    """A term with the number of records that carry it."""

    name: str
    url: str
    total: int
    id: str = ""


class NodeView(NamedTuple):
    """The page of a time point: what every record shows, its days, and who says so."""

    record: RecordView
    next: NodeDay | None
    days: tuple[NodeDay, ...]
    duration: int
    suggestions: tuple[str, ...]
    coming: Events
    past: Events


class NodesView(NamedTuple):
    """The page of all time points."""

    rows: tuple[NodeRow, ...]
    ring: ring.Ring
    regular: tuple[Link, ...]


class TermGroup(NamedTuple):
    """The values of one facet, which addresses call by its key."""

    key: str
    title: str
    terms: tuple[TermCount, ...]


class PageLink(NamedTuple):
    """A link to another page of a long list; without address it is the present one."""

    number: int
    url: str | None


class FinderView(NamedTuple):
    """What the finder of a list starts from.

    Args:
        kind: The kind of the records.
        data: Address of the file with the columns.
        things: What is found: 品牌.
        noun: The same after a number: 个品牌.
        groups: The facets with what each value leads to where there are no scripts.
        blank: A card that is filled in for each record.
    """

    kind: str
    data: str
    things: str
    noun: str
    groups: tuple[TermGroup, ...]
    blank: Card


class ListView(NamedTuple):
    """A page of cards."""

    title: str
    lead: str
    total: int
    groups: tuple[CardGroup, ...]
    finder: FinderView | None
    pages: tuple[PageLink, ...]
    map: TileMap | None = None
    feed: FeedOffer | None = None


class EventGroup(NamedTuple):
    """Events of a year or a month, `2026` or `2026-03`, under one heading."""

    period: str
    title: str
    rows: tuple[EventRow, ...]


class Choice(NamedTuple):
    """One value of a filter."""

    value: str
    text: str


class Filter(NamedTuple):
    """What events can be filtered by: its name in addresses, its label and its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class DayView(NamedTuple):
    """A day of a month with the events that begin on it.

    Args:
        iso: The day.
        anchor: The name of its place in the list; of the list itself where nothing begins on it.
        number: The day of the month.
        text: The day in words.
        lunar: Its lunar day; on the first of a lunar month the name of the month.
        lunar_text: Its lunar month and day.
        term: The time points and the solar term that begin on it.
        mark: 休 on statutory holidays and the days moved to them, 班 on the workdays that make up for them.
        holiday: The name of the holiday.
        rows: What begins on it.
        shown: What a cell of the grid has room for, also what goes on since an earlier day.
        left: How many it has no room for.
    """

    iso: str
    anchor: str
    number: int
    text: str
    lunar: str
    lunar_text: str
    term: str
    mark: str
    holiday: str
    rows: tuple[EventRow, ...]
    shown: tuple[EventRow, ...]
    left: int

    @property
    def total(self) -> int:
        """How many events there are on the day."""
        return len(self.shown) + self.left


class YearLinks(NamedTuple):
    """A year with the links to its months."""

    year: Link
    months: tuple[TermCount, ...]


class CalendarView(NamedTuple):
    """The calendar page: agenda, time points and archive."""

    today: str
    today_text: str
    this_month: Link
    filters: tuple[Filter, ...]
    plain: tuple[TermGroup, ...]
    coming: tuple[EventGroup, ...]
    coming_left: int
    undated: tuple[Card, ...]
    undated_left: int
    nodes: tuple[NodeRow, ...]
    ring: ring.Ring
    regular: tuple[Link, ...]
    archive: tuple[EventGroup, ...]
    archive_left: int
    years: tuple[YearLinks, ...]


class PeriodView(NamedTuple):
    """The calendar of one month or one year.

    Args:
        title: It in words.
        filters: What its events can be filtered by.
        weeks: Its weeks, each of seven days or nothing; none for a year.
        days: Its days on which something begins.
        vague: What begins on an unknown day of it.
        ongoing: What began earlier and still goes on.
        is_long: Whether its days are folded up, because so much happens.
        holidays: What is to be said of its statutory holidays.
        years: Links to the months of its year.
        earlier: The month or year before.
        later: The month or year after.
    """

    title: str
    filters: tuple[Filter, ...]
    weeks: tuple[tuple[DayView | None, ...], ...]
    days: tuple[DayView, ...]
    vague: tuple[EventRow, ...]
    ongoing: tuple[EventRow, ...]
    is_long: bool
    holidays: str
    years: tuple[YearLinks, ...]
    earlier: Link | None
    later: Link | None


class AreaTile(NamedTuple):
    """One unit on the tile map: how many of each thing that is counted, the first of them on the tile."""

    name: str
    url: str
    counts: tuple[int, ...]
    row: int
    column: int


class TileMap(NamedTuple):
    """The units as tiles in their rough positions; the labels say what is counted."""

    labels: tuple[str, ...]
    tiles: tuple[AreaTile, ...]


class Bar(NamedTuple):
    """One bar of a chart, of two pieces: brands and projects, and their lengths in percent."""

    name: str
    url: str
    brands: int
    projects: int
    brands_length: float
    projects_length: float


class Chart(NamedTuple):
    """Counts that are drawn and tabled, and where nothing was counted."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    empty: tuple[Link, ...]


class CityView(NamedTuple):
    """What the city says of itself."""

    name: str
    slogan: str
    doors: tuple[str, str]
    summary: str
    figures: tuple[FigureView, ...]
    figures_as_of: str
    mechanisms: tuple[Mechanism, ...]
    calls: tuple[CallView, ...]
    rule_set: RuleSet | None
    sources: tuple[SourceView, ...]


class CallView(NamedTuple):
    """A call for projects with its figure in words."""

    call: Call
    entries: FigureView | None
    organization: Link | None


class HomeView(NamedTuple):
    """The home page."""

    city: CityView
    walls: tuple[CardGroup, ...]
    coming: tuple[EventRow, ...]
    nodes: tuple[NodeRow, ...]
    ring: ring.Ring
    regular: tuple[Link, ...]
    counts: tuple[TermCount, ...]


class FiguresView(NamedTuple):
    """The page of figures."""

    city: CityView
    charts: tuple[Chart, ...]
    map: TileMap


class CitedSource(NamedTuple):
    """A source with the records that rest on it."""

    source: SourceView
    records: tuple[Link, ...]


class SourcesView(NamedTuple):
    """The page of all sources."""

    sources: tuple[CitedSource, ...]
    pages: tuple[PageLink, ...]


class InitialGroup(NamedTuple):
    """Everything whose name begins with one letter."""

    letter: str
    entries: tuple[IndexEntry, ...]


class IndexEntry(NamedTuple):
    """One record in the plain index."""

    name: str
    url: str
    kind: str


class IndexView(NamedTuple):
    """A page of the plain list of everything."""

    letters: tuple[Link, ...]
    groups: tuple[InitialGroup, ...]
    pages: tuple[PageLink, ...]


class FeedLink(NamedTuple):
    """A calendar with its addresses; the one that subscribes at once is empty where the site's is not known."""

    name: str
    url: str
    webcal: str


class FeedGroup(NamedTuple):
    """Calendars of one kind, and where to find those that are not listed."""

    title: str
    feeds: tuple[FeedLink, ...]
    left: int
    more: Link


class SubscribeView(NamedTuple):
    """The page on how to subscribe; there are codes for cameras only where the site's address is known."""

    city: str
    main: FeedLink
    main_code: str
    page_code: str
    groups: tuple[FeedGroup, ...]
    news: tuple[Link, ...]
