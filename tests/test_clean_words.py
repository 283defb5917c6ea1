"""What counts as a word and where a sentence ends, in any script."""

import pytest

from narrate.clean.furniture import phrases
from narrate.clean.furniture.rules import rule_for
from narrate.clean.language import guess_language, is_foreign
from narrate.clean.lines import plain
from narrate.clean.words import content, count_commas, count_stops, count_words, ends_sentence, find_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("A lamp for Little Marrow", 5),
        ("Die Fähre bleibt", 3),
        ("العبارة باقية سبع سنوات", 4),
        ("हिन्दी में एक वाक्य", 4),
        ("등대를 다시 짓는다", 3),
        ("市議会は火曜日", 4),
        ("灯塔", 1),
        ("สภาเมืองลงมติ", 3),
        ("iPhone 15を発表", 4),
    ],
)
def test_words_are_counted_by_spaces_or_where_a_script_has_none_by_characters(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_same_story_has_about_as_many_words_in_any_script() -> None:
    english = "The council decided on Tuesday to keep the old ferry running for another seven years."
    others = (
        "市議会は火曜日、古いフェリーの運航をさらに七年間続けることを決めた。",
        "市议会星期二决定让旧渡轮再继续运行七年。",
        "สภาเมืองลงมติเมื่อวันอังคารให้เรือข้ามฟากลำเก่าให้บริการต่อไปอีกเจ็ดปี",
    )

    assert all(0.6 < count_words(text) / count_words(english) < 1.4 for text in others)


@pytest.mark.parametrize(
    "text",
    [
        "It works.",
        "“Does it work?”",
        "終わった。",
        "「終わった。」",
        "结束了！",
        "وصلوا؟",
        "वे आ गए।",
        "ပြီးပြီ။",
        "สภาเมืองท่าเล็กแห่งหนึ่งลงมติเมื่อวันอังคารด้วยคะแนนเจ็ดต่อสองให้สร้างประภาคารเก่าที่พังเพราะพายุขึ้นใหม่อีกครั้งหนึ่งในปีหน้า",
    ],
)
def test_a_sentence_ends_with_the_stop_of_its_script_or_in_thai_with_its_length(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["A lamp", "港の灯台", "首页", "หน้าแรก", "الرئيسية", "It works,", "終わって、"])
def test_a_label_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)


def test_stops_and_commas_of_all_scripts_are_counted() -> None:
    assert count_stops("One. Two. Three.") == count_stops("一つ。二つ。三つ。") == 2
    assert (
        count_commas("one, two, three") == count_commas("一つ、二つ、三つ") == count_commas("واحد، اثنان، ثلاثة") == 2
    )


def test_vowel_signs_do_not_cut_words() -> None:
    assert find_words("हिन्दी में") == ["हिन्दी", "में"]
    assert plain("हिन्दी में — एक।") == "हिन्दी में एक"


def test_what_a_text_is_about_is_found_again_where_no_spaces_part_words() -> None:
    title, body = content("灯台を再建"), content("町は古い灯台の再建を決めた")

    assert {"灯台", "再建"} <= title & body
    assert "を" not in title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("港の古い灯台を再建する", "ja"),
        ("重建港口旧灯塔", "zh"),
        ("등대를 다시 짓는다", "ko"),
        ("สร้างประภาคารขึ้นใหม่", "th"),
        ("إعادة بناء المنارة", "ar"),
        ("בניית המגדלור מחדש", "he"),
        ("Η ανοικοδόμηση του φάρου", "el"),
        ("The lamp of the harbour is to be rebuilt", "en"),
        ("Совет решил восстановить старый маяк, и это было на пользу", "ru"),
        ("Рада вирішила відбудувати старий маяк, і це було на користь", "uk"),
        ("Det är inte den gamla fyren som ska byggas", "sv"),
    ],
)
def test_a_language_is_told_by_its_script_or_by_its_words_and_letters(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_text_is_foreign_where_no_list_of_words_has_its_language() -> None:
    swedish = (
        "Kommunfullmäktige beslutade på tisdagen att behålla den gamla färjan i ytterligare sju år.",
        "Beslutet, som togs efter fyra timmars debatt, innebär att den mindre av de två båtarna repareras på varvet.",
    )
    german = (
        "Der Stadtrat hat am Dienstag beschlossen, die alte Fähre noch sieben Jahre lang fahren zu lassen.",
        "Damit ist ein Streit beendet, der seit dem Frühjahr andauerte und die ganze Stadt beschäftigt hat.",
    )

    assert is_foreign(swedish)
    assert is_foreign(["小镇议会决定重建港口旧灯塔"])
    assert not is_foreign(german)
    assert not is_foreign(["Home", "Lamps", "Harbour lamp"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Startseite", "menu"),
        ("3 Kommentare", "comments"),
        ("Lire la suite…", "teaser"),
        ("関連記事", "related"),
        ("読了時間: 12分", "reading time"),
        ("版权所有", "copyright"),
        ("شارك المقال", "share bar"),
        ("สงวนลิขสิทธิ์", "copyright"),
        ("Kontakt für Medien:", "footer"),
        ("Inhaltsverzeichnis", "menu"),
        ("Vous pouvez vous désabonner à tout moment.", "newsletter form"),
        ("Der Beitrag Ein Klavier im Fluss erschien zuerst auf Talbote.", "footer"),
        ("投稿 川のピアノ は 谷の新聞 に最初に表示されました。", "footer"),
        ("Segui Il Corriere della Valle su Instagram", "share bar"),
        ("L’articolo “un pianoforte nel fiume” proviene da Corriere della Valle.", "footer"),
        ("La entrada 10 Pianos del río aparece primero en elvalle.es.", "footer"),
    ],
)
def test_furniture_is_known_in_other_languages_too(text: str, rule: str) -> None:
    found = rule_for(text)

    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Image", "caption"),
        ("Photo 3 of 12", "caption"),
        ("Credit...Ole Marsh for The Tarn Messenger", "credit"),
        ("Image source, Tarn Pictures", "credit"),
        ("SKIP ADVERTISEMENT", "advertisement"),
        ("Follow Hanna Brack on Twitter/Facebook", "share bar"),
        ("Follow the band on X: @tarnband", "share bar"),
        ("The post A piano comes down the river appeared first on The Tarn Messenger.", "footer"),
        ("Media Contact:", "footer"),
        ("SOURCE Tarn Mills Inc.", "footer"),
        ("View source version on businesswire.com: https://example.org/7", "footer"),
        ("Sign the guestbook", "comments"),
        ("Guest Book", "comments"),
        ("Mr. Lamb’s tools, some of which belonged to his father.Credit...Ed Moss for The Tarn Messenger", "caption"),
        ("Subscribe to continue reading more of our stories", "newsletter form"),
        ("Was this article helpful?", "share bar"),
        ("» You Might Also Like: Ten weirs in ten weeks", "teaser"),
        ("👉 Related reading: Why weirs fail", "teaser"),
        ("Get the Tarn River Board Game on Amazon", "advertisement"),
        ("As an Amazon Associate we earn from qualifying purchases.", "advertisement"),
        ("Was this newsletter forwarded to you? Sign up here.", "newsletter form"),
        ("Above: the piano in the yard of Hanna Brack", "caption"),
        ("Table of Contents", "menu"),
        ("Check price at Amazon.com ($19.99)", "advertisement"),
        ("SOURCE: TARN MILLS", "footer"),
        ("Read more Why so many weirs fail in their first year", "teaser"),
        ("Image caption The piano in the yard", "credit"),
        ("Left: the piano in the yard", "caption"),
    ],
)
def test_what_pages_write_around_pictures_releases_and_posts_is_furniture(text: str, rule: str) -> None:
    found = rule_for(text)

    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize(
    "text",
    [
        "Images, letters and diaries of the millers fill three rooms of the house.",
        "Source of the river was a pond behind the mill, as far as anybody knew.",
        "The post that he wrote first appeared on a wall in the harbour, and nobody knew who had pasted it there.",
        "Follow the river on foot, she said, and you will find it.",
        "Compare it with a weir, and you see why the log got stuck.",
        "“Related: by marriage,” said Brack.",
        "Credit where credit is due: the piano was in tune.",
        "Find out why he was on target against Chelsea.",
        "Find Out Why He Was Late at Walmart",
        "Check that your pension is on target for 2030.",
        "See wildlife on Amazon river cruises.",
        "She said what she saw at Target.",
        "SOURCE PROTECTION AND THE LAW",
        "Media source close to the talks said so on Monday.",
        "They gave him credit… in the end.",
        "Credit… in the end they gave him some.",
        "Left: 31 seats.",
        "Compare: in 1990 it was three per cent.",
        "— Read more slowly, she said.",
        "Read more slowly, she said.",
        "— Related: by marriage, she said.",
        "L'articolo 18 proviene da una legge del 1970.",
        "La entrada de Rosalía aparece primero en la lista.",
        "The post that he wrote appeared first on a wall in the harbour.",
        "The post Brack wrote appeared first on Twitter, and by noon the whole valley had read it.",
        "Der Beitrag des Vereins erschien zuerst auf Englisch.",
        "O post dela apareceu primeiro em Lisboa.",
        "Artykuł ten pochodzi z serwisu prasowego.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(text: str) -> None:
    assert rule_for(text) is None


def test_every_phrase_of_furniture_is_known_as_it_is_printed() -> None:
    for rule, phrase in phrases.each():
        said = phrase.replace("“…”", "The Valley").replace("…", "a piano")
        turkish = {said[0].replace("i", "İ") + said[1:], said.upper().replace("ß", "SS")}

        assert {phrases.named(one) for one in {said, said[0].upper() + said[1:]} | turkish} == {rule}, phrase
