"""The exported page, used as a reader uses it: in a real Chromium."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given

from argmap.corpus import Corpus, Project
from argmap.corpus.anchoring import add_passage
from argmap.formats import ExportInput
from argmap.formats.export_input import export_input_for
from argmap.formats.html import HTML
from argmap.formats.markup import harmless, note_markup
from argmap.model import ArgMap, Claim, Quote, Source
from tests.laws import examples
from tests.strategies import maps

HOSTILE = (
    "</script><script>alert(1)</script>]]><!-- &amp; \u2028 \u202e <img src=x onerror=alert(2)> {{x}} ${x} \x1b[31m"
)
CHINESE = (
    "在出口管制方面，日本維持了既有的目的，\n沒有像美國那樣把管制對象擴大到基礎和新興技術。\n\n"
    "事實上，美國利用實體清單對華為等實施制裁。\n"
)
GERMAN = "Das Konjunkturpaket soll Investoren anziehen.\n\nFrühere Pakete halfen nicht sofort.\n"
PASSAGES = {
    "no-extension": ("park", "沒有像美國那樣把管制對象擴大到基礎和新興技術"),
    "emerging": ("park", "基礎和新興技術"),
    "entity-list": ("park", "美國利用實體清單"),
    "package": ("konjunktur", "Investoren anziehen"),
}


def argument() -> ArgMap:
    return ArgMap(
        title=f"Export controls {HOSTILE}",
        thesis=("diverge",),
        note=f"Why {HOSTILE}",
        sources={
            "park": Source(path="park.txt", title="技術民族主義", lang="zh-Hant", url="javascript:alert(3)"),
            "konjunktur": Source(path="k.txt", title="Konjunktur", lang="de", url="https://example.org/?a=1&b=<2>"),
        },
        claims={
            "diverge": Claim(text=f"They diverge. {HOSTILE}", tags=("controls",)),
            "align": Claim(text="They align all the same.", tags=("money", HOSTILE.replace("\u2028", ""))),
            "money-helps": Claim(text="Money helps.", tags=("money",)),
            "constructor": Claim(text="An aside that nothing is tied to."),
        },
    )


def test_a_note_keeps_its_paragraphs_and_lists_and_nothing_in_it_is_markup():
    note = "First <b>,\nsecond line.\n\n- one\n  1. inner\n- two\n\n3. three\n\nEnd."
    made = (
        "<p>First &lt;b&gt;,<br>second line.</p><ul><li>one<ol><li>inner</li></ol></li><li>two</li></ul>"
        '<ol start="3"><li>three</li></ol><p>End.</p>'
    )
    assert note_markup(note) == made
    whole = ArgMap(
        title="T",
        note=note,
        thesis=("a",),
        sources={"s": Source(path="s.txt", note=note)},
        claims={"a": Claim(text="A", note=note, supported_by=(("q",),))},
        quotes={"q": Quote(source="s", text="q", note=note)},
    )
    assert str(HTML.export(ExportInput(map=whole)).content).count(made) == 4


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The page in a file, and its content."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "park.txt").write_text(CHINESE, encoding="utf-8")
    (folder / "k.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "m.toml").touch()
    corpus = Corpus(Project.of(folder / "m.toml"))
    whole = argument()
    for quote_id, (source_id, words) in PASSAGES.items():
        opened = corpus.open(whole.sources[source_id])
        start = opened.text.index(words)
        whole, _ = add_passage(whole, source_id, opened, (start, start + len(words)), quote_id, note=HOSTILE)
    lost = replace(
        whole.quotes["package"], text="Nirgends stehen diese Worte im Text.", before="Etwa", after="Ende", at=3
    )
    claims = dict(whole.claims)
    claims["diverge"] = replace(
        claims["diverge"],
        supported_by=(("entity-list", "no-extension"),),
        countered_by=(("align",),),
        undercut={("align",): (("emerging",),)},
    )
    claims["align"] = replace(claims["align"], supported_by=(("money-helps",),))
    claims["money-helps"] = replace(claims["money-helps"], supported_by=(("package",),))
    whole = replace(whole, claims=claims, quotes={**whole.quotes, "gone": lost})
    page = HTML.export(export_input_for(HTML, whole, corpus))
    file = folder / "page.html"
    file.write_text(page.content, encoding="utf-8", newline="")
    return file


@pytest.fixture(scope="module")
def window(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window, exported):
    """The page, freshly open in a window; whatever it complains of or asks for fails the test."""
    with watched(window, exported) as tab:
        yield tab


@contextmanager
def opened(browser, file, **context):
    """The page in a window of its own."""
    window = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context})
    with watched(window.new_page(), file) as tab:
        yield tab
    window.close()


@contextmanager
def watched(tab, file):
    messages, requests = [], []
    listeners = {
        "console": lambda message: messages.append(message.text),
        "pageerror": lambda error: messages.append(str(error)),
        "dialog": lambda dialog: messages.append(dialog.message),
        "request": lambda request: requests.append(request.url),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    tab.goto("about:blank")
    tab.goto(file.as_uri())
    yield tab
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    assert messages == []
    assert [url for url in requests if url != "about:blank"] == [file.as_uri()]


def selected(page):
    return page.evaluate("document.querySelector('[aria-selected=true]')?.id ?? null")


def on_screen(page, selector):
    return page.evaluate(
        """(selector) => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
            return Boolean(over?.closest(selector));
        }""",
        selector,
    )


def shown_heads(page):
    return page.evaluate("[...document.querySelectorAll('.head')].filter(head => head.checkVisibility()).length")


def shown_boxes(page):
    return page.evaluate(
        "[...document.querySelectorAll('.box')].filter(box => box.offsetParent).map(box => box.id.slice(2)).sort()"
    )


EVERYTHING = sorted(["diverge", "align", "money-helps", "constructor", "gone", *PASSAGES])


def test_the_page_opens_without_a_word_on_the_console_or_the_network(page):
    assert shown_boxes(page) == EVERYTHING
    assert page.title().startswith("Export controls </script>")


def test_texts_from_anywhere_are_text(page, exported):
    assert "<script>alert(1)</script>" in page.locator("#b-diverge").inner_text().replace("\n", "")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 3
    assert page.locator("a[href^=javascript]").count() == 0
    assert "\u202e" not in exported.read_text(encoding="utf-8")
    page.locator("#b-align").click()
    assert "alert(2)" in page.locator("#card .tags").inner_text()


def test_nothing_may_be_loaded_or_run_but_the_page_itself(page):
    policy = page.evaluate("document.querySelector('meta[http-equiv]').content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_click_on_a_box_reaches_its_passage(page):
    page.locator("#b-package").click()
    assert selected(page) == "b-package"
    assert page.locator("#s-konjunktur").is_visible()
    assert not page.locator("#s-park").is_visible()
    assert on_screen(page, "#articles .q.chosen")
    assert page.locator("#articles .q.chosen").inner_text() == "Investoren anziehen"


def test_a_click_on_a_passage_reaches_its_boxes_one_after_the_other(page):
    passage = page.locator(".q[data-q~='emerging']")
    assert passage.inner_text() == "基礎和新興技術"
    passage.click()
    assert selected(page) == "b-emerging"
    assert on_screen(page, "#b-emerging")
    passage.click()
    assert selected(page) == "b-no-extension"
    assert on_screen(page, "#b-no-extension")


def test_a_quote_that_stands_nowhere_is_said_so_and_still_leads_to_its_box(page):
    page.locator("[data-source=konjunktur]").click()
    page.locator(".unplaced .q").click()
    assert selected(page) == "b-gone"


def test_dragging_pans_and_selects_nothing(page):
    before = page.evaluate("[stage.scrollLeft, stage.scrollTop]")
    page.locator("#b-align").hover()
    page.mouse.down()
    page.mouse.move(300, 300, steps=3)
    page.mouse.up()
    assert page.evaluate("[stage.scrollLeft, stage.scrollTop]") != before
    assert selected(page) is None


def test_the_wheel_zooms_about_the_pointer(page):
    box = page.locator("#b-align")
    box.hover()
    before = box.bounding_box()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function("document.getElementById('zoom').textContent !== '100%'")
    after = box.bounding_box()
    middle = before["x"] + before["width"] / 2
    assert after["width"] > before["width"] * 1.2
    assert abs(after["x"] + after["width"] / 2 - middle) < 4


def test_buttons_zoom_and_fit(page):
    width = page.locator("#b-align").bounding_box()["width"]
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("#b-align").bounding_box()["width"] > width
    page.get_by_role("button", name="Fit the map").click()
    for some_id in EVERYTHING:
        assert on_screen(page, f"#b-{some_id}") or some_id == "constructor"


def test_folding_hides_what_hangs_below_and_closes_up(page):
    height = page.locator("#canvas").bounding_box()["height"]
    page.locator("#b-align .fold").click()
    assert shown_boxes(page) == sorted(set(EVERYTHING) - {"money-helps", "package"})
    assert page.locator("#canvas").bounding_box()["height"] <= height
    assert page.locator("#b-align .fold").get_attribute("data-n") == "2"
    page.locator("#b-align .fold").click()
    assert shown_boxes(page) == EVERYTHING


def test_boxes_never_overlap_while_some_are_folded(page):
    page.locator("#b-align .fold").click()
    boxes = [page.locator(f"#b-{some_id}").bounding_box() for some_id in shown_boxes(page)]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            along = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            assert across <= 0 or along <= 0


def test_the_keyboard_alone_walks_folds_focuses_and_reads(page):
    page.keyboard.press("ArrowRight")
    assert selected(page) == "b-diverge"
    page.keyboard.press("ArrowRight")
    assert selected(page) != "b-diverge"
    page.keyboard.press("ArrowLeft")
    assert selected(page) == "b-diverge"
    page.keyboard.press(" ")
    assert shown_boxes(page) == ["constructor", "diverge", "gone"]
    page.keyboard.press(" ")
    page.locator("#b-emerging").focus()
    page.keyboard.press("f")
    assert shown_boxes(page) == ["align", "diverge", "emerging"]
    page.keyboard.press("f")
    assert shown_boxes(page) == ["align", "diverge", "emerging", "entity-list", "money-helps", "no-extension"]
    page.keyboard.press("Escape")
    assert shown_boxes(page) == EVERYTHING
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.q").split()[0] == "emerging"
    page.keyboard.press("Enter")
    assert selected(page) == "b-no-extension"


def test_the_tab_key_comes_to_the_map_once_and_the_focus_is_seen(page):
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.slice(0, 9)"))
        if stops[-1] == "b-diverge":
            break
    assert [stop for stop in stops if stop.startswith("b-")] == ["b-diverge"]
    assert stops[0].startswith("Skip")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_search_marks_hits_and_goes_from_one_to_the_next(page):
    page.keyboard.press("/")
    page.keyboard.type("ALIGN")
    assert page.evaluate("[...document.querySelectorAll('.box.hit')].map(box => box.id)") == ["b-align"]
    assert on_screen(page, "#b-align")
    page.keyboard.press("Control+a")
    page.keyboard.type("管制對象")
    assert selected(page) == "b-no-extension"
    page.keyboard.press("Control+a")
    page.keyboard.type("money")
    found = set()
    for _ in range(2):
        found.add(selected(page))
        page.keyboard.press("Enter")
    assert found == {"b-align", "b-money-helps"}
    page.keyboard.press("Escape")
    assert page.locator(".hit").count() == 0


@pytest.mark.parametrize(
    ("name", "value", "fitting"),
    [
        ("tag", "money", ["align", "money-helps"]),
        ("source", "konjunktur", ["gone", "package"]),
        ("role", "counter", ["align"]),
        ("role", "undercut", ["emerging"]),
        ("role", "thesis", ["diverge"]),
        ("role", "none", ["constructor", "gone"]),
        ("state", "lost", ["gone"]),
    ],
)
def test_filters_leave_bright_what_fits(page, name, value, fitting):
    page.locator("#filters summary").click()
    page.locator(f"#filters input[name='{name}'][value='{value}']").check()
    bright = page.evaluate("[...document.querySelectorAll('.box:not(.faded)')].map(box => box.id.slice(2)).sort()")
    assert bright == fitting
    page.locator("#hide-rest").check()
    assert shown_boxes(page) == fitting
    page.get_by_role("button", name="Clear").click()
    assert shown_boxes(page) == EVERYTHING
    assert page.locator(".faded").count() == 0


def test_the_theme_follows_the_system_until_it_is_chosen(browser, exported):
    with opened(browser, exported, color_scheme="dark") as tab:
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        dark = tab.evaluate(ground)
        tab.emulate_media(color_scheme="light")
        light = tab.evaluate(ground)
        assert dark != light
        tab.keyboard.press("t")
        tab.keyboard.press("t")
        assert tab.evaluate(ground) == dark
        tab.keyboard.press("t")
        assert tab.evaluate(ground) == light


def test_without_scripts_the_outline_and_the_texts_are_read_in_full(browser, exported):
    with opened(browser, exported, java_script_enabled=False) as tab:
        outline = tab.locator(".outline").inner_text()
        assert "They align all the same." in outline
        assert "沒有像美國那樣把管制對象擴大到基礎和新興技術" in outline
        assert tab.locator("#s-park").is_visible()
        assert tab.locator("#s-konjunktur").is_visible()
        assert tab.locator(".outline ul ul ul ul").count() > 0
        assert not tab.locator(".tools").is_visible()
        tab.locator(".outline a[href='#p-package']").click()
        assert tab.url.endswith("#p-package")
        assert tab.locator(".q[data-q=package]").is_visible()


def test_print_holds_the_outline_and_the_texts_on_pages(page):
    page.emulate_media(media="print")
    assert page.locator(".outline").is_visible()
    assert page.locator("#s-park").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [390, 700])
def test_on_a_phone_one_pane_shows_at_a_time_and_nothing_is_cut_off(browser, exported, width):
    with opened(browser, exported, viewport={"width": width, "height": 844}) as tab:
        assert tab.locator("#outline" if width < 700 else "#canvas").is_visible()
        assert not tab.locator("#canvas" if width < 700 else "#outline").is_visible()
        assert not tab.locator("#articles").is_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        for name in ("Texts", "Outline", "Map"):
            tab.get_by_role("button", name=name, exact=True).click()
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.locator("#b-diverge").click()
        tab.get_by_role("button", name="Only what is near").click()
        tab.locator("#b-entity-list").click()
        tab.get_by_role("button", name="Show the passage").click()
        assert tab.locator("#articles").is_visible()
        tab.locator(".q[data-q~=entity-list]").click()
        assert tab.locator("#canvas").is_visible()


def large_map(claims=90):
    """A thesis with three supports and three counters, and below each of these a long chain of claims."""
    ids = [f"c{at}" for at in range(claims)]
    made = {at: Claim(text=f"Claim {at}.") for at in ids}
    first = {"supported_by": tuple((at,) for at in ids[1:4]), "countered_by": tuple((at,) for at in ids[4:7])}
    made["c0"] = replace(made["c0"], text="The thesis.", **first)
    for at in range(1, claims - 6):
        made[ids[at]] = replace(made[ids[at]], supported_by=((ids[at + 6],),))
    return ArgMap(title="Large", thesis=("c0",), claims=made)


@pytest.mark.parametrize("size", [{"width": 1024, "height": 768}, {"width": 1600, "height": 1000}])
def test_a_large_map_begins_folded_with_its_thesis_and_first_counters_in_sight(browser, tmp_path, size):
    with opened(browser, exported_page(tmp_path, large_map()), viewport=size) as tab:
        assert shown_boxes(tab) == [f"c{at}" for at in range(7)]
        assert all(on_screen(tab, f"#b-c{at}") for at in (0, 4, 5, 6))
        tab.locator("#b-c4 .fold").click()
        assert "c10" in shown_boxes(tab)


def test_on_a_phone_a_large_map_begins_with_its_outline_folded(browser, tmp_path):
    with opened(browser, exported_page(tmp_path, large_map()), viewport={"width": 390, "height": 844}) as tab:
        assert tab.locator("#o-c0 > .words").is_visible()
        assert tab.locator("#o-c6 > .words").is_visible()
        assert not tab.locator("#o-c12").is_visible()
        tab.locator("#o-c6 > .twist").click()
        assert tab.locator("#o-c12 > .words").is_visible()


@pytest.mark.parametrize("size", [{"width": 1024, "height": 768}, {"width": 1600, "height": 1000}])
def test_the_card_covers_nothing_of_what_is_near(browser, exported, size):
    with opened(browser, exported, viewport=size) as tab:
        for some_id in ("diverge", "align", "entity-list"):
            tab.locator(f"#b-{some_id}").click()
            tab.keyboard.press("f")
            assert tab.locator("#card").is_visible()
            assert all(on_screen(tab, f"#b-{near}") for near in shown_boxes(tab))
            tab.keyboard.press("Escape")


def test_a_link_to_a_box_unfolds_and_selects_it(browser, tmp_path):
    file = exported_page(tmp_path, large_map())
    window = browser.new_context(viewport={"width": 1024, "height": 768})
    tab = window.new_page()
    tab.goto(file.as_uri() + "#c60")
    assert selected(tab) == "b-c60"
    assert on_screen(tab, "#b-c60")
    for nothing in ("#nothing-of-this-map", "#%E0%A4%A", "#constructor"):
        tab.goto(file.as_uri() + nothing)
        assert selected(tab) is None
    window.close()


def test_a_page_shown_within_another_works_without_an_address(browser, tmp_path):
    within = exported_page(tmp_path, large_map()).read_text(encoding="utf-8")
    tab = browser.new_page()
    faults = []
    tab.on("pageerror", lambda fault: faults.append(str(fault)))
    tab.set_content("<iframe sandbox='allow-scripts' width='1000' height='700'></iframe>")
    tab.eval_on_selector("iframe", "(frame, page) => { frame.srcdoc = page; }", within)
    frame = tab.frame_locator("iframe")
    frame.locator("#b-c0").click()
    assert "The thesis." in frame.locator("#card").inner_text()
    frame.locator("#b-c1").click()
    assert "Claim c1." in frame.locator("#card").inner_text()
    assert faults == []
    tab.close()


def test_on_paper_nothing_is_folded(browser, tmp_path):
    tab = browser.new_page()
    tab.goto(exported_page(tmp_path, large_map()).as_uri())
    tab.emulate_media(media="print")
    assert tab.locator("#o-c0").is_visible()
    assert tab.locator("#o-c60 > .words").is_visible()
    assert not tab.locator(".twist").first.is_visible()
    tab.close()


def test_a_link_to_a_quote_opens_its_passage(browser, exported):
    window = browser.new_context(viewport={"width": 1024, "height": 768})
    tab = window.new_page()
    tab.goto(exported.as_uri() + "#no-extension")
    assert selected(tab) == "b-no-extension"
    assert tab.locator("#p-no-extension + .q, .q.chosen").first.is_visible()
    window.close()


def test_back_and_forward_go_through_what_was_selected(browser, exported):
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = window.new_page()
    tab.goto(exported.as_uri())
    tab.locator("#b-diverge").click()
    tab.locator("#b-align").click()
    tab.get_by_role("button", name="Outline", exact=True).click()
    assert tab.url == exported.as_uri() + "#align"
    tab.go_back()
    assert tab.locator("#canvas").is_visible()
    assert selected(tab) == "b-align"
    tab.go_back()
    assert selected(tab) == "b-diverge"
    tab.go_back()
    assert selected(tab) is None
    tab.go_forward()
    assert selected(tab) == "b-diverge"
    window.close()


def test_the_link_of_a_box_is_copied_from_its_card(browser, exported):
    window = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = window.new_page()
    tab.goto(exported.as_uri())
    tab.locator("#b-align").click()
    tab.get_by_role("button", name="Copy link").click()
    tab.get_by_role("button", name="Copied").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == exported.as_uri() + "#align"
    window.close()


def test_what_is_written_from_right_to_left_is_shown_so(browser, tmp_path):
    hebrew = "חופש הביטוי (סעיף 19) הוא זכות יסוד."
    (tmp_path / "s.txt").write_text(f"{hebrew}\n{hebrew}\n\nAn English line.\nAnd another one.\n", encoding="utf-8")
    (tmp_path / "m.toml").touch()
    corpus = Corpus(Project.of(tmp_path / "m.toml"))
    whole = ArgMap(title=hebrew, thesis=("c",), sources={"s": Source(path="s.txt")}, claims={"c": Claim(text=hebrew)})
    whole, _ = add_passage(whole, "s", corpus.open(whole.sources["s"]), (0, 11), "q")
    file = tmp_path / "page.html"
    file.write_text(HTML.export(export_input_for(HTML, whole, corpus)).content, encoding="utf-8", newline="")
    with opened(browser, file) as tab:
        way = "(selector) => getComputedStyle(document.querySelector(selector)).direction"
        rows = ("h1", "#b-c .words > [dir]", "#b-q .words > [dir]", "#o-c > .words", "#o-q blockquote", ".text p")
        assert [tab.evaluate(way, selector) for selector in rows] == ["rtl"] * len(rows)
        assert tab.evaluate(way, ".text p:last-child") == "ltr"
        tab.locator("#b-c").click()
        assert tab.evaluate(way, "#card .words") == "rtl"


def test_the_pages_of_a_text_are_named(browser, tmp_path):
    (tmp_path / "s.txt").write_text(
        "One two three.\nFour five six.\n\n\fSeven\nfive eight\fnine ten.\nEleven.\n", encoding="utf-8"
    )
    (tmp_path / "m.toml").touch()
    corpus = Corpus(Project.of(tmp_path / "m.toml"))
    whole = ArgMap(title="T", sources={"s": Source(path="s.txt")})
    text = corpus.open(whole.sources["s"])
    start = text.text.index("five")
    whole, _ = add_passage(whole, "s", text, (start, start + 8), "q")
    page = str(HTML.export(export_input_for(HTML, whole, corpus)).content)
    assert '<p class="page">page 2</p>' in page
    assert '<span class="page" data-page="3"></span>' in page
    assert "\u240c" not in page
    assert "\f" not in page


def test_screen_readers_are_told_names_and_states(page):
    tree = page.locator("body").aria_snapshot()
    names = 'region "Drawn map"', 'region "Texts"', 'listbox "Drawn map', 'searchbox "Search', 'navigation "Sources"'
    for said in (*names, 'option "Thesis: They diverge.', 'option "Quote that undercuts: “基礎和新興技術”'):
        assert said in tree
    assert page.locator("#s-park .text").get_attribute("lang") == "zh-Hant"


def test_a_wrapped_line_of_ideographs_is_joined_without_a_space(page):
    assert "既有的目的，沒有像美國" in page.locator("#s-park .text").inner_text()


def exported_page(tmp_path, whole, **known):
    file = tmp_path / "page.html"
    file.write_text(HTML.export(ExportInput(map=whole, **known)).content, encoding="utf-8", newline="")
    return file


def test_circles_fold_and_leave_no_arrow_behind(window, tmp_path):
    claims = {
        "a": Claim(text="A", countered_by=(("b",),)),
        "b": Claim(text="B", countered_by=(("a",),), supported_by=(("c",),)),
        "c": Claim(text="C"),
    }
    with watched(window, exported_page(tmp_path, ArgMap(title="T", thesis=("a",), claims=claims))) as tab:
        tab.locator("#b-b .fold").click()
        assert shown_boxes(tab) == ["a", "b"]
        assert shown_heads(tab) == 2
        tab.locator("#b-a .fold").click()
        assert shown_boxes(tab) == ["a"]
        assert shown_heads(tab) == 0


def test_an_empty_map_and_one_of_unread_texts_open_too(window, tmp_path):
    with watched(window, exported_page(tmp_path, ArgMap(title="Nothing yet"))) as tab:
        assert "no claims yet" in tab.locator("#outline").text_content()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("0")
    whole = ArgMap(
        title="T", sources={"s": Source(path="gone.txt")}, quotes={"q": Quote(source="s", text="Words of a lost text.")}
    )
    assert HTML.export(ExportInput(map=whole)).losses == ("1 text that could not be read",)
    with watched(window, exported_page(tmp_path, whole)) as tab:
        tab.locator(".unplaced .q").click()
        assert selected(tab) == "b-q"


def test_a_page_of_very_long_texts_shows_what_is_around_the_quotes_and_says_so(tmp_path):
    text = "\n\n".join(f"Absatz {number} von vielen, die niemand zitiert." for number in range(60_000))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    (tmp_path / "m.toml").touch()
    corpus = Corpus(Project.of(tmp_path / "m.toml"))
    whole = ArgMap(title="T", sources={"s": Source(path="long.txt")})
    start = text.index("Absatz 30000 von")
    whole, _ = add_passage(whole, "s", corpus.open(whole.sources["s"]), (start, start + 16), "q")
    page = HTML.export(export_input_for(HTML, whole, corpus))
    assert len(page.content) < 200_000
    assert "Absatz 30001" in page.content
    assert "Absatz 40000" not in page.content
    (said,) = page.losses
    assert said.endswith("characters of the texts, far from any quote")


@examples(8)
@given(maps())
def test_any_map_opens_without_a_message(window, tmp_path_factory, whole):
    file = tmp_path_factory.getbasetemp() / "any.html"
    file.write_text(HTML.export(ExportInput(map=whole)).content, encoding="utf-8", newline="")
    with watched(window, file) as tab:
        assert tab.locator(".box").count() == len(whole.claims) + len(whole.quotes)
        assert set(tab.evaluate("[...document.querySelectorAll('.box')].map(box => box.id.slice(2))")) == {
            *whole.claims,
            *whole.quotes,
        }
        said = tab.evaluate("JSON.parse(document.getElementById('data').textContent).nodes")
        assert {some_id: node["text"] for some_id, node, _ in said if some_id in whole.claims} == {
            some_id: harmless(claim.text) for some_id, claim in whole.claims.items()
        }
