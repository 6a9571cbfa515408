"""Refusing an edit, and making sure that what an edit returns is sound."""

from dataclasses import replace

from argmap.model import ArgMap, is_id, living_conflicts, meant, problems, slug, tidy_comments


class Refused(Exception):  # noqa: N818 - an edit that is refused is no error of the program
    """Raised for an edit that would break a rule of the map; says why and how to fix it."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what}; {fix}")
        self.what = what
        self.fix = fix


def sound(edited: ArgMap) -> ArgMap:
    """`edited` without the comments and conflicts of elements that are gone. Raises Refused if it breaks a rule."""
    if edited.conflicts:
        edited = replace(edited, conflicts=living_conflicts(edited))
    broken = problems(edited)
    if broken:
        raise Refused(broken[0].what, broken[0].fix)
    if not edited.comments:
        return edited
    return replace(edited, comments=tidy_comments(edited.comments, edited.addresses()))


def free_id(map_: ArgMap, wanted: str | None, text: str, fallback: str, lang: str | None = None) -> str:
    """`wanted` if it can be a new id of `map_`, or one made from `text`, in the language `lang`. Raises Refused."""
    if wanted is None:
        return slug(text, map_.ids, fallback=fallback, lang=lang)
    if not is_id(wanted):
        raise Refused(
            f"`{wanted}` cannot be an id: ids are lower-case ASCII words joined by `-`",
            f"choose one like `{slug(wanted, map_.ids, fallback=fallback)}`",
        )
    if wanted in map_.ids:
        raise Refused(f"the id `{wanted}` is already used", f"choose another, for example `{slug(wanted, map_.ids)}`")
    return wanted


def known(map_: ArgMap, some_id: str) -> str:
    """The section that holds `some_id`: `sources`, `claims` or `quotes`. Raises Refused."""
    for section in ("claims", "quotes", "sources"):
        if some_id in getattr(map_, section):
            return section
    close = meant(some_id, map_.ids)
    fix = f"did you mean `{close}`?" if close else "`argmap show --ids` lists the ids"
    raise Refused(f"there is no claim, quote or source `{some_id}`", fix)
