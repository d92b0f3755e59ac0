import json
import re

from schemas.extraction import Extraction
from service.export.report import LIBRARIES, PAGE, as_script_data, linked_modules, render_report
from tests.page.articles import extraction_of
from tests.page.istanbul import istanbul

DECLARED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


def test_script_data_reads_back_as_the_extraction_and_cannot_end_its_element() -> None:
    hostile = Extraction.model_validate(extraction_of("</script> <!-- & ]]> met.", "met."))
    data = as_script_data(hostile)
    assert not set("<>&") & set(data)
    assert json.loads(data) == json.loads(hostile.model_dump_json())


def test_the_report_refers_to_no_other_file() -> None:
    html = render_report(istanbul())
    assert not re.search(r"""<(?:link|script|img)[^>]*(?:src|href)=""", html.partition("<body")[0])
    assert "/page/css/" not in html


def test_the_policy_lets_nothing_run_or_style_but_what_the_report_holds() -> None:
    html = render_report(istanbul())
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
    scripts, styles = (re.findall(rf"{part}-src ((?:'[^']+' ?)+)", policy)[0].split() for part in ("script", "style"))
    assert len(scripts) == len(LIBRARIES) + 1
    assert len(styles) == html.partition("<body")[0].count("<style")


def test_linked_modules_hold_every_module_once_and_no_import() -> None:
    source = "\n".join(linked_modules("main.js"))
    assert not re.search(r"^(?:import|export) ", source, re.MULTILINE)
    names = {path.name for path in (PAGE / "js").glob("*.js")}
    assert len(list(linked_modules("main.js"))) == len(names)


def test_no_two_modules_declare_the_same_name() -> None:
    names = [name for source in linked_modules("main.js") for name in DECLARED.findall(source)]
    assert sorted(names) == sorted(set(names))


def test_a_module_comes_after_what_it_imports() -> None:
    sources = list(linked_modules("main.js"))
    builder, cards, main = (
        next(place for place, source in enumerate(sources) if declaration in source)
        for declaration in ("function h(", "function cardsView(", "function stage(")
    )
    assert builder < cards < main == len(sources) - 1
