"""Web pages: what a reader sees of the work, in whatever encoding."""

import pytest

from argmap.documents import Unconvertible
from argmap.documents.web import convert_page
from argmap.find.sections import sections

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0023)https://example.org/port -->
<html lang="zh-CN"><head><title>港口 &amp; 船 - 网站</title>
<meta name="author" content="归泳涛"><meta property="article:published_time" content="2022-03-01T00:00Z">
<script>alert("never")</script><style>p { color: red }</style></head>
<body><header>The site <a href="/login">Log in</a></header>
<nav><ul><li><a>Home</a></li><li><a>About</a></li></ul></nav>
<div><h1>美日<br>经济安全同盟</h1><p>在出口管制方面，
美国于2018年通过了<b>《出口管制改革法》</b>，<span style="display: none">unseen</span>\
把基础纳入<sup>12</sup>。</p><!-- no -->
Loose words<p>Ein Absatz.</p><h2>Zwei</h2><ul><li>one</li><li><p>two</p></li></ul>
<table><tr><th>Year</th><th>Ships</th></tr><tr><td></td><td></td></tr></table>
<table><tr><td><p>A cell.</p></td><td><div>Another.</div></td></tr></table>
<pre>kept
  as it is</pre><p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>だ。</p></div>
<ul><li><a>Related one</a></li><li><a>Related two</a></li><li><a>Related three</a></li></ul>
<footer>© 2024</footer></body></html>"""

TEXT = """# 美日经济安全同盟

在出口管制方面，美国于2018年通过了《出口管制改革法》，把基础纳入¹²。

Loose words

Ein Absatz.

## Zwei

- one

- two

Year | Ships

A cell.

Another.

kept
  as it is

漢字だ。
"""


def page(markup: str, encoding: str = "utf-8", **options):
    return convert_page(markup.encode(encoding), "a.html", lambda _: None, **({"whole": False} | options))


def test_a_page_gives_the_text_of_the_work():
    document = page(PAGE)
    assert document.text == TEXT
    assert [section.title for section in sections(document.text)] == ["美日经济安全同盟", "Zwei"]
    assert document.left_out[0].startswith("menus, footers and the like (")
    assert "“- Related three”" in document.left_out[0]


def test_all_of_a_page_is_kept_when_asked():
    document = page(PAGE, whole=True)
    assert "Related two" in document.text
    assert "© 2024" in document.text
    assert "never" not in document.text
    assert "unseen" not in document.text
    assert document.left_out == ("2 readings beside characters (ruby)",)


def test_what_a_page_says_of_itself_fills_the_source():
    details = page(PAGE).details
    assert (details.title, details.author, details.year) == ("港口 & 船 - 网站", "归泳涛", 2022)
    assert (details.lang, details.url) == ("zh-CN", "https://example.org/port")
    linked = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H", "author": '
    linked += '[{"name": "A. Mayor"}], "datePublished": "2019-01-01"}]}</script><p>Text'
    told = page(linked).details
    assert (told.title, told.author, told.year) == ("H", "A. Mayor", 2019)
    scholarly = '<meta name="citation_doi" content="10.1/x"><meta name=citation_doi content="10.1234/x.y"><p>Text'
    assert page(scholarly).details.url == "https://doi.org/10.1234/x.y"


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("gb18030", "gb2312", "日本并不赞同美国的做法，没有扩大管制对象。"),
        ("big5", "big5", "日本並不贊同美國的做法，沒有擴大管制對象。"),
        ("shift_jis", "Shift_JIS", "日本は米国のやり方に賛成していない。"),
        ("euc_kr", "euc-kr", "일본은 미국의 방식에 찬성하지 않는다."),
        ("cp1252", "iso-8859-1", "„Der Hafen“ – zu schmal für große Schiffe"),
        ("utf-8", "gb2312", "说是国标，其实不是。"),
        ("utf-16", "", "两个字节一个字。"),
    ],
)
def test_pages_are_read_in_the_encoding_they_declare(encoding: str, declared: str, words: str):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert page(f"<html><head>{meta}</head><body><p>{words}</p></body></html>", encoding).text == f"{words}\n"


def test_a_page_with_a_few_damaged_bytes_is_read_and_says_so():
    data = ("<meta charset=gbk><p>" + "出口管制" * 100).encode("gbk") + b"\xff\xff</p>"
    assert "damaged" in convert_page(data, "a.html", lambda _: None, whole=False).left_out[0]


def test_the_work_is_what_the_page_calls_its_article():
    said = (
        f"<div>Promoted: <p>Buy this</p></div><article><header><h1>H</h1></header>{'<p>A sentence.</p>' * 9}</article>"
    )
    document = page(said)
    assert document.text.startswith("# H\n\nA sentence.")
    assert "Buy" not in document.text


PROSE = "<p>The port was widened twice in the last twenty years, and twice it was too small.</p>"


def links(*names: str) -> str:
    return "<ul>" + "".join(f"<li><a href=x>{name}</a></li>" for name in names) + "</ul>"


def test_lists_of_links_between_paragraphs_are_text_and_those_around_them_are_not():
    sources = links("Port report 2019", "Tide tables", "Minutes of the council")
    menus = links("Home", "News", "Contact"), links("Imprint", "Privacy", "Terms")
    named = f'<div class="related-posts">{links("Another port", "A third port", "A bridge")}</div>'
    body = f"<div>{menus[0]}</div><div>{PROSE}<div>{sources}</div>{named}{PROSE}</div><div>{menus[1]}</div>"
    for said in (body, f"<article>{body}</article>"):
        text = page(said).text
        assert "- Port report 2019\n\n- Tide tables\n\n- Minutes of the council" in text
        for left_out in ("Home", "Imprint", "Another port"):
            assert left_out not in text
    assert "- Tide tables" in page(f"<div>{PROSE}<h2>Sources</h2>{sources}</div>").text, "after prose, beside it"


def test_tables_captions_definitions_and_boxes_of_an_article_are_text():
    table = "<table><caption>Ships by year</caption><tr><th>Year<th>Ships<tr><td><a>2018</a><td><a>40</a></table>"
    figure = "<figure><img><figcaption>Figure 1: the port</figcaption></figure>"
    box = f"<aside>{PROSE.replace('The port', 'In a box, the port')}</aside>"
    terms = "<dl><dt>Draught<dd>How deep a ship goes</dl>"
    promoted = "<aside>Read more: <a>A bridge</a></aside>"
    text = page(f"<article>{PROSE}{table}{figure}{box}{terms}{promoted}{PROSE}</article>").text
    for kept in ("Ships by year", "2018 | 40", "Figure 1: the port", "In a box", "Draught\n\nHow deep"):
        assert kept in text
    assert "Read more" not in text


def test_prose_is_never_taken_for_a_menu():
    linked = "<p>" + "".join(f"<a href=x>Link {number}</a>, " for number in range(9))
    document = page(f"<div>{linked} which all of those who spoke that day have quoted at length.</p></div>")
    assert "Link 8" in document.text


def test_deep_and_broken_pages_are_read():
    assert "deep" in page("<div>" * 2000 + "deep").text
    with pytest.raises(Unconvertible, match="too deep"):
        page("<p>read</p>" + "<div>" * 5000 + "deep")
    assert page("<p>one<p>two</div></b><p>three").text == "one\n\ntwo\n\nthree\n"


@pytest.mark.parametrize("markup", ["", "   ", "<html></html>", "<script>render()</script><div id=root></div>"])
def test_a_page_without_text_is_refused(markup: str):
    with pytest.raises(Unconvertible, match="no text in it"):
        page(markup)


def test_a_page_opens_no_other_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    said = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><p>&x; seen</p><iframe src="file://{secret}"></iframe>'
    )
    assert "secret words" not in page(said).text


def test_control_and_bidi_signs_break_no_paragraph():
    assert page("<p>a\x0cb\x1bc\x00d</p>").text.count("\f") == 0


def test_superscripts_and_subscripts_are_not_written_as_other_numbers():
    said = (
        "<p>10<sup>3</sup> and x<sub>i</sub>, c<sub>max. 2</sub>, the 19<sup>th</sup>, said<sup><a>[</a>4<a>]</a></sup>"
    )
    assert page(f"{said}<p>a<sup>2<sup>n</sup></sup>").text == "10³ and xᵢ, c_(max. 2), the 19th, said[4]\n\na^(2ⁿ)\n"
    assert page("<pre>E = mc<sup>2</sup>\n  x</pre>").text == "E = mc²\n  x\n"
    power = "<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mi>a</mi><mn>10</mn></mfrac></math>"
    assert page(f"<p>{power}</p>").text == "x²=a/10\n"


def test_items_have_the_numbers_that_browsers_show():
    assert page("<ol start=3><li>three<li value=7>seven<li><p>eight</p><p>more</p></ol>").text == (
        "3. three\n\n7. seven\n\n8. eight\n\nmore\n"
    )
    assert page("<ol type=a reversed><li>b<ul><li>inner</ul>rest<li>a</ol>").text == (
        "b. b\n\n- inner\n\nrest\n\na. a\n"
    )
    styled = (
        "<ol style='list-style-type: upper-roman'><li>I<li><h3>Head</h3></ol><ol style='list-style:none'><li>x</ol>"
    )
    assert page(styled).text == "I. I\n\n### II. Head\n\n- x\n"


def test_readings_beside_characters_are_reported():
    document = page("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>だ")
    assert document.text == "漢字だ\n"
    assert document.left_out == ("2 readings beside characters (ruby)",)


def test_equations_that_browsers_show_as_pictures_are_read():
    power = "<math><semantics><msup> <mi>x</mi>\n <mn>2</mn> </msup><annotation>x^2</annotation></semantics></math>"
    assert page(f'<p>So <span style="display: none">{power}</span><img alt="x^2"> grows.').text == "So x² grows.\n"
    assert page('<p>10<span style="vertical-align: super; font-size: 60%">3</span>').text == "10³\n"


def test_text_that_is_struck_through_is_reported():
    said = "text that is struck through in the document reads like any other (2 passages)"
    assert page("<p>It cost <del>40</del> <s>50</s> 60.").doubts == (said,)
