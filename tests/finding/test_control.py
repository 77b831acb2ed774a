"""Claims of control: who is said to hold, take, lose, surround or approach a place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.finding.control.finder import find_control
from bakhmut_data.finding.control.shares import share_of
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import ControlClaim, Document, Place, Toponym

PLACES = {
    "Bakhmut": ("settlement", 73_000, "UA"),
    "Artyomovsk": ("settlement", 73_000, "UA"),
    "Soledar": ("settlement", 10_500, "UA"),
    "Opytne": ("settlement", 1_000, "UA"),
    "Klishchiivka": ("settlement", 500, "UA"),
    "Bohdanivka": ("settlement", 100, "UA"),
    "Ivanivske": ("settlement", 1_700, "UA"),
    "Chasiv Yar": ("settlement", 12_000, "UA"),
    "Kramatorsk": ("settlement", 150_000, "UA"),
    "Kostiantynivka": ("settlement", 67_000, "UA"),
    "Kyiv": ("settlement", 2_900_000, "UA"),
    "Donetsk region": ("region", None, "UA"),
    "Luhansk airport": ("facility", None, "UA"),
    "Mosul": ("settlement", 1_600_000, "IQ"),
}
NAMES = re.compile("|".join(map(re.escape, PLACES)))


def place(name: str) -> Place:
    kind, population, country = PLACES[name]
    return Place(
        place_id=name,
        name=name,
        kind=kind,
        latitude=48.0 + len(name) / 10,
        longitude=38.0,
        country=country,
        population=population,
        origin="test",
    )


def claims(text: str) -> tuple[ControlClaim, ...]:
    toponyms = tuple(
        Toponym(start=m.start(), end=m.end(), surface=m[0], rule="test", role="location", place=place(m[0]))
        for m in NAMES.finditer(text)
    )
    document = Document(document_id="test", file="test.txt", text=text, sha256="")
    return find_control(document, analyse(text), toponyms)


def read(text: str) -> list[tuple[str, str, str]]:
    return [(claim.place.name, claim.controller, claim.status) for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "name", "controller"),
    [
        ("Russian forces captured Klishchiivka on Sunday.", "Klishchiivka", "Russia"),
        ("Ukrainian marines recaptured Opytne.", "Opytne", "Ukraine"),
        ("Wagner troops entered Soledar from the east.", "Soledar", "Russia"),
        ("The paratroopers of Moscow surrounded Bakhmut.", "Bakhmut", "Russia"),
        ("Ukraine's soldiers withdrew from Soledar.", "Soledar", "Russia"),
        ("The Russian army abandoned Opytne.", "Opytne", "Ukraine"),
        ("The invaders were driven out of Klishchiivka.", "Klishchiivka", "Ukraine"),
        ("Soledar fell to the Russians.", "Soledar", "Russia"),
        ("Bakhmut holds.", "Bakhmut", "Ukraine"),
        ("Mercenaries hoisted a flag in Opytne.", "Opytne", "Russia"),
        ("Ukrainian gunners are dug in near Chasiv Yar.", "Chasiv Yar", "Ukraine"),
        ("The Russian army is closing in on Chasiv Yar.", "Chasiv Yar", "Russia"),
        ("Ukrainian units broke through the lines near Klishchiivka.", "Klishchiivka", "Ukraine"),
        ("Russian marines still cling to the centre of Soledar.", "Soledar", "Russia"),
        ("Kyiv's infantry is hanging on in Soledar.", "Soledar", "Ukraine"),
        ("The northern half of Opytne belongs to the Russians.", "Opytne", "Russia"),
        ("The retreat gave Russia all of Soledar.", "Soledar", "Russia"),
        ("An assault group held off an enemy raid near Ivanivske.", "Ivanivske", "Ukraine"),
        ("The noose around Bakhmut is tightening.", "Bakhmut", "Russia"),
        ("Two of the three roads out of Soledar have been cut.", "Soledar", "Russia"),
        ("Wagner's men sealed off Soledar from the north.", "Soledar", "Russia"),
        ("Russian troops pushed back from Opytne, says Kyiv.", "Opytne", "Ukraine"),
        ("The soldiers who hold the last road to Bakhmut are tired.", "Bakhmut", "Ukraine"),
        ("Ukraine keeps open the road through Ivanivske.", "Ivanivske", "Ukraine"),
        ("Ukraine retook Opytne in November.", "Opytne", "Ukraine"),
        ("The Ukrainians clung to the edge of Bakhmut.", "Bakhmut", "Ukraine"),
    ],
)
def test_a_verb_tells_who_gains_the_place(text: str, name: str, controller: str) -> None:
    assert read(text) == [(name, controller, "asserted")]


@pytest.mark.parametrize(
    ("text", "controller"),
    [
        ("Opytne is under Russian control.", "Russia"),
        ("The town of Soledar remains in Ukrainian hands.", "Ukraine"),
        ("Bakhmut is still Ukrainian.", "Ukraine"),
        ("Ukrainian forces are in control of Chasiv Yar.", "Ukraine"),
        ("Bakhmut is contested.", "contested"),
        ("Opytne remains a grey zone.", "contested"),
        ("Most of Opytne is in the gray zone.", "contested"),
        ("There is heavy fighting in Soledar.", "contested"),
        ("The two armies are locked in battle for Soledar.", "contested"),
        ("Ukrainian flags are visible over the ruins of Opytne.", "Ukraine"),
        ("Russian assaults near Ivanivske were unsuccessful.", "Ukraine"),
        ("The Russian attempt to enter Opytne ended in failure.", "Ukraine"),
        ("Fierce fighting continues in Bakhmut.", "contested"),
        ("Our troops are in the centre of Bakhmut, a Ukrainian officer said.", "Ukraine"),
        ("The station of Bakhmut passed into Russian hands.", "Russia"),
        ("About a quarter of Bakhmut remains to be taken.", "Ukraine"),
        ("The mercenaries had all of the east bank in Bakhmut.", "Russia"),
    ],
)
def test_a_state_tells_who_holds_the_place(text: str, controller: str) -> None:
    assert [claim.controller for claim in claims(text)] == [controller]


@pytest.mark.parametrize(
    ("text", "controller", "status"),
    [
        ("Bakhmut has not fallen.", "Ukraine", "asserted"),
        ("Russian troops failed to take Bakhmut.", "Ukraine", "asserted"),
        ("If Bakhmut falls, much will change.", "Russia", "hypothetical"),
        ("The loss of Bakhmut would hurt.", "Russia", "hypothetical"),
        ("Russian troops will soon capture Bakhmut.", "Russia", "predicted"),
        ("Bakhmut is on the verge of collapse.", "Russia", "predicted"),
        ("Kyiv denied that Soledar had fallen.", "Russia", "denied"),
        ("Russia has been trying to seize Bakhmut.", "contested", "asserted"),
        ("Has Russia captured Bakhmut?", "Russia", "hypothetical"),
        ("It is too early to say that Bakhmut is encircled.", "Russia", "denied"),
        ("Kyiv denies the encirclement of Bakhmut.", "Russia", "denied"),
    ],
)
def test_negation_modality_and_denial_give_the_status(text: str, controller: str, status: str) -> None:
    assert [(claim.controller, claim.status) for claim in claims(text)] == [(controller, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The president vowed to hold Bakhmut.",
        "Russian commanders want to capture Bakhmut by spring.",
        "The general ordered his men to defend Bakhmut.",
        "Four thousand civilians remain in Bakhmut.",
        "Volunteers entered Bakhmut with bread.",
        "Russian artillery shelled Chasiv Yar.",
        "Ukraine lost forty soldiers in Bakhmut.",
        "The president visited Bakhmut.",
        "Opytne lies on the edge of Bakhmut.",
        "Who controls Bakhmut?",
        "Bakhmut was one of the sectors in which Russia remained on the offensive.",
    ],
)
def test_aims_orders_visits_and_losses_of_men_are_no_claims(text: str) -> None:
    assert read(text) == []


def test_a_clause_about_two_places_is_two_claims() -> None:
    found = read("Ukrainian troops repelled attacks near Bohdanivka, Ivanivske and Klishchiivka.")
    assert found == [(name, "Ukraine", "asserted") for name in ("Bohdanivka", "Ivanivske", "Klishchiivka")]


def test_a_failed_attack_is_a_gain_of_the_other_side() -> None:
    assert read("The enemy carried out unsuccessful attacks near Bohdanivka.") == [
        ("Bohdanivka", "Ukraine", "asserted")
    ]


@pytest.mark.parametrize(
    ("text", "controller"),
    [
        ("The enemy took Opytne, a Ukrainian soldier said.", "Russia"),
        ("The enemy took Opytne, a Russian soldier said.", "Ukraine"),
        ("Soledar was liberated, the Russian Defence Ministry said.", "Russia"),
        ("Soledar was liberated, the Ukrainian General Staff said.", "Ukraine"),
        (
            "Militants were pushed out of Soledar, said a spokesman of the Donetsk People's Republic.",
            "Russia",
        ),
    ],
)
def test_the_speaker_tells_who_the_enemy_is(text: str, controller: str) -> None:
    assert [claim.controller for claim in claims(text)] == [controller]


def test_the_city_is_the_place_the_text_is_about() -> None:
    text = "Bakhmut is burning. Bakhmut lies east of Kostiantynivka. Russian troops hold half of the city."
    (claim,) = claims(text)
    assert (claim.place.name, claim.share_low, claim.share_high) == ("Bakhmut", 50.0, 50.0)


def test_a_site_far_away_is_what_the_next_sentence_goes_on_to_tell_of() -> None:
    film = "Bakhmut was calm. Bakhmut had roses. A film told of Luhansk airport."
    found = claims(f"{film} Surrounded by the enemy, Ukrainian troops held out.")
    assert {claim.place.name for claim in found} == {"Luhansk airport"}


def test_a_large_place_of_the_same_sentence_is_the_city_it_goes_on_with() -> None:
    text = "Bakhmut holds. Bakhmut is full. Russia left Kramatorsk and was pushed back from the city."
    assert read(text)[1:] == [("Kramatorsk", "Ukraine", "asserted"), ("Kramatorsk", "Ukraine", "asserted")]


def test_what_is_taken_back_is_no_party() -> None:
    text = "Moscow has claimed Opytne. Kyiv says it has been recaptured."
    assert read(text) == [("Opytne", "Russia", "claimed"), ("Opytne", "Ukraine", "asserted")]


def test_they_are_no_side_of_an_aside() -> None:
    text = "Ukrainian troops stay in Bakhmut, so it is hard for the enemy to leave. They took the mine."
    assert read(text)[-1] == ("Bakhmut", "Ukraine", "asserted")


def test_he_speaks_for_the_side_of_the_person_last_named() -> None:
    text = "Bakhmut is not lost. Prigozhin was cheerful. Later he said his forces held half of the town."
    assert read(text)[-1] == ("Bakhmut", "Russia", "asserted")


def test_the_two_villages_are_the_last_two_small_places() -> None:
    text = "Russia shelled Opytne and Klishchiivka. Ukrainian units hold the two villages."
    assert read(text) == [("Opytne", "Ukraine", "asserted"), ("Klishchiivka", "Ukraine", "asserted")]


@pytest.mark.parametrize(
    ("text", "controller", "status"),
    [
        ("Russian bloggers conceded the loss of Opytne.", "Ukraine", "asserted"),
        ("The loss of Opytne was confirmed by the Ukrainian military.", "Russia", "asserted"),
        ("The Russian ministry claimed Opytne.", "Russia", "claimed"),
    ],
)
def test_what_a_party_concedes_or_claims_is_a_claim(text: str, controller: str, status: str) -> None:
    assert [(claim.controller, claim.status) for claim in claims(text)] == [(controller, status)]


def test_the_village_is_the_last_small_place() -> None:
    text = "Bakhmut is near Opytne. Russian troops seized the village."
    assert read(text) == [("Opytne", "Russia", "asserted")]


def test_an_objective_in_a_heading_is_none_that_was_reached() -> None:
    text = "Main Effort - Southern Axis (Russian objective: Capture Soledar and secure the rear)"
    assert "asserted" not in {claim.status for claim in claims(text) if claim.event == "take"}


def test_part_and_share_are_kept_with_the_place() -> None:
    (claim,) = claims("Wagner fighters control 70 percent of Bakhmut.")
    assert claim.part is not None
    assert (claim.share_low, claim.share_high) == (70.0, 70.0)


def test_places_outside_ukraine_have_no_claims() -> None:
    assert read("The army captured Mosul.") == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half of the city", (50.0, 50.0)),
        ("two-thirds of it", (66.67, 66.67)),
        ("three quarters of the town", (75.0, 75.0)),
        ("75-80% of the city", (75.0, 80.0)),
        ("most of the city", None),
        ("half of the year", None),
        ("the last quarters of the town", None),
        ("140 percent of it", None),
        ("The invaders control between 80 and 85 percent of Bakhmut.", (80.0, 85.0)),
    ],
)
def test_shares_are_percent_of_the_place(text: str, share: tuple[float, float] | None) -> None:
    assert share_of(text) == share


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Bakhmut",
                "took",
                "has",
                "not",
                "fallen",
                "the",
                "city",
                "“",
                "🔥",
                ",",
                "Wagner",
                "of",
                "half",
                "\n\n",
            ]
        ),
        max_size=40,
    )
)
def test_every_claim_is_a_slice_of_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims(text):
        assert text[claim.start : claim.end] == claim.surface
        assert claim.surface


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two counterattacks drove the Russians out of positions south of Opytne.",
            ("Opytne", "Ukraine", "asserted"),
        ),
        ("The enemy had been knocked off the heights west of Opytne.", ("Opytne", "Ukraine", "asserted")),
        ("The Russians are nowhere near taking Opytne.", ("Opytne", "Ukraine", "asserted")),
        (
            "Russian forces have not yet completed the encirclement of Bakhmut.",
            ("Bakhmut", "Ukraine", "asserted"),
        ),
        ("Had Kramatorsk fallen, the front would have moved.", ("Kramatorsk", "Russia", "hypothetical")),
        ("If Bakhmut goes, the rest is next.", ("Bakhmut", "Russia", "hypothetical")),
        ("The Russians brought Opytne under fire control.", ("Opytne", "Russia", "asserted")),
        ("Enemy resistance in Opytne is broken.", ("Opytne", "Ukraine", "asserted")),
        ("The Russians had the east bank in Bakhmut by then.", ("Bakhmut", "Russia", "asserted")),
        ("In the area of Soledar assaults were repelled.", ("Soledar", "Ukraine", "asserted")),
        ("Fighting for the outskirts of Bakhmut goes on.", ("Bakhmut", "contested", "asserted")),
        ("Ukrainian units came within sight of Opytne.", ("Opytne", "Ukraine", "asserted")),
        ("Opytne remains occupied.", ("Opytne", "Russia", "asserted")),
    ],
)
def test_losing_and_gaining_have_many_wordings(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(text)


def test_nobody_holds_a_city_in_which_people_merely_remain() -> None:
    assert read("In Bakhmut remain some old people.") == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Ukraine still has enough control of Bakhmut to pull its brigades out.", "enough control"),
        ("Ukrainian troops are still in Bakhmut.", "presence"),
        ("Our guys are standing there, in Bakhmut.", "presence"),
        ("Ukraine has control of Bakhmut.", None),
    ],
)
def test_being_there_or_having_enough_control_is_less_than_holding(text: str, part: str | None) -> None:
    assert [claim.part for claim in claims(text)] == [part]


def test_how_long_a_capture_took_has_a_rule_of_its_own() -> None:
    assert [claim.rule for claim in claims("It took Russia eight months to capture Bakhmut.")] == [
        "took_time"
    ]


@pytest.mark.parametrize(
    ("text", "event", "part"),
    [
        ("Russian troops hold Soledar.", "hold", None),
        ("Russian troops captured Soledar.", "take", None),
        ("Russian troops have surrounded Soledar.", "surround", "surroundings"),
        ("Russian troops are advancing on Soledar.", "advance", "near"),
        ("Russian troops pressed on towards Soledar.", "advance", "near"),
        ("Russian troops pushed back the army from the north of Soledar.", "advance", "near"),
        ("Ukrainian troops repelled an attack near Soledar.", "repel", "near"),
        ("Ukrainian troops withdrew from Soledar.", "withdraw", None),
        ("Ukrainian troops withdrew from their positions near Soledar.", "withdraw", "near"),
        ("Soledar is quiet. Russian troops withdrew to their original positions.", "withdraw", "near"),
        ("Russian troops gained ground around Soledar.", "take", "surroundings"),
        ("Fighting is going on in Soledar.", "fight", None),
        ("Russian troops have not taken Soledar.", "hold", None),
        ("Russian troops did not advance near Soledar.", "repel", "near"),
    ],
)
def test_movement_is_told_apart_from_holding(text: str, event: str, part: str | None) -> None:
    (claim,) = claims(text)
    assert (claim.event, claim.part) == (event, part)


def places(text: str) -> list[tuple[str, str]]:
    return sorted((claim.place.name, claim.controller) for claim in claims(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Troops repelled attacks northeast of Bakhmut near Soledar; and south of it near Opytne.",
            ["Opytne", "Soledar"],
        ),
        (
            "Russian forces made limited but unsuccessful assaults on Soledar, Opytne, and Klishchiivka.",
            ["Klishchiivka", "Opytne", "Soledar"],
        ),
        ("Russian troops unsuccessfully attacked Soledar and Opytne.", ["Opytne", "Soledar"]),
        ("Ukrainian forces resisted attacks at Opytne, 5 km south of Bakhmut.", ["Opytne"]),
        ("Russian attacks near Soledar failed in order to tie troops down at Opytne.", ["Soledar"]),
    ],
)
def test_a_list_of_beaten_attacks_gives_one_claim_a_village(text: str, found: list[str]) -> None:
    assert places(text) == [(name, "Ukraine") for name in found]
    assert {(claim.event, claim.part) for claim in claims(text)} == {("repel", "near")}


@pytest.mark.parametrize(
    ("text", "name", "controller", "event"),
    [
        ("Shells fell on Russian-held Soledar.", "Soledar", "Russia", "hold"),
        ("The Ukrainian-controlled part of Soledar burned.", "Soledar", "Ukraine", "hold"),
        ("Pupils in occupied Soledar wait.", "Soledar", "Russia", "hold"),
        ("He came from the recently captured town of Soledar.", "Soledar", "Russia", "take"),
        ("She returned to newly liberated Soledar.", "Soledar", "Ukraine", "take"),
        ("Aid reached besieged Soledar.", "Soledar", "Russia", "surround"),
        (
            "Shells fell on non-government-controlled areas of the Donetsk region.",
            "Donetsk region",
            "Russia",
            "hold",
        ),
        ("Shells fell on contested Soledar.", "Soledar", "contested", "fight"),
    ],
)
def test_attributes_say_who_holds_a_place(text: str, name: str, controller: str, event: str) -> None:
    assert [(c.place.name, c.controller, c.event) for c in claims(text)] == [(name, controller, event)]


@pytest.mark.parametrize(
    "text",
    [
        "Wheat from Soledar fed many. They get 80 percent of their flour from abroad.",
        "Soledar is quiet. Russia has made gains in eastern parts of the country.",
        "Main effort: Soledar (objective: capture the town and secure the road).",
        "Officials did not claim that Russian troops had taken Soledar.",
        "Efforts to seize Soledar go on.",
    ],
)
def test_aims_and_things_elsewhere_are_no_claims(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "controller", "status"),
    [
        ("Russian forces reportedly captured Soledar.", "Russia", "claimed"),
        ("Soledar may be lost by spring.", "Russia", "predicted"),
        ("Officials will not exclude the loss of Soledar.", "Russia", "predicted"),
        ("The enemy was kept from entering Soledar.", "Ukraine", "asserted"),
        ("Russian troops were no longer in Soledar.", "Ukraine", "asserted"),
        ("Soledar – Russian.", "Russia", "asserted"),
        ("Whose is Soledar? Ukraine's.", "Ukraine", "asserted"),
        ("In spring Soledar was a Russian town.", "Russia", "asserted"),
        ("By evening neither army had Soledar.", "contested", "asserted"),
        ("Heavy fighting in Soledar is expected to last.", "contested", "asserted"),
        ("Footage shows Ukrainian troops in Soledar.", "Ukraine", "asserted"),
    ],
)
def test_holding_is_told_in_many_ways(text: str, controller: str, status: str) -> None:
    assert [(claim.controller, claim.status) for claim in claims(text)] == [(controller, status)]


def test_a_verb_that_is_not_said_again_tells_of_the_second_place_too() -> None:
    assert places("Ukrainian troops freed Soledar in the morning and Opytne before dark.") == [
        ("Opytne", "Ukraine"),
        ("Soledar", "Ukraine"),
    ]


def test_a_clause_far_from_every_name_speaks_of_no_place() -> None:
    filler = "Nobody knew what the winter would bring to the people of the whole front line. " * 6
    text = f"Soledar and Opytne, Klishchiivka and Bohdanivka, Ivanivske lie there. {filler}The army withdrew."
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "share"), [("a third to a half of Soledar", (33.33, 50.0)), ("a half to a third of it", None)]
)
def test_a_share_may_be_a_range_of_fractions(text: str, share: tuple[float, float] | None) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        # Opytne is no town, and the paragraph names no other.
        ("The road to Bakhmut\n\nOpytne was stormed.\n\nShe said that the town would fall within days.",
         ("Bakhmut", "Russia", "predicted")),
        ("The road to Bakhmut\n\nOpytne was stormed.\n\nThe market was burning. By Easter it was taken.",
         ("Bakhmut", "Russia", "asserted")),
        ("The road to Bakhmut\n\nSoledar lay in ruins. On Monday the town fell.",
         ("Soledar", "Russia", "asserted")),
        ("When Bakhmut falls, she will bake for others.", ("Bakhmut", "Russia", "hypothetical")),
        ("Bakhmut is the only city that they know. Bakhmut is the only city Russia holds.",
         ("Bakhmut", "Russia", "asserted")),
        ("Bakhmut waits. The recently captured factory was empty.", ("Bakhmut", "Russia", "asserted")),
    ],
)  # fmt: skip
def test_what_is_not_named_is_the_place_that_the_text_is_about(
    text: str, stands: tuple[str, str, str]
) -> None:
    assert read(text)[-1] == stands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bakhmut is back in Ukrainian hands.", ("Bakhmut", "Ukraine", "asserted")),
        ("The front line runs through Bakhmut.", ("Bakhmut", "contested", "asserted")),
        ("Russian troops are two kilometres from Chasiv Yar.", ("Chasiv Yar", "Russia", "asserted")),
        ("At Klishchiivka the Ukrainian line has not budged.", ("Klishchiivka", "Ukraine", "asserted")),
        ("All that Ukraine still has of Bakhmut is the cemetery.", ("Bakhmut", "Ukraine", "asserted")),
    ],
)
def test_words_beside_a_place_are_read_where_grammar_finds_nothing(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in read(text)


def test_the_places_of_a_list_of_beaten_attacks_are_all_read() -> None:
    text = "Repelled, per the staff: north of the city near Bohdanivka; west, Ivanivske; south, Klishchiivka."
    assert read(text) == [
        ("Bohdanivka", "Ukraine", "asserted"),
        ("Ivanivske", "Ukraine", "asserted"),
        ("Klishchiivka", "Ukraine", "asserted"),
    ]


def test_where_a_letter_is_written_is_not_what_it_is_about() -> None:
    text = "Kramatorsk, 4 March 2023\n\nWe hold the north of Bakhmut. The enemy holds the rest of the city.\n"
    assert {name for name, *_ in read(text)} == {"Bakhmut"}


def test_what_had_to_be_done_is_done() -> None:
    assert read("Bakhmut had to be abandoned.") == [("Bakhmut", "Russia", "asserted")]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Prigozhin boasts that Soledar is his.", ("Soledar", "Russia", "asserted")),
        ("Soledar is under us, a Russian soldier said.", ("Soledar", "Russia", "asserted")),
        ("Opytne remains with the defenders.", ("Opytne", "Ukraine", "asserted")),
        ("Bakhmut is quiet. The garrison is out.", ("Bakhmut", "Russia", "asserted")),
        ("The Russian tricolour is up over Opytne.", ("Opytne", "Russia", "asserted")),
        ("Bakhmut shook. They say that we were surrounded.", ("Bakhmut", "Russia", "asserted")),
        ("We still have the road to Ivanivske.", ("Ivanivske", "Ukraine", "asserted")),
        ("Soledar shook. They took it at noon, by dusk we were back.", ("Soledar", "Ukraine", "asserted")),
        ("Who owns Bakhmut is being settled street by street.", ("Bakhmut", "contested", "asserted")),
        ("Take Soledar and you can shell the road, he said.", ("Soledar", "Russia", "hypothetical")),
        ("Bakhmut in May.\nOutcome: Russian capture", ("Bakhmut", "Russia", "asserted")),
        (
            "The Russian garrison of Opytne burned its papers and drove off.",
            ("Opytne", "Ukraine", "asserted"),
        ),
    ],
)
def test_whose_a_place_is_can_be_told_by_a_pronoun_or_a_flag(text: str, stands: tuple[str, str, str]) -> None:
    assert read(text)[-1] == stands


@pytest.mark.parametrize(
    "text",
    [
        "Bakhmut was loud. That is not a withdrawal.",
        "The fall of a village does not open the door to Kramatorsk.",
        "The volunteers got four lorries into Bakhmut.",
    ],
)
def test_what_is_no_withdrawal_no_door_and_no_entry_says_nothing_of_holding(text: str) -> None:
    assert read(text) == []


def test_what_follows_held_and_a_colon_is_held() -> None:
    found = claims("Bakhmut: a quiet day. Ukrainian-held: the centre, the station.")
    assert [(claim.place.name, claim.controller, claim.event) for claim in found] == [
        ("Bakhmut", "Ukraine", "hold")
    ]


def test_a_heading_says_what_its_section_is_about() -> None:
    text = (
        "1. Bakhmut\n\nThe day in Bakhmut was quiet. In Bakhmut the Russians hold the market.\n\n"
        "2. Soledar\n\nRussian forces took Opytne on Monday.\n\nUkrainian soldiers hold the station.\n\n"
        "3. OUTLOOK\n\nRussian troops hold the stadium.\n"
    )
    assert [(claim.place.name, claim.part) for claim in claims(text)] == [
        ("Bakhmut", "market"),
        ("Opytne", None),
        ("Soledar", "station"),
        ("Bakhmut", "stadium"),
    ]


def test_a_name_before_a_colon_says_what_its_line_is_about() -> None:
    text = "Bakhmut again.\n- Soledar: the Russians hold the park.\n- Opytne: they took the school.\n"
    assert [(claim.place.name, claim.part) for claim in claims(text)] == [
        ("Soledar", "park"),
        ("Opytne", "school"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Soledar shook. Opytne shook. Moscow, he said, had come to occupy a huge swath of territory.",
        "The mayor of Soledar said Moscow meant to occupy a swath of territory, leaving some troops there.",
        "Soledar shook. Russian forces took the village of Victory.",
        "Soledar shook, and Opytne too. The board asked Russia to end its occupation of the grain silos.",
    ],
)
def test_what_is_taken_elsewhere_or_nowhere_is_not_the_place_named_before(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "They condemned the occupation of the Donetsk region and the city of Bakhmut.",
            ["Donetsk region", "Bakhmut"],
        ),
        ("Shells hit Soledar and Opytne, where battles continued all day.", ["Soledar", "Opytne"]),
        ("The army stopped Russian assaults near Opytne, about 16km due west of Soledar.", ["Opytne"]),
        (
            "Clashes went on in the direction of Opytne and Ivanivske (both just west of Bakhmut).",
            ["Opytne", "Ivanivske"],
        ),
        ("Soledar voted after the swift recapture of territory in the Donetsk region.", ["Donetsk region"]),
        ("He showed the Ukrainian soldiers raising a flag in Opytne, south of Bakhmut.", ["Opytne"]),
        ("The board asked Russia to end its occupation of the Luhansk airport.", ["Luhansk airport"]),
    ],
)
def test_a_claim_is_about_the_places_of_its_own_clause(text: str, places: list[str]) -> None:
    assert [name for name, *_ in read(text)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The strike forced Russian forces to retreat from the Opytne area.",
            ("Opytne", "Ukraine", "asserted"),
        ),
        (
            "Ukrainian gunners compelled the Russians to withdraw from Opytne.",
            ("Opytne", "Ukraine", "asserted"),
        ),
        (
            "Russian forces tried in vain to regain positions in the Donetsk region.",
            ("Donetsk region", "Ukraine", "asserted"),
        ),
    ],
)
def test_who_moves_by_metres_or_is_made_to_leave_moves_and_who_tries_in_vain_gains_nothing(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert read(text) == [expected]
