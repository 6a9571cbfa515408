"""Full stops that end no sentence, in English and German."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    # English
    "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt sen rep gov pres vs cf fig figs eq no nos vol vols ed eds "
    "pp p chap sec art approx dept est inc ltd co corp bros al ca jan feb mar apr jun jul aug sep sept oct nov dec "
    # German
    "abs anm art aufl bd bde bes bspw bzgl bzw ca dgl dipl ebd etc evtl ff f frz geb gegr ggf hrsg ing inkl insb "
    "jh jhd kap lat max min mio mrd mind nr od orig pkt red resp rd s sog str tel u usf usw v vgl z zit zzgl engl jap "
    "mwst okt dez mrz gem ziff lit buchst rn rdnr para paras"
)
"""Without their stop, in small letters. Some end sentences too (`etc.`, `Inc.`): a capital starter word tells."""

_STARTERS = _words(
    "The This That These Those It In On At He She We They However But And As For If When While Although A An There "
    "Der Die Das Dies Diese Dieser Es Ein Eine Im In Am Auf Bei Für Mit Doch Aber Und Wenn Während Auch "
    "Er Sie Wir"
)
"""Words that are written with a capital only where a sentence begins, or nearly so."""

_TITLES = _words("mr mrs ms dr prof st z u nr vgl bzw vs sog gem abs art")
"""Abbreviations that never end a sentence."""

_ORDINAL_BEFORE = _words("am der dem den des die das im vom zum zur beim ab bis seit")
_ORDINAL_AFTER = _words(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Jahrhundert Jahrhunderts Jahrhunderte Jahrestag Kapitel Auflage Mal Platz Weltkrieg"
)

_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_NEXT_WORD = re.compile(r"\s+(§|\w+)")
_EMPTY_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")


def is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial, an ordinal or a list number."""
    line = text[max(stop - 40, text.rfind("\n", max(stop - 40, 0), stop) + 1) : stop]
    word = _WORD_BEFORE.search(line)
    if word is None:
        return False
    following = _NEXT_WORD.match(text, stop + 1)
    next_word = following[1] if following else ""
    if word[0].isdecimal():
        return len(word[0]) <= 2 and _is_ordinal(line[: word.start()], next_word)
    if word[0].lower() in _TITLES and next_word:
        return True
    is_short = len(word[0]) == 1 and word[0].isalpha() and word[0].isascii()
    if word[0].lower() == "no" and not next_word.isdecimal():
        return False
    if _EMPTY_LINE.match(text, stop + 1):
        return False
    return (is_short or word[0].lower() in _ABBREVIATIONS) and bool(next_word) and next_word not in _STARTERS


def _is_ordinal(before: str, next_word: str) -> bool:
    words = before.split()
    if not words or words[-1][-1] in ":;,：；，、（(。！？":
        return True
    return words[-1].lower() in _ORDINAL_BEFORE or next_word in _ORDINAL_AFTER
