"""Actions that change what an element says or is called, tag it, or remove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from argmap import edit
from argmap.corpus import OutsideProject
from argmap.edit import Refused
from argmap.edit.sentences import words_of
from argmap.files.encodings import codec_of, near_names
from argmap.files.errors import UnreadableSource
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.store import dumps, mentions
from argmap.text.one_line import reading_line
from argmap.tui.content import Searchable, count, found, loss_sentences, safe
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.state.controller import Edited
from argmap.tui.state.edits import elements_of, removing
from argmap.tui.state.host import ActionHost, apply_edit

if TYPE_CHECKING:
    from argmap.tui.dialogs.form import Field


async def edit_element(host: ActionHost) -> None:
    """Change the words, note and tags of what is under the cursor; of the map where that is nothing."""
    from argmap.tui.dialogs.form import Form

    some_id = host.context().element
    if some_id is None:
        await edit_map(host)
        return
    whole = host.session.map
    about = whole.quotes[some_id].text if some_id in whole.quotes else ""

    def carry_out(answers: dict[str, str]) -> None:
        if answers:
            fields = _parsed(answers)
            if fields.get("encoding") and some_id in whole.sources:
                fields["encoding"] = _encoding_that_fits(host, whole.sources[some_id], fields["encoding"])
            host.controller.do(f"edit {some_id}", lambda current: _changed(current, some_id, fields))

    await host.ask(Form(f"Edit {some_id}", _fields(whole, some_id), about=about, carry_out=carry_out))


def _encoding_that_fits(host: ActionHost, source: Source, name: str) -> str | None:
    """The encoding that a source's file is in, if it can be `name`. Raises Refused with the reason if not."""
    if codec_of(name) is None:
        near = near_names(name)
        raise Refused(
            f"there is no encoding “{name}”", f"did you mean {' or '.join(near)}?" if near else "leave it empty"
        )
    try:
        return host.session.corpus.open(replace(source, encoding=name)).content.told_encoding
    except (UnreadableSource, OutsideProject) as fault:
        raise Refused(str(fault), "name another encoding, or leave it empty") from fault


async def edit_map(host: ActionHost) -> None:
    """Change the map's title and note."""
    from argmap.tui.dialogs.form import Field, FieldKind, Form

    whole = host.session.map
    fields = [Field("title", "Title", whole.title), Field("note", "Note", whole.note or "", FieldKind.TEXT)]

    def carry_out(answers: dict[str, str]) -> None:
        if answers:
            changes: Any = dict(answers)
            host.controller.do("edit the map's title and note", lambda current: edit.change_map(current, **changes))

    await host.ask(Form("Edit the map", fields, carry_out=carry_out))


async def rename(host: ActionHost) -> None:
    """Give what is under the cursor another id, everywhere it is named."""
    from argmap.tui.dialogs.form import Field, Form

    old = host.context().element
    if old is None:
        return

    def carry_out(answers: dict[str, str]) -> None:
        if answers:
            new = answers["id"].strip()
            apply_edit(host, lambda map_: _renamed(map_, old, new))

    field = Field("id", "New id: lower-case words joined by -", old)
    await host.ask(Form(f"Rename {old}", [field], carry_out=carry_out))


def _renamed(map_: ArgMap, old: str, new: str) -> Edited:
    after, name = edit.rename(map_, old, new), f"rename {old} to {new}"
    left = ", ".join(str(line) for line, _ in mentions(dumps(after), old))
    message = f"{name} · notes and comments still name {old}, in the file on line {left}" if left else None
    return Edited(after, name, new, asked=[old], became={old: new}, message=message)


async def remove(host: ActionHost) -> None:
    """Take away what is under the cursor, after saying what goes with it."""
    from argmap.tui.actions.arranging import remove_marked
    from argmap.tui.dialogs.form import Question

    now = host.context()
    some_id = now.element
    if now.marked:
        await remove_marked(host)
    if now.marked or some_id is None:
        return
    body = losses(host.session.map, some_id)
    if await host.ask(Question(f"Remove {some_id}?", body, ["Remove", "Keep"])) == "Remove":
        apply_edit(host, removing(some_id))


def losses(whole: ArgMap, some_id: str) -> str:
    """What is lost when an element is removed, for the user to read first."""
    gone = edit.losses(whole, edit.remove(whole, some_id, cascade=True), [some_id])
    lines = [f"“{words_of(whole, some_id)}”", "", "The text itself is not touched. Undo brings everything back."]
    lost = loss_sentences(whole, gone)
    return "\n".join([*lines, "", *lost] if lost else lines)  # what may be long stands last: it can be scrolled


def _fields(whole: ArgMap, some_id: str) -> list[Field]:
    from argmap.tui.dialogs.form import Field, FieldKind

    element: Claim | Quote | Source
    if some_id in whole.claims:
        element = whole.claims[some_id]
        own = [Field("text", "Claim", element.text, FieldKind.SENTENCE)]
    elif some_id in whole.quotes:
        element = whole.quotes[some_id]
        own = [Field("translation", "Translation", element.translation or "", FieldKind.TEXT)]
    else:
        element = whole.sources[some_id]
        own = [
            Field("title", "Title", element.title or ""),
            Field("author", "Author", element.author or ""),
            Field("lang", "Language", element.lang or "", hint="zh, zh-Hant, de, en …"),
            Field("year", "Year", str(element.year or "")),
            Field("url", "Address", element.url or ""),
            Field("encoding", "Encoding, if not UTF-8", element.encoding or "", hint="windows-1250, Big5 …"),
        ]
    return [
        *own,
        Field("note", "Note", element.note or "", FieldKind.TEXT),
        Field("tags", "Tags, between commas", ", ".join(element.tags)),
    ]


def _parsed(answers: dict[str, str]) -> dict[str, Any]:
    """What was filled in, as the map keeps it. Raises Refused."""
    parsed: dict[str, Any] = {name: value.strip() or None for name, value in answers.items()}
    if "text" in answers:
        parsed["text"] = reading_line(answers["text"])
    if "tags" in answers:
        parsed["tags"] = tuple(answers["tags"].replace("，", ",").replace("、", ",").split(","))
    year = parsed.get("year")
    if year is not None:
        if not (year.isascii() and year.lstrip("-").isdigit() and len(year) < 10):
            raise Refused(f"“{year}” is no year", "write it in digits, as 2022")
        parsed["year"] = int(year)
    return parsed


def _changed(whole: ArgMap, some_id: str, fields: dict[str, Any]) -> ArgMap:
    if some_id in whole.claims:
        return edit.change_claim(whole, some_id, **fields)
    if some_id in whole.quotes:
        return edit.change_quote(whole, some_id, **fields)
    return edit.change_source(whole, some_id, **fields)


async def tag(host: ActionHost) -> None:
    """Choose a tag among those of the map, or type a new one: it is put on everything that is marked.

    Where all of that has it already, it is taken off.
    """
    now = host.context()
    ids = [now.source_id] if now.source_id else elements_of(now.spots)
    whole = host.session.map
    tags_of = {
        some_id: element.tags
        for section in (whole.sources, whole.claims, whole.quotes)
        for some_id, element in section.items()
    }
    used = Counter(one for tags in tags_of.values() for one in tags)
    mine = Counter(one for some_id in ids for one in tags_of[some_id])
    ordered = sorted(used, key=lambda one: (one not in mine, -used[one], one))
    among = [Searchable(one, (one,)) for one in ordered]

    def entries(typed: str) -> Sequence[Entry[str]]:
        return [Entry(one, _prompt(one, mine[one], len(ids), used[one])) for one in found(typed, among)]

    def new(typed: str) -> Entry[str] | None:
        name = " ".join(typed.split())
        return Entry(name, Content.assemble(("new tag: ", "bold"), safe(name))) if name and name not in used else None

    def carry_out(chosen: str) -> None:
        off = mine[chosen] == len(ids)
        whom = ids[0] if len(ids) == 1 else count(len(ids), "element")
        name = f"take #{chosen} off {whom}" if off else f"tag {whom} #{chosen}"
        tags = [chosen]
        host.controller.do(name, lambda current: edit.retag(current, ids, **({"drop": tags} if off else {"add": tags})))

    what = ids[0] if len(ids) == 1 else count(len(ids), "element")
    hint = "type a tag" if not used else "type a tag, or choose one that is used already"
    await host.ask(Picker[str](f"Tag {what}", entries, new=new, placeholder=hint, carry_out=carry_out))


def _prompt(tag: str, having: int, of: int, used: int) -> Content:
    """A tag, whether what is marked has it, and how often the map does."""
    sign = "✓ " if having == of else "· " if having else "  "
    said = "take off" if having == of else f"on {having} of {of} already" if having else ""
    return Content.assemble((sign, "bold"), safe(tag), (f"  {count(used, 'use')}  {said}", "dim"))
