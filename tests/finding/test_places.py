"""Place names: found, told apart from actors and other names, resolved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.finding.places import ways
from bakhmut_data.finding.places.finder import find_toponyms
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Document, Toponym
from bakhmut_data.reference.gazetteer import gazetteer


def toponyms(text: str) -> tuple[Toponym, ...]:
    document = Document(document_id="test", file="test.txt", text=text, sha256="")
    return find_toponyms(document, analyse(text))


def surfaces(text: str, role: str) -> list[str]:
    return [toponym.surface for toponym in toponyms(text) if toponym.role == role]


def names(text: str) -> list[str | None]:
    return [toponym.place.name if toponym.place else None for toponym in toponyms(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fighting went on near Vasiukivka and Hryhorivka.", ["Vasiukivka", "Hryhorivka"]),
        ("They crossed the Bakhmutka river at night.", ["Bakhmutka river"]),
        ("Donetsk airport lay in ruins.", ["Donetsk airport"]),
        ("The attack came along the T0504 highway.", ["T0504 highway"]),
        ("They held the Luhansk and Donetsk regions.", ["Luhansk", "Donetsk"]),
        ("KYIV, April 2 (Wire) - Nothing moved.", ["KYIV"]),
        ("He was told to go to Chasov-Yar.", ["Chasov-Yar"]),
        ("A crew rested in Kramatorsk, Ukraine, on Monday.", ["Kramatorsk", "Ukraine"]),
        ("KYIV/LVIV, April 2 (Wire) - Nothing moved.", ["KYIV", "LVIV"]),
        ("Bakhmut had no quiet at Christmas, nor by Easter.", ["Bakhmut"]),
    ],
)
def test_names_of_places_are_locations(text: str, found: list[str]) -> None:
    assert surfaces(text, "location") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moscow denied the report.", ["Moscow"]),
        ("Ukraine has announced an offensive.", ["Ukraine"]),
        ("The Kremlin would not comment.", ["The Kremlin"]),
        ("A NATO official spoke of heavy losses.", ["NATO"]),
        ("Ukraine's generals asked for shells.", ["Ukraine"]),
        ("Troops of the Kiev regime fell back.", ["Kiev"]),
        ("The delay has cost Russia dearly.", ["Russia"]),
        ("Berlin will send more tanks to Kyiv.", ["Berlin", "Kyiv"]),
        ("In Moscow are sure of success.", ["Moscow"]),
        ("It took Kyiv the whole week to answer.", ["Kyiv"]),
    ],
)
def test_governments_and_alliances_are_actors(text: str, found: list[str]) -> None:
    assert surfaces(text, "actor") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The invasion of Ukraine began in winter.", ["Ukraine"]),
        ("Ukraine's eastern regions were hit first.", ["Ukraine"]),
        ("He stayed in Moscow for a month.", ["Moscow"]),
        ("The general was received in the Kremlin.", ["the Kremlin"]),
        ("Russia has three times as many people as its neighbour.", ["Russia"]),
    ],
)
def test_countries_and_capitals_are_locations_where_the_territory_is_meant(
    text: str, found: list[str]
) -> None:
    assert surfaces(text, "location") == found


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops fired again.",
        "The Kyiv Independent wrote about it.",
        "He studied at the University of London.",
        "She was named Hero of Ukraine.",
        "Defence Secretary Lloyd Austin spoke first.",
        "US officials were silent.",
        "The song “Fortress Bakhmut” was played.",
        "A Donetsk People's Republic militia officer spoke.",
        "A gunner with the call sign Baikal waved.",
        "Marburg virus spread quickly.",
        "Still, I keep coming back to Hanna, who is 68 and stays.",
    ],
)
def test_adjectives_and_names_within_other_names_are_no_mentions(text: str) -> None:
    assert toponyms(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The town of Artyomovsk fell.", "Bakhmut"),
        ("They shelled Krasnaya Gora.", "Krasna Hora"),
        ("They moved on Kleshchievka near Bakhmut.", "Klishchiivka"),
        ("Attacks near Ugledar failed.", "Vuhledar"),
        ("He spoke in Severodonetsk.", "Sievierodonetsk"),
        ("The train to Nairobi was late.", "Nairobi"),
    ],
)
def test_older_and_other_spellings_resolve_to_the_usual_name(text: str, name: str) -> None:
    assert name in names(text)


def test_same_named_villages_are_told_apart_by_their_oblast() -> None:
    text = "Bilohorivka, Luhansk Oblast, held out; Bilohorivka in the Donetsk Oblast fell."
    places = [toponym.place for toponym in toponyms(text) if toponym.surface == "Bilohorivka"]
    assert [place.admin1 for place in places if place] == ["Luhansk Oblast", "Donetsk Oblast"]


def test_a_region_is_meant_where_the_text_says_regions() -> None:
    kinds = [
        toponym.place.kind
        for toponym in toponyms("They claim the Luhansk and Donetsk regions.")
        if toponym.place
    ]
    assert kinds == ["region", "region"]


def test_a_front_is_named_after_its_region() -> None:
    (toponym,) = toponyms("Ninety men were lost on the Donetsk front.")
    assert toponym.place is not None
    assert toponym.place.kind == "region"


def test_a_state_wins_over_a_country_beside_its_own_city() -> None:
    places = [toponym.place for toponym in toponyms("She lives in Atlanta, Georgia, with her sister.")]
    assert [place.country for place in places if place] == ["US", "US"]


def test_new_york_is_the_ukrainian_one_only_beside_its_neighbours() -> None:
    far = toponyms("Bakhmut was discussed in New York.")[1].place
    near = toponyms("Shells fell on Toretsk, New York and Zalizne.")[1].place
    assert far is not None
    assert near is not None
    assert (far.country, near.country) == ("US", "UA")


def test_offsets_count_code_points_after_emoji_and_cyrillic() -> None:
    text = "🔥🔥 Сводка: the enemy shelled Soledar. Бахмут."
    assert all(text[toponym.start : toponym.end] == toponym.surface for toponym in toponyms(text))
    assert "Soledar" in surfaces(text, "location")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Bakhmut", "Kyiv's", "the Kremlin", ",", "/", "🔥", "\n\n", "M-03", "Ёж", "river", "(", "U.S."]
        )
    )
)
def test_every_slice_is_its_surface_and_none_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for toponym in toponyms(text):
        assert text[toponym.start : toponym.end] == toponym.surface
        assert toponym.start >= end
        end = toponym.end


@pytest.mark.parametrize("filler", ["1", " ", "Aa", "A ", "-", "of ", "Kyiv “"])
def test_long_runs_of_one_kind_take_no_time(filler: str) -> None:
    assert len(toponyms(filler * 1000)) <= 1000


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("The factory in Gainesville, Ga., makes shells.", "Gainesville", "Georgia"),
        ("He was born in Springfield, Ill., in May.", "Springfield", "Illinois"),
        ("She came from Portland, ME.", "Portland", "Maine"),
    ],
)
def test_an_abbreviated_state_says_which_town_is_meant(text: str, name: str, admin1: str) -> None:
    town, state = (toponym.place for toponym in toponyms(text))
    assert town is not None
    assert state is not None
    assert (town.name, town.admin1, state.name) == (name, admin1, admin1)


def test_an_article_tells_the_river_from_the_town() -> None:
    kinds = [t.place.kind for t in toponyms("They crossed the Dnipro. In Dnipro people wait.") if t.place]
    assert kinds == ["river", "settlement"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The threat to Ukraine is real.", "location"),
        ("The talks are about an attack against Kyiv.", "location"),
        ("The border with Russia is closed.", "location"),
        ("Shells fell on eastern Ukraine - a first.", "location"),
        ("Missiles hit the capital Kyiv.", "location"),
        ("The Russia-Ukraine crisis deepens.", "actor"),
        ("Moscow-backed officials met.", "actor"),
        ("The West said nothing.", "actor"),
        ("Diplomats from France spoke.", "actor"),
    ],
)
def test_a_place_is_told_from_its_government_by_what_happens_to_it(text: str, role: str) -> None:
    assert {toponym.role for toponym in toponyms(text)} == {role}


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine's foreign minister spoke.",
        "The foreign ministers of Germany and France met.",
        "France's Emmanuel Macron came.",
    ],
)
def test_offices_and_people_of_a_country_are_no_mentions_of_it(text: str) -> None:
    assert toponyms(text) == ()


def test_of_two_villages_of_one_name_the_one_beside_the_others_is_meant() -> None:
    found = toponyms("Troops advanced from Kupiansk to Petropavlivka and Synkivka.")
    assert {toponym.place.admin1 for toponym in found if toponym.place} == {"Kharkiv Oblast"}


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("They hold Zaitseve (20km south of Bakhmut).", "own:zaitseve-horlivka-north"),
        ("They hold Zaitseve (8 kilometres southeast of Bakhmut).", "geonames:687468"),
        ("They hold Zaitseve, which lies within ten miles of it.", "geonames:687470"),
        (
            "They hold Zaitseve and Vershyna, both within 15km of the southern outskirts of Bakhmut.",
            "geonames:687468",
        ),
        ("They hold Dibrova (5km southwest of Kreminna).", "own:dibrova-kreminna"),
        ("They hold Dibrova, about 10 km southeast of Lyman.", "own:dibrova-lyman"),
        (
            "Rai-Oleksandrivka and Loskutivka fell, both 10 km south of Lysychansk.",
            "own:rai-oleksandrivka-luhansk",
        ),
    ],
)
def test_of_places_of_one_name_the_one_is_meant_that_lies_where_the_text_says(
    text: str, place_id: str
) -> None:
    found = toponyms(text)[0].place
    assert found is not None
    assert found.place_id == place_id


def test_of_places_of_one_name_the_one_is_meant_that_the_others_are_near_to() -> None:
    # Two villages lie at Horlivka, 18 km south of the third, which is 6 km from Kodema and 3 from Vershyna.
    for text, place_id in (
        ("Attacks failed at Vershyna, Kodema and Zaitseve.", "geonames:687468"),
        ("Attacks failed at Horlivka, Holmivskyi and Zaitseve.", "geonames:687470"),
    ):
        places = [toponym.place.place_id for toponym in toponyms(text) if toponym.place]
        assert places[-1] == place_id


def test_a_way_fits_where_it_leads_and_not_elsewhere() -> None:
    bakhmut, horlivka, zaitseve = (
        gazetteer().by_id[key] for key in ("geonames:713174", "geonames:707753", "geonames:687468")
    )
    south = ways.Way(origin=0, km=8.0, azimuth=146.0, within=False)
    assert south.fits(bakhmut, zaitseve) > 0.9
    assert ways.Way(origin=0, km=8.0, azimuth=326.0, within=False).fits(bakhmut, zaitseve) < 0.01
    assert ways.Way(origin=0, km=15.0, azimuth=180.0, within=True).fits(bakhmut, zaitseve) == 1.0
    assert ways.Way(origin=0, km=15.0, azimuth=0.0, within=True).fits(bakhmut, zaitseve) == 0.0
    assert ways.Way(origin=0, km=9.0, azimuth=None, within=False).fits(bakhmut, horlivka) < 0.01
