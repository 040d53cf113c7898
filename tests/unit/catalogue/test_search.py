"""Hosts and modules found by city, topic and words."""

from __future__ import annotations

import pytest

from workshop.catalogue.search import fold, hosts, modules
from workshop.model.catalogue import Catalogue


def test_nothing_asked_for_is_everything_in_order(known: Catalogue) -> None:
    assert hosts(known) == tuple(known.host.values())
    assert modules(known) == known.modules


@pytest.mark.parametrize("city", ["jakarta", "Jakarta", "JAKARTA"])
def test_hosts_of_a_city(known: Catalogue, city: str) -> None:
    assert hosts(known, city=city) == known.city["jakarta"].hosts


def test_an_unknown_city_has_no_hosts(known: Catalogue) -> None:
    assert hosts(known, city="bali") == ()


def ids(found: tuple[object, ...]) -> list[str]:
    return [str(getattr(one, "id")) for one in found]  # noqa: B009


def test_a_topic_is_a_framework(known: Catalogue) -> None:
    found = hosts(known, city="seoul", topic="payment")
    assert ids(found) == ["sel-kakao", "sel-toss"]
    assert hosts(known, city="seoul", topic="Payment platform") == found


def test_a_topic_is_a_number_of_the_talk(known: Catalogue) -> None:
    assert hosts(known, topic="f13") == hosts(known, topic="complementary_platforms")
    assert hosts(known, topic="F20") == hosts(known, topic="policy_wind")


def test_a_topic_is_a_module(known: Catalogue) -> None:
    assert hosts(known, topic="m08") == hosts(known, topic="complementary_platforms")


def test_a_topic_is_a_word_of_the_sector(known: Catalogue) -> None:
    assert ids(hosts(known, topic="logistics", city="jakarta")) == ["jkt-jnt"]
    assert ids(hosts(known, topic="Digital bank")) == ["jkt-jago"]
    assert hosts(known, topic="ank") == ()
    assert hosts(known, topic="") == ()
    assert hosts(known, topic="?!") == ()


def test_words_are_found_anywhere_and_all_of_them(known: Catalogue) -> None:
    assert ids(hosts(known, text="danantara")) == ["jkt-goto"]
    assert ids(hosts(known, text="TUAS port")) == ["sgp-psa"]
    assert ids(hosts(known, text="robots bundang")) == ["sel-naver"]
    assert ids(hosts(known, text="low seoul")) == ["sel-samsungsds", "sel-woowa"]
    assert hosts(known, text="danantara robots") == ()


def test_modules_by_topic(known: Catalogue) -> None:
    assert ids(modules(known, topic="F01")) == ["m01"]
    assert ids(modules(known, topic="marketplace")) == ["m03"]
    assert ids(modules(known, topic="F09")) == ["m05", "m06", "m07"]
    assert ids(modules(known, topic="M12")) == ["m12"]
    assert ids(modules(known, topic="ports")) == ["m06", "m10", "m11"]
    assert modules(known, topic="nonsense") == ()


def test_modules_by_words(known: Catalogue) -> None:
    assert ids(modules(known, text="m03 A LA CARTE")) == ["m03"]
    assert ids(modules(known, text="vertical solution")) == ["m09"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bogotá", "bogota"),
        ("  A \n b ", "a b"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "strasse"),
        ("ﬁ", "fi"),
        ("한글", fold("한글")),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_odd_words_find_nothing_and_break_nothing(known: Catalogue) -> None:
    for odd in ("[", "(", "\\", "*", "[/zoo]", "\x1b[31m", "กรุงเทพ"):
        assert hosts(known, topic=odd) == ()
        assert isinstance(hosts(known, text=odd), tuple)
