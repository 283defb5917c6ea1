"""The samples come out as recorded, and as a newsroom would read them."""

import pytest
from conftest import SAMPLES
from record_samples import RECORDED, printed

from narrate.clean import clean
from narrate.fetch import load
from narrate.model import Kind

SOURCES = sorted(SAMPLES.glob("*/source.*"))
SLUGS = [source.parent.name for source in SOURCES]
READ = set(Kind) - {Kind.BYLINE, Kind.DATE, Kind.TABLE, Kind.CODE}


def test_there_is_a_sample_of_each_shape_that_people_have():
    assert sorted(source.suffix for source in SOURCES) == [".html", ".md", ".txt", ".txt"]


@pytest.mark.parametrize("name", RECORDED)
@pytest.mark.parametrize("source", SOURCES, ids=SLUGS)
def test_a_sample_prints_what_was_recorded(source, name):
    recorded = (source.parent / name).read_text(encoding="utf-8")

    assert printed(RECORDED[name], source) == recorded


@pytest.mark.parametrize("source", SOURCES, ids=SLUGS)
def test_the_article_in_a_sample_is_what_a_newsroom_would_read_aloud(source):
    expected = (source.parent / "expected-body.txt").read_text(encoding="utf-8").splitlines()

    article = clean(load(str(source)))

    assert [block.text for block in article.blocks if block.kind in READ] == expected
