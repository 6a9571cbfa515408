"""Which encoding a text without a mark is in, and whether that is sure.

What the bytes themselves show comes first: UTF-32 and UTF-16 without a mark, the escapes of ISO-2022, HZ and UTF-7,
and UTF-8 with a few damaged places, which is refused and not read as something else. For the rest chardet is asked,
which knows how often two bytes follow one another in each language and encoding; of the detectors that Python has it
errs least (`benchmarks/encodings.py --peers`). All decoding is strict: no byte is ever replaced or left out.

Some bytes are a text in several encodings, and nothing in them tells which. Such an answer is marked as a guess.
"""

import re
from collections.abc import Iterator

from argmap.files.encodings import Decoded, codec_of, iana_name, meant_by, near_names
from argmap.files.errors import UnreadableSource

_SAMPLE = 1 << 18
"""How many bytes are weighed, in lines that are not all ASCII. What is decided must then fit the whole text."""

_NEAR = 0.02
"""How near to the best another encoding must come, in chardet's measure from 0 to 1, to make that a guess.

Of 68 windows of texts that chardet reads wrong 52 are so marked, with 10 % of those that it reads right.
"""

_DOUBTFUL = 0.1
"""An answer of which chardet is less sure than that is a guess, unless no other encoding gives another text."""

_NO_CHANCE = 8
"""So many characters outside ASCII, all of them whole, are UTF-8 in any text; one is by chance (谩 in GB 2312)."""

_FREQUENT = frozenset(
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么"
    "心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现"
    "分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位"
    "因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师"
    "书比住员九性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今"
    "京务制解各任至清物台象记边共风战干接它许八特觉望直服林题建南度统色字请交爱让认算论百义科怎元社术结六功指"
    "思非流每青管连远资队带花快条院变联言权往展该领传近留红治决周保达办运半候七必城父强步完革深区即求品士转量"
    "空众技轻程告江语英基派满式识极令收钱党未持取设始双历史商千片容研像友站广改议形委早房音火际则首单据导影失"
    "网似专石若究包组造落视济离兴切增率费额调状投输策這來國個說們為時過對學後還發當開無經頭動兩長樣現將與進實"
    "點種聲話問機給幾業間電門東氣關並內產軍萬體別處總場師書員華報馬張難應親務記邊風戰許覺題統請愛讓認論義術結"
    "資隊帶條變聯權領傳紅決達辦運強轉眾輕語滿識極錢黨設雙歷廣議單據導網專視濟離興費額調狀輸対発実経気関産済価"
    "総鉄円県画楽読売団両帰図"
)
"""Han characters that are frequent in Chinese, simplified or traditional, and in Japanese and Korean.

Of the Han characters in 200 bytes of such texts and more, at least 0.37 are among them, mostly 0.55; with the bytes
read in another East Asian encoding at most 0.31 (tests of chardet, seeds, manual pages, Universal Declaration of Human
Rights).
"""
_MOST_IF_WRONG, _LEAST_IF_RIGHT = 0.32, 0.4

_DAMAGED = 4
"""A text is damaged UTF-8, and of no other encoding, where this many characters are whole for each that is broken.

In GB18030, EUC-KR and the like two bytes are a character of UTF-8 by chance, but most of the others are not.
"""

_DAMAGED_EAST_ASIAN = 20
_SURE = 0.3
"""A text is damaged in another encoding where so many are whole, and chardet is as sure of the rest."""

_MOST_CONTROLS = 0.02
"""The share of control characters above which something is not text, or not in that encoding."""

_CONTROLS = bytes({*range(0x20), *range(0x7F, 0xA0)} - set(b"\t\n\v\f\r\x1b\x85"))
"""Control characters but white space, escape (terminal colours) and U+0085, a line end of mainframes."""

_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
"""What Windows' code pages give for bytes that another dialect of an encoding has characters for."""

_USUAL = re.compile(
    r"cp125\d|iso8859|koi8-[ru]|cp(?:437|850|852|855|866|874|9\d\d)|mac-(?:roman|cyrillic)|tis|big5|euc|gb|jo|sh"
)
"""Encodings that texts are often in. chardet knows more, and finds them where little tells."""

_IS_EAST_ASIAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9f]")


def decoded_as(data: bytes, name: str) -> Decoded:
    """The text of `data` in the encoding `name`, or in the wider one that browsers take for it.

    Raises UnreadableSource where Python does not know it, or the bytes are not in it.
    """
    codec = codec_of(name)
    if codec is None:
        near = near_names(name)
        instead = f" Do you mean {' or '.join(near)}?" if near else " Name one that Python knows, as windows-1250."
        raise UnreadableSource(f"There is no encoding `{name}`.{instead}")
    if codec in {"utf-16", "utf-32"} and (orders := _orders(data, codec)):  # without a mark: the order is not said
        text, order = min(orders, key=lambda one: _scatter(one[0]))
        return Decoded(text, iana_name(f"{codec}{order}"))
    found = _widely(data, codec)
    if found is not None:
        return Decoded(found[0], iana_name(found[1]))
    raise UnreadableSource(
        f"This is not in {iana_name(codec)}: {broken_places(data, codec)}. Name another encoding, or save it as UTF-8."
    )


def readings(data: bytes) -> list[Decoded]:
    """The different texts that `data` may be, the likeliest first, each with one encoding that gives it.

    The first is what `detected` gives. Empty where that refuses.
    """
    try:
        found = [detected(data)]
    except UnreadableSource:
        return []
    sample = _sample(data)
    texts = {sample.decode(codec_of(found[0].encoding) or "utf-8", "replace")}
    for codec, _ in _likely(_without_declaration(sample)):
        reading, text = sample.decode(codec, "replace"), _strictly(data, codec)
        if reading not in texts and text is not None and _is_text(text):
            texts.add(reading)
            found.append(Decoded(text, iana_name(codec), is_guess=True))
    return found


def is_utf_8_by_now(data: bytes, name: str) -> bool:
    """Whether `data`, which was said to be in the encoding `name`, is UTF-8: somebody saved it anew.

    In an encoding of one byte a character no text is UTF-8 by chance. In East Asian ones a word can be, but not many.
    """
    if data.isascii() or b"\0" in data or (text := _strictly(data, "utf-8")) is None:
        return False
    codec = codec_of(name) or "ascii"
    one_byte = len(bytes(range(0x80, 0x100)).decode(codec, "replace")) == 0x80
    return _foreign_in(text) >= (1 if one_byte else _NO_CHANCE)


def detected(data: bytes) -> Decoded:
    """The text of `data`, which has no byte order mark and is not UTF-8 with other characters than those of ASCII.

    Raises UnreadableSource for binary data, and for text that is plainly of one encoding but damaged.
    """
    if b"\0" in data:
        return _wide(data)
    if data.isascii():
        return _escaped(data) or Decoded(data.decode("ascii"), "UTF-8")
    if len(data) - len(data.decode("ascii", "ignore")) <= _MOST_BROKEN * len(data):
        _refuse_damaged_escaped(data)
    _refuse_damaged_utf_8(data)
    return _without_nul_bytes(data) or _told_by_chardet(data)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _orders(data: bytes, codec: str) -> list[tuple[str, str]]:
    """The texts of `data` in UTF-16 or UTF-32, with either order of its bytes, each with the end of that's name."""
    return [(text, order) for order in ("-le", "-be") if (text := _strictly(data, f"{codec}{order}")) is not None]


def _widely(data: bytes, codec: str) -> tuple[str, str] | None:
    """The text of `data` in what is meant by `codec`, and which that is: if possible, one that knows all characters."""
    found = [(text, wider) for wider in meant_by(codec) if (text := _strictly(data, wider)) is not None]
    return min(found, key=lambda one: _PRIVATE_USE.search(one[0]) is not None, default=None)


def _is_text(text: str) -> bool:
    return "\0" not in text and _controls_in(text) <= _MOST_CONTROLS * len(text)


def _controls_in(text: str) -> int:
    bytes_ = text.encode("latin-1", "ignore")
    return len(bytes_) - len(bytes_.translate(None, _CONTROLS))


def _foreign_in(text: str) -> int:
    """How many characters of `text` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _wide(data: bytes) -> Decoded:
    """UTF-32 or UTF-16 without a mark. Any other data that holds NUL bytes is binary."""
    for codec in ("utf-32", "utf-16"):
        likely = [one for one in _orders(data, codec) if _is_text(one[0][:_SAMPLE]) and _is_assigned(one[0])]
        if likely:
            text, order = min(likely, key=lambda one: _scatter(one[0]))
            return Decoded(text, iana_name(codec + order))
    raise UnreadableSource(
        "This is not a text file: it holds NUL bytes. Convert it to plain text first, "
        "for example with pdftotext or pandoc, and use that file."
    )


def _is_assigned(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(character.isprintable() or character.isspace() for character in sample) >= 0.95 * len(sample)


def _scatter(text: str) -> float:
    """How many blocks of 256 characters a text is scattered over, less where it holds spaces and line ends.

    With the bytes of UTF-16 in the wrong order, a script of a single block falls into as many as it has letters.
    """
    sample = text[: _SAMPLE // 4]
    spaces = sum(character in " \n\u3002\u3001\uff0c" for character in sample)
    return len({ord(character) >> 8 for character in sample}) - 256 * spaces / max(len(sample), 1)


def _without_nul_bytes(data: bytes) -> Decoded | None:
    """UTF-16 in which no character is of Latin-1: East Asian text without a line end."""
    if len(data) % 2 or not re.search(rb"[\x01\x02]", data):  # the ideographic comma and full stop
        return None
    orders = _orders(data, "utf-16")
    likely = [one for one in orders if _share_of_east_asian(one[0]) > 0.9 and _share_of_stops(one[0]) > 0.01]
    if not likely:
        return None
    text, order = max(likely, key=lambda one: _share_of_stops(one[0]))
    return Decoded(text, iana_name(f"utf-16{order}"))


def _share_of_east_asian(text: str) -> float:
    return len(_IS_EAST_ASIAN.findall(text[:_SAMPLE])) / len(text[:_SAMPLE])


def _share_of_stops(text: str) -> float:
    """The share of full stops, commas and hiragana: every East Asian text in UTF-16 without NUL bytes has some."""
    return len(re.findall("[\u3000-\u3002\u3041-\u3096\uff0c]", text[:_SAMPLE])) / len(text[:_SAMPLE])


_ISO_2022 = re.compile(rb"\x1b\$(?:[@AB]|\([A-OQ]|\)[ACG])|\x1b\([IJ]")
_ISO_2022_RUN = re.compile(
    rb"""\x1b\$[()*+]?[0-~](?:[^\x1b\n ]{2,}\x1b\(   # another set of characters, some of them, and the way back
    |[^\x1b\n]*[!-~]{16}[^\x1b\n]*\x1b\(            # even if not all of them are whole
    |[^\x1b\n ]{0,3}[!-~]{12})                       # or so many without a space that they are no words
    |\x1b\$[()][A-DGOPQ]""",
    re.VERBOSE,
)
"""What only ISO-2022 holds, be it damaged or not."""
_KOREAN = re.compile(rb"\x1b\$\)C|(?:\x0e(?:[0-H][!-~])+\x0f[^\x0e\n]*){4}")
"""Its designation, or where that is lost some words of hangul, shifted out and in."""
_SHIFT_LOST = re.compile(rb"(?:\x1b\$\)C|[\x0f\n])[^\x0e\x0f\n]*?(?:[0-H][!-~])+\x0f")
"""A word of hangul that is shifted in again, but not out: Python reads its bytes as letters."""
_CHINESE = re.compile(rb"\x1b\$(?:\)[AEG]|\*H)")
_STAYS_OPEN = re.compile(rb"\x1b\$(?!\))[^\x1b\n]*\Z|\x0e[^\x0f\n]*\Z")
"""Two bytes a character up to the end: RFC 1468 (ISO-2022-JP) and RFC 1557 (-KR) ask to switch back before that."""
_SWITCH = {
    "hz": re.compile(rb"~[{}]"),
    "iso2022_kr": re.compile(rb"[\x0e\x0f]"),
    "iso2022_jp": re.compile(rb"\x1b(?:\$(?:[@AB]|\([CDOQ])|\([BIJH])"),
}
"""What switches to another set of characters in the encodings whose bytes have not the same meaning everywhere."""
_NO_TEXT = re.compile(rb"[\x0e\x0f]|\x1b(?!\[[0-?]*[ -/]*[@-~]|\(B|\])")
"""Control characters that no text has, not even one with the colours or links of a terminal."""
_HZ = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)~\}")
_HZ_RUN = re.compile(rb"~\{([^\n]+?)(~\}|~?$)", re.MULTILINE)
_MOST_BROKEN = 0.05
"""The share of bytes outside ASCII in what may still be damaged ISO-2022 or HZ."""
_HZ_ENOUGH, _HZ_ENOUGH_OPEN = 5, 10
"""So many pairs between `~{` and `~}` are damaged HZ, and so many where `~}` is nowhere."""
_UTF_7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")
_ENOUGH = 10
"""Characters outside ASCII that tell UTF-7 from words after a plus."""


def _escaped(data: bytes) -> Decoded | None:
    """What ASCII bytes tell by escapes that switch to another set of characters."""
    if _ISO_2022.search(data) and not _STAYS_OPEN.search(data):
        for codec in ("iso2022_jp_ext", "iso2022_kr", "iso2022_jp_2", "iso2022_jp_2004"):
            text = _strictly(data, codec)
            is_read = (
                text is not None
                and "\x1b" not in text
                and not (_SHIFT_LOST.search(data) if codec == "iso2022_kr" else text.isascii())
            )
            if text is not None and is_read:
                return Decoded(text, "ISO-2022-KR" if codec == "iso2022_kr" else "ISO-2022-JP")
    pairs = b"".join(_HZ.findall(data))[::2]
    if pairs and _usual_in_hz(pairs) >= 0.9 * len(pairs):  # in other texts with `~{` most pairs are letters
        text = _strictly(data, "hz")
        if text is not None and not _is_open_hz(data):
            return Decoded(text, "HZ-GB-2312")
    _refuse_damaged_escaped(data)
    found = _utf_7(data)
    if found is None and _NO_TEXT.search(data):
        return Decoded(data.decode("ascii"), "UTF-8", is_guess=True)
    return found


def _refuse_damaged_escaped(data: bytes) -> None:
    """Refuses what is plainly in ISO-2022 or HZ, but cannot be read as such."""
    if _CHINESE.search(data) and b"\x0e" in data:
        raise UnreadableSource(
            "This looks like ISO-2022-CN, which is not read here. "
            "Save it as UTF-8, for example with `iconv -f ISO-2022-CN -t UTF-8`."
        )
    if _ISO_2022_RUN.search(data) or _KOREAN.search(data):
        _refuse_damaged(data, "iso2022_kr" if _KOREAN.search(data) else "iso2022_jp_ext")
    runs = _HZ_RUN.findall(data)
    pairs = sum(len(run) // 2 for run, _ in runs)
    # A byte that is missing shifts all after it: counted from the end those are whole.
    usual = sum(max(_usual_in_hz(run[:-1:2]), _usual_in_hz(run[-2::-2])) for run, _ in runs)
    enough = _HZ_ENOUGH if any(close == b"~}" for _, close in runs) else _HZ_ENOUGH_OPEN
    if pairs >= enough and usual >= 0.7 * pairs:
        _refuse_damaged(data, "hz")


def _usual_in_hz(leads: bytes) -> int:
    """How many of the first bytes of pairs are of the rows of signs and of the frequent characters in GB 2312."""
    return sum(0x21 <= lead <= 0x23 or 0x30 <= lead <= 0x57 for lead in leads)


def _utf_7(data: bytes) -> Decoded | None:
    """UTF-7, where every `+` in a text begins letters that could stand there."""
    groups = _UTF_7.findall(data)
    text = _strictly(data, "utf-7") if groups else None
    if text is None or text.isascii() or re.search("[\ud800-\udfff]", text):
        return None
    if not _is_text(text) or not _is_assigned(text):
        return None
    foreign = [character for character in text if character > "\x7f"]
    # Words after a plus that are no UTF-7 give characters from all over Unicode.
    blocks = {ord(character) >> 8 for character in foreign} - {0x20, 0x21}
    is_east_asian = len(_IS_EAST_ASIAN.findall(text)) > 0.8 * len(foreign)
    if len(foreign) >= _ENOUGH:
        return Decoded(text, "UTF-7") if is_east_asian or len(blocks) <= 3 + len(foreign) / 50 else None
    is_glued = re.search("[A-Za-z0-9][\u0370-\u1fff\u2c00-\uffff]|[\u2e80-\uffff][A-Za-z0-9]", text) is not None
    return Decoded(text, "UTF-7", is_guess=True) if not is_glued and (is_east_asian or len(blocks) <= 2) else None


def broken_places(data: bytes, codec: str) -> str:
    """Which bytes of `data` are no characters in `codec`, by line: the first three, and how many more."""
    found: list[str] = []
    begin = count = 0
    while True:
        try:
            before = _switched(data, begin, codec)
            (before + data[begin:]).decode(codec)
            break
        except UnicodeDecodeError as fault:
            count += 1
            offset = begin - len(before)
            at = offset + fault.start
            if len(found) < 3:
                line = data.count(b"\n", 0, at) + 1
                found.append(f"line {line} (offset {at}: {data[at : offset + fault.end].hex(' ')})")
            begin = offset + max(fault.end, fault.start + 1)
            if count > 100:
                break
    rest = f" and in {count - len(found)} more places" if count > len(found) else ""
    return f"the bytes in {', '.join(found)}{rest} are no character"


def _switched(data: bytes, at: int, codec: str) -> bytes:
    """What brings a decoder of `codec` into the state that it is in at `at`: the last switch in the same line."""
    pattern = _SWITCH.get(codec) or (_SWITCH["iso2022_jp"] if codec.startswith("iso2022_jp") else None)
    if not at or pattern is None:
        return b""
    switches = pattern.findall(data, data.rfind(b"\n", 0, at) + 1, at)
    last: bytes = switches[-1] if switches else b""
    return b"\x1b$)C" + last if codec == "iso2022_kr" else last


def _is_open_hz(data: bytes) -> bool:
    """Whether HZ ends after `~{` without `~}`, which RFC 1843 asks for in the same line."""
    return (_switched(data, len(data), "hz") == b"~{") and not data.endswith(b"\n")


def _refuse_damaged_utf_8(data: bytes) -> None:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if _foreign_in(lenient) - broken >= _DAMAGED * broken:
        _refuse_damaged(data, "utf-8")


def _refuse_damaged(data: bytes, codec: str) -> None:
    name = "ISO-2022-JP" if codec.startswith("iso2022_jp") else iana_name(codec)
    raise UnreadableSource(
        f"This looks like {name}, but it is damaged: {_damage(data, codec)}. "
        f"Get an undamaged copy, or fix these places in an editor, and save it as UTF-8."
    )


def _damage(data: bytes, codec: str) -> str:
    """What is wrong in `data`, which is in `codec`: bytes that are no character, or a switch that is missing."""
    if _strictly(data, codec) is None:
        return broken_places(data, codec)
    is_open = _is_open_hz(data) if codec == "hz" else _STAYS_OPEN.search(data) is not None
    odd = None if is_open else re.search(rb"[\x0e\x0f]|\x1b(?!\$|\([BIJH])", data)
    at = odd.start() if odd else len(data)
    if odd and codec == "iso2022_kr" and (lost := _SHIFT_LOST.search(data)):
        at = lost.end() - 1
    line = data.count(b"\n", 0, at) + 1
    if odd:
        return f"the control character in line {line} (offset {at}: {data[at]:02x}) begins nothing that is known here"
    return f"it ends in line {line} (offset {at}) before the escape that must end the East Asian characters"


_WINDOWS_SIGNS = re.compile(
    rb"""(?:[\0-\x7f]
    |(?<![A-Za-z])[\x82\x84\x8b\x91\x93]  # a quotation mark opens
    |[\x94\x9b](?![A-Za-z])                # or closes
    |(?<=[A-Za-z0-9.,;:!?)\]\x94])[\x92\x85]|\x92(?=[A-Za-z0-9])
    |(?<![A-Za-z])[\x96\x97]|[\x96\x97](?![A-Za-z])|(?<=[A-Za-z]{2})[\x96\x97](?=[A-Za-z]{2})
    |(?<![A-Za-z])\x95(?![A-Za-z])|(?<=[A-Za-z])\x99(?![A-Za-z])
    |[\xa0\xa9\xae]|(?<![A-Za-z])[\xa7\xb0\x80\xa3](?![A-Za-z]))+""",
    re.VERBOSE,
)
"""ASCII with the quotation marks, dashes and signs of Windows' code pages, each where it may stand: no other letters.

They are the same in all of them, and chardet, which looks for letters, takes them for some.
"""

_Likely = list[tuple[str, float]]
"""Encodings, by Python's names, with chardet's measure from 0 to 1, the likeliest first."""

_EAST_ASIAN_SIGNS = re.compile(rb"(?:[\0-\x7f]|\xa1[\xa1-\xbf]|\xa3[\xa1-\xfe])+")
"""ASCII with the full-width signs that GB18030, EUC-KR and EUC-JP have in the same places."""

_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_EAST_ASIAN = ("gb18030", "cp950", "cp932", "euc_jp", "cp949", "big5hkscs", "johab", "shift_jis_2004", "euc_jis_2004")

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE
)
_LOOKED_THROUGH = 8192
"""Bytes at the beginning in which a page tells its encoding; HTML asks for the first 1024."""


def declared_codec(data: bytes) -> str | None:
    """The encoding that a web page or XML in `data` declares, as Python names it; None where it names none."""
    found = _DECLARED.search(data[:_LOOKED_THROUGH])
    return codec_of(found[1].decode("ascii")) if found else None


def _without_declaration(sample: bytes) -> bytes:
    head = re.sub(rb"(?i)(charset|coding)\s*[=:]", rb"\1 ", sample[:_LOOKED_THROUGH])
    return head + sample[_LOOKED_THROUGH:]


def _told_by_chardet(data: bytes) -> Decoded:
    """What chardet tells. A declaration in the text decides where chardet does not find it unlikely."""
    sample = _sample(data)
    foreign = len(re.findall(rb"[\x80-\xff]", sample))
    if len(_FOUR_BYTES.findall(sample)) > foreign / 4 and (text := _strictly(data, "gb18030")) is not None:
        return Decoded(text, "GB18030")  # Korean and the like: more than half of the characters take four bytes
    if _WINDOWS_SIGNS.fullmatch(sample) and (text := _strictly(data, "cp1252")) is not None:
        return Decoded(text, "windows-1252")
    likely = list(_likely(_without_declaration(sample)))
    if likely and likely[0][0] not in _EAST_ASIAN and likely[0][1] < _SURE:
        _refuse_damaged_east_asian(data, sample)
    likely, is_odd = _with_frequent_characters(sample, likely)
    declared = declared_codec(data)
    for codec, confidence in likely:
        if declared is not None and codec in (declared, *meant_by(declared)) and confidence >= likely[0][1] / 2:
            text = _strictly(data, codec)
            if text is not None and _is_text(text):
                return Decoded(text, iana_name(codec))
    likely.sort(key=lambda one: (-round(one[1], 3), one[0] != "cp1252"))  # the commonest where nothing else tells
    if _EAST_ASIAN_SIGNS.fullmatch(sample) and likely and likely[0][0] not in _EAST_ASIAN:
        likely.insert(0, ("gb18030", 0.0))
    for nth, (codec, confidence) in enumerate(likely):
        text = _strictly(data, codec)
        if text is not None and _is_text(text):
            is_odd |= _controls_in(text) > 0 or (confidence < _SURE and not _USUAL.match(codec))
            is_guess = declared is not None or nth > 0 or is_odd
            return Decoded(text, iana_name(codec), is_guess or _is_doubtful(sample, confidence, codec, likely))
    raise UnreadableSource(
        "This is not text in any encoding that is known here: it may be binary, or damaged. "
        "Name its encoding, or save it as UTF-8."
    )


def _with_frequent_characters(sample: bytes, likely: _Likely) -> tuple[_Likely, bool]:
    """`likely` with an East Asian encoding first in which the characters are frequent ones; whether none is so."""
    if not likely or likely[0][0] not in _EAST_ASIAN or _share_of_frequent(sample, likely[0][0]) > _MOST_IF_WRONG:
        return likely, False
    shares = [(_share_of_frequent(sample, codec), codec) for codec in _EAST_ASIAN[:5]]
    share, codec = max(shares)
    if share < _LEAST_IF_RIGHT:
        return likely, True
    return [(codec, likely[0][1]), *((other, less) for other, less in likely[1:] if other != codec)], False


def _share_of_frequent(sample: bytes, codec: str) -> float:
    """The share of frequent characters among the Han characters; -1 for no text in `codec`, 1 where there are few."""
    text = _strictly(sample, codec)
    if text is None:
        return -1
    han = re.findall("[\u3400-\u9fff\uf900-\ufaff]", text)
    return sum(character in _FREQUENT for character in han) / len(han) if len(han) >= 10 else 1


def _is_doubtful(sample: bytes, confidence: float, codec: str, likely: _Likely) -> bool:
    """Whether another encoding is about as likely, and gives another text; or no encoding is likely."""
    text = sample.decode(codec, "replace")
    for other, less in likely:
        if confidence >= _DOUBTFUL and confidence - less >= _NEAR:
            return False
        if other != codec and sample.decode(other, "replace") != text:
            return True
    return False


def _refuse_damaged_east_asian(data: bytes, sample: bytes) -> None:
    """Refuses what chardet would read as East Asian without the bytes that are no character in that."""
    for codec in _EAST_ASIAN[:5]:
        lenient = sample.decode(codec, "replace")
        broken = lenient.count("\ufffd")
        whole = _foreign_in(lenient) - broken
        if broken and whole >= _DAMAGED_EAST_ASIAN * broken:
            rest = lenient.replace("\ufffd", "").encode(codec)
            best, confidence = next(_likely(_without_declaration(rest)), ("", 0.0))
            if best == codec and confidence >= _SURE:
                _refuse_damaged(data, codec)


def _likely(sample: bytes) -> Iterator[tuple[str, float]]:
    """The encodings that `sample` may be in with chardet's measure of that, the likeliest first."""
    import chardet

    era = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME
    seen = set()
    for found in chardet.detect_all(
        sample, encoding_era=era, max_bytes=max(len(sample), 1), ignore_threshold=True, compat_names=False
    ):
        wider = _widely(sample, codec_of(found["encoding"] or "undefined") or "undefined")
        if wider is not None and wider[1] not in seen:
            seen.add(wider[1])
            yield wider[1], found["confidence"]


def _sample(data: bytes) -> bytes:
    """The lines that tell most: of a long text those that are not all ASCII, from all over it."""
    if len(data) <= _SAMPLE:
        return data
    telling = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    every = max(1, sum(map(len, telling)) // _SAMPLE)
    return b"".join(telling[::every])[: 4 * _SAMPLE]
