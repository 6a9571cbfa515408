"""Comments: gathered from a hand-written file, and woven back into the canonical one.

A comment belongs to what it stands above or beside. In a table, lines right below the last key and before a
blank line belong to the table's end; what follows the blank line, to the table below it. A comment on
something that the canonical file does not have (an empty key, `[claims]`) goes to the nearest thing it has.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from argmap.model import Address, Comment
from argmap.store.fields import is_conflict_table, model_address
from argmap.store.scanner import Event, Mark

_GAP = "  "
"""What stands before a comment beside something, unless a person wrote another gap."""

_FORMAT: Address = ("format",)


class _Draft:
    """A comment in the making."""

    def __init__(self) -> None:
        self.above: list[str] = []
        self.beside = ""
        self.below: list[str] = []
        self.closing = ""


def gather(events: Iterable[Event], living: Collection[Address]) -> dict[Address, Comment]:
    """The comments in a file by what they belong to; `living` are the addresses its map has."""
    gatherer = _Gatherer(living)
    for event in events:
        gatherer.take(event)
    return gatherer.finished()


class _Gatherer:
    """Walks the events of a file and gives each comment to the element it belongs to."""

    def __init__(self, living: Collection[Address]) -> None:
        self._living = living
        self._drafts: defaultdict[Address, _Draft] = defaultdict(_Draft)
        self._pending: list[str] = []
        """Comment and blank lines since the last element; they belong to what comes."""
        self._key = self._last = Event(Mark.BLANK, 0)
        """The last key; and the last table, key, entry or end of a list."""

    def take(self, event: Event) -> None:
        match event.mark:
            case Mark.BLANK:
                self._pending.append("")
            case Mark.COMMENT:
                self._pending.append(event.text)
            case Mark.BESIDE:
                self._beside(event.text)
            case Mark.CLOSE:
                self._close(event)
            case _:
                self._element(event)

    def finished(self) -> dict[Address, Comment]:
        if "" not in self._pending:
            self._pending.append("")
        self._end_table()
        self._drafts[()].below += self._pending
        comments = {
            at: Comment(
                tuple(_above(at, draft.above)),
                draft.beside,
                tuple(_below(at, draft.below)),
                draft.closing,
            )
            for at, draft in self._drafts.items()
        }
        return {at: comment for at, comment in comments.items() if comment}

    def _element(self, event: Event) -> None:
        if self._pending:
            if event.mark in (Mark.TABLE, Mark.TABLES):
                self._end_table()
            at = model_address(event.at)
            self._give_pending(at, self._drafts[() if at == _FORMAT else at].above)
        if event.mark is Mark.KEY:
            self._key = event
        self._last = event

    def _close(self, event: Event) -> None:
        if self._pending and event.text == "]":
            at = model_address(event.at)
            self._give_pending(at, self._drafts[at].below)
        self._last = event

    def _give_pending(self, at: Address, lines: list[str]) -> None:
        """Put what is pending with the element `at`; for one that the file will not have, it waits on."""
        if at in self._living:
            lines += self._pending
            self._pending = []

    def _beside(self, text: str) -> None:
        last, comment = self._last, text.lstrip(" \t")
        if text in (comment, _GAP + comment):
            text = comment
        at = model_address(last.at)
        draft = self._drafts[at] if at in self._living and at else None
        ends_list = last.mark is Mark.CLOSE and last.text == "]" and self._key.line != last.line
        if draft is not None and ends_list and not draft.closing:
            draft.closing = text
        elif draft is not None and not ends_list and not draft.beside:
            draft.beside = text
        else:
            self._pending.append(comment)

    def _end_table(self) -> None:
        """Give the lines right below the last key to the end of its table, where a blank line follows."""
        key = self._key.at
        table = key if key == _FORMAT else model_address(key[:-1])
        if table in self._living and table and "" in self._pending:
            end = self._pending.index("")
            self._drafts[table].below += self._pending[:end]
            self._pending = self._pending[end:]


Place = tuple[Address, Mark]
"""The address of what stands in a line of a canonical file, and what it is: TABLE, KEY, ENTRY or CLOSE."""


def weave(places: Sequence[Place], lines: Iterable[str], comments: Mapping[Address, Comment]) -> str:
    """The text of a file: its `lines`, blank ones between tables, and every comment in its place."""
    drafts = _settled(places, comments)
    woven = _above((), drafts[()].above)
    table = _FORMAT
    for (at, mark), line in zip(places, lines, strict=True):
        if mark is Mark.TABLE:
            woven += _below(table, drafts[table].below) if table in drafts else ()
            woven.append("")
            table = at
        draft = drafts.get(at)
        if draft is None:
            woven.append(line)
        elif mark is Mark.CLOSE:
            woven += _indented(_below(at, draft.below))
            woven.append(line + _gapped(draft.closing))
        else:
            above = _above(at, draft.above)
            woven += _indented(above) if mark is Mark.ENTRY else above
            woven.append(line + _gapped(draft.beside))
            if mark is Mark.ENTRY:
                del drafts[at]  # an entry that is listed twice has one comment
    woven += _below(table, drafts[table].below)
    if end := _below((), drafts[()].below):
        woven += ("", *end)
    return "\n".join(woven) + "\n"


def _settled(places: Sequence[Place], comments: Mapping[Address, Comment]) -> defaultdict[Address, _Draft]:
    """Each comment at a place that the file has.

    A comment whose element is gone, or has no such place, moves above the nearest thing around it; with
    nothing around it, to the end of the file.
    """
    drafts: defaultdict[Address, _Draft] = defaultdict(_Draft)
    marks = dict(places)  # that of a list is its CLOSE, so that lists and plain keys differ
    for at in sorted(comments):
        comment, mark = comments[at], marks.get(at)
        if at == ():
            drafts[at].above += (*comment.above, *_lines(comment.beside, comment.closing))
            drafts[at].below += comment.below
        elif mark is None:
            stray = (*comment.above, *_lines(comment.beside), *comment.below, *_lines(comment.closing))
            around = next((at[:length] for length in range(len(at) - 1, 0, -1) if at[:length] in marks), ())
            (drafts[around].above if around else drafts[()].below).extend(line for line in stray if line)
        else:
            draft = drafts[at]
            draft.beside = comment.beside
            (drafts[()] if at == _FORMAT else draft).above.extend(comment.above)
            (draft.below if mark in (Mark.CLOSE, Mark.TABLE) or at == _FORMAT else draft.above).extend(comment.below)
            if mark is Mark.CLOSE:
                draft.closing = comment.closing
            else:
                draft.above.extend(_lines(comment.closing))
    return drafts


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line if line else "" for line in lines]


def _lines(*beside: str) -> list[str]:
    return [comment.strip() for comment in beside if comment]


def _gapped(beside: str) -> str:
    return _GAP + beside if beside.startswith("#") else beside


def _is_table(at: Address) -> bool:
    match at:
        case ("map",) | ("claims", _, "undercut"):
            return True
        case ("conflicts", *_):
            return is_conflict_table(at)
        case (section, _):
            return section != "map"
    return False


def _above(at: Address, lines: Iterable[str]) -> list[str]:
    """`lines` as they can stand above the element `at`; before tables and the file there is no choice of blanks."""
    return _squeezed(lines, may_begin_blank=bool(at) and not _is_table(at))


def _below(at: Address, lines: Iterable[str]) -> list[str]:
    """`lines` as they can end the element `at`: in a table without blanks, in a list or the file as above."""
    table = at == _FORMAT or _is_table(at)
    ending = _squeezed((line for line in lines if line or not table), may_begin_blank=bool(at))
    return ending if not ending or ending[-1] else ending[:-1]


def _squeezed(lines: Iterable[str], *, may_begin_blank: bool) -> list[str]:
    """`lines` with never more than one blank line in a row, and none where there is no comment."""
    squeezed: list[str] = []
    for line in lines:
        if line or (squeezed[-1] if squeezed else may_begin_blank):
            squeezed.append(line)
    return squeezed if any(squeezed) else []
