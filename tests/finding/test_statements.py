"""Statements: source, cue, content, kind and topic of what is reported to be said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.extraction import extract
from bakhmut_data.finding.statements.all_attributions import find_attributions
from bakhmut_data.finding.statements.finder import find_statements
from bakhmut_data.finding.statements.quotation_marks import find_quotes
from bakhmut_data.finding.statements.topics import topic_of
from bakhmut_data.language.analysis import analyse
from bakhmut_data.records import Document, Statement


def statements_of(text: str) -> tuple[Statement, ...]:
    document = Document(document_id="d", file="f", text=text, sha256="0")
    return find_statements(document, analyse(text))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor said that the bridge was gone.", "unnamed mayor", "the bridge was gone"),
        (
            "Troops have re-entered the town, the mayor said.",
            "unnamed mayor",
            "Troops have re-entered the town",
        ),
        ("Norway's army chief, Erik Berg, reckoned that 200 men fell.", "Erik Berg", "200 men fell"),
        ("Petro Bilyk has put the number of men killed at 900.", "Petro Bilyk", "900"),
        ('"It is over," TASS quoted Petro Bilyk as saying.', "Petro Bilyk", "It is over,"),
        ("The bridge was gone, the mayor said on Friday.", "unnamed mayor", "The bridge was gone"),
        ('"We stay," said Colonel Ivan Petrenko.', "Ivan Petrenko", "We stay,"),
        ("According to the Pentagon, the road is closed.", "US Department of Defense", "the road is closed"),
        ("Kyiv vowed not to leave the town.", "Government of Ukraine", "not to leave the town"),
        (
            "Prigozhin claimed his men had reached the mine.",
            "Yevgeny Prigozhin",
            "his men had reached the mine",
        ),
        ("The mayor denied that the town had fallen.", "unnamed mayor", "the town had fallen"),
        ("Washington put the losses at 20,000.", "Government of the United States", "20,000"),
        ("The US estimates that shells are scarce.", "Government of the United States", "shells are scarce"),
        ("Zelensky is convinced that the line must hold.", "Volodymyr Zelenskyy", "the line must hold"),
        ("Zelensky used to say that time was on his side.", "Volodymyr Zelenskyy", "time was on his side"),
        ("In the opinion of Petro Bilyk, the town is lost.", "Petro Bilyk", "the town is lost"),
        (
            "Reuters quoted Petro Bilyk as saying that the bridge was gone.",
            "Petro Bilyk",
            "the bridge was gone",
        ),
        (
            "Petro Bilyk, a military analyst, knows the ridge. The expert said it was lost.",
            "Petro Bilyk",
            "it was lost",
        ),
        (
            "The Pentagon's estimate was that a thousand men had died.",
            "US Department of Defense",
            "a thousand men had died",
        ),
        (
            "Three nurses were hurt, the governor, Petro Bilyk, wrote on Telegram.",
            "Petro Bilyk",
            "Three nurses were hurt",
        ),
        (
            "A gunner who asked to be identified only as Sokil said the crew was tired.",
            "Sokil (call sign), gunner",
            "the crew was tired",
        ),
    ],
)
def test_a_cue_gives_its_content_and_speaker(text: str, speaker: str, content: str) -> None:
    assert [(s.speaker, s.surface) for s in statements_of(text)] == [(speaker, content)]


def test_a_quotation_that_goes_on_after_its_cue_is_two_statements_of_one_speaker() -> None:
    found = statements_of("“The guns are silent,” Anna Kovalenko said. “Nobody sleeps, though.”")
    assert [(s.speaker, s.surface, s.kind) for s in found] == [
        ("Anna Kovalenko", "The guns are silent,", "direct"),
        ("Anna Kovalenko", "Nobody sleeps, though.", "direct"),
    ]


def test_it_goes_on_with_the_words_of_the_body_that_spoke_last() -> None:
    text = "British intelligence said the bridge was down. Kyiv moved its guns. It added that roads were cut."
    assert {s.speaker for s in statements_of(text)} == {"British defence intelligence"}


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“It began at dawn,” Petro Bilyk said. “Then the roof went.\n\n“We ran to the river.”"
    found = statements_of(text)
    assert found[-1].surface == "We ran to the river."
    assert {s.speaker for s in found} == {"Petro Bilyk"}


def test_of_a_clause_cut_by_its_cue_the_stretch_after_it_is_kept() -> None:
    found = statements_of("The town, the general said, could hold for months.")
    assert [s.surface for s in found] == ["could hold for months"]


def test_two_clauses_joined_by_and_that_are_two_statements() -> None:
    found = statements_of("The minister said that the road was cut and that the shells had run out.")
    assert [s.surface for s in found] == ["the road was cut", "that the shells had run out"] or [
        s.surface for s in found
    ] == ["the road was cut", "the shells had run out"]


def test_the_cue_keeps_its_place_in_the_text() -> None:
    text = "Zelensky told reporters that help was coming."
    (found,) = statements_of(text)
    assert found.cue_start is not None
    assert text[found.cue_start : found.cue_end] == found.cue == "told"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('He is late, Zelensky said. "We wait," Zelensky said.', {"indirect", "direct"}),
        ('Zelensky said the town was "a rock" for the army.', {"mixed"}),
    ],
)
def test_the_kind_follows_the_quotation_marks(text: str, kind: set[str]) -> None:
    assert {s.kind for s in statements_of(text)} == kind


@pytest.mark.parametrize(
    "text",
    [
        "I said that the road was closed.",
        "Some say that the road is closed.",
        "He would not say that the road was closed.",
        "The “salt road” runs south of the town.",
        "Asked whether the town had fallen, the mayor declined to comment.",
        "A nurse who asked to be called Vira stayed.",
    ],
)
def test_no_statement_without_somebody_other_than_the_author_who_says_it(text: str) -> None:
    assert statements_of(text) == ()


def test_every_turn_of_a_transcript_is_one_direct_statement_and_hosts_are_the_author() -> None:
    text = (
        "HOST: Where are you now?\n\nMARKO BONDAR: In a cellar near the station.\n\n"
        "HOST: And the others?\n\nMARKO BONDAR: They left on Sunday."
    )
    assert [(s.speaker, s.surface, s.kind, s.cue) for s in statements_of(text)] == [
        ("Marko Bondar", "In a cellar near the station.", "direct", ":"),
        ("Marko Bondar", "They left on Sunday.", "direct", ":"),
    ]


def test_a_correspondent_whom_the_host_introduces_is_the_author() -> None:
    text = (
        "HOST: From Dnipro our own correspondent Hanna Weil. Hanna?\n\nWEIL: The bridge is open.\n\n"
        "HOST: And tonight?\n\nMARKO BONDAR: We shall see."
    )
    assert [(s.speaker, s.surface) for s in statements_of(text)] == [("Marko Bondar", "We shall see.")]


def test_rows_of_a_table_of_claims_are_statements() -> None:
    text = "3 Mar | Zelensky | at least 900 killed in a week\n4 Mar | Pentagon | ratio of 4 to 1 there"
    assert [(s.speaker, s.surface) for s in statements_of(text)] == [
        ("Volodymyr Zelenskyy", "at least 900 killed in a week"),
        ("US Department of Defense", "ratio of 4 to 1 there"),
    ]


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Stoltenberg: the alliance will stay the course", "the alliance will stay the course"),
        ("Bridges near the town blown up — Wagner chief", "Bridges near the town blown up"),
    ],
)
def test_titles_name_their_speaker_before_a_colon_or_after_a_dash(title: str, content: str) -> None:
    assert [s.surface for s in statements_of(title)] == [content]


def test_a_quotation_is_signed_after_a_dash() -> None:
    (found,) = statements_of("“The river froze and we walked across it.”\n\n— Petro Bilyk, farmer")
    assert (found.speaker, found.kind) == ("Petro Bilyk", "direct")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("''One,'' he said.", ["''One,''"]),
        ("«Один», сказал он", ["«Один»"]),
        ("‘One,’ said the men’s boss", ["‘One,’"]),
        ("“a word for “rock.” So it is", ["“a word for “rock.”"]),
        ("“never closed", ["“never closed"]),
        ("the soldiers' boots don't fit", []),
    ],
)
def test_quotation_marks_pair_in_any_style(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text, 0, len(text))] == quoted


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("two hundred were killed and wounded", "casualties"),
        ("the town is a symbol and a legend", "symbolism"),
        ("we will not retreat", "hold_or_withdraw"),
        ("there are no shells for the howitzers", "ammunition"),
        ("a ceasefire and talks", "diplomacy"),
        ("nothing of note", "other"),
    ],
)
def test_the_topic_is_the_heaviest_in_the_lexicon(text: str, topic: str) -> None:
    assert topic_of(text) == topic


def test_an_attribution_inside_a_quotation_is_nested() -> None:
    found = find_attributions(analyse('"My wife says that it is cold," Petro Bilyk said.'))
    assert {a.nested for a in found} == {False, True}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="“”\"'‘’«» ab.,:—|\nZelensky said", max_size=120))
def test_every_span_is_its_surface(text: str) -> None:
    for found in statements_of(text):
        assert text[found.start : found.end] == found.surface
        assert found.cue_start is not None
        assert text[found.cue_start : found.cue_end] == found.cue


@pytest.mark.parametrize(
    ("text", "speaker", "contents"),
    [
        (
            "Prigozhin denied that his men were slowing and asserted that the mine was near.",
            "Yevgeny Prigozhin",
            ["his men were slowing", "the mine was near"],
        ),
        (
            "Boasts from Prigozhin that Bakhmut was taken were early.",
            "Yevgeny Prigozhin",
            ["Bakhmut was taken"],
        ),
        (
            "Zelensky rejected claims that the town had fallen.",
            "Volodymyr Zelenskyy",
            ["the town had fallen"],
        ),
        (
            "The bridge is under full control, acting head of the region Denis Pushilin said on Monday.",
            "Denis Pushilin",
            ["The bridge is under full control"],
        ),
    ],
)
def test_nouns_denials_and_second_cues_report_too(text: str, speaker: str, contents: list[str]) -> None:
    assert [(s.speaker, s.surface) for s in statements_of(text)] == [(speaker, c) for c in contents]


def test_what_it_highlights_is_said_by_nobody() -> None:
    assert statements_of("Russia is tired. It just highlights that Russia is weak.") == ()


@pytest.mark.parametrize("source", ["Ukraine's backers", "Kyiv's Western allies"])
def test_the_backers_of_a_country_are_not_on_its_own_side(source: str) -> None:
    (statement,) = statements_of(f"{source} have suggested that the town may fall.")
    assert statement.speaker_side == "West"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "In the Pentagon consider that the army has lost 20 tanks.",
            "US Department of Defense",
            "the army has lost 20 tanks",
        ),
        (
            "As noted in the ministry, two tanks were destroyed.",
            "ministry",
            "two tanks were destroyed",
        ),
        (
            "By data of the General Staff, 20 attacks were repelled.",
            "General Staff of the Armed Forces of Ukraine",
            "20 attacks were repelled",
        ),
        (
            "The enemy lost 500 men, it was informed in the General Staff.",
            "General Staff of the Armed Forces of Ukraine",
            "The enemy lost 500 men",
        ),
        (
            "Troops shelled the town at night. This was reported by the General Staff.",
            "General Staff of the Armed Forces of Ukraine",
            "Troops shelled the town at night",
        ),
    ],
)
def test_translated_reports_say_in_or_by_whom(text: str, speaker: str, content: str) -> None:
    assert [(found.speaker, found.surface) for found in statements_of(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv is considering leaving the town.",
        "It was said in the town that the bridge had gone.",
        "He came home. This was done by the army.",
    ],
)
def test_plans_and_towns_say_nothing(text: str) -> None:
    assert not statements_of(text)


@pytest.mark.parametrize(
    "told", ["claims from Olena Sirko", "boasts from Olena Sirko, the mayor,", "reports by Olena Sirko"]
)
def test_a_noun_with_its_source_before_the_clause_tells_who_says_it(told: str) -> None:
    (found,) = statements_of(f"That comes alongside {told} that the fighters have taken the town.")
    assert (found.speaker, found.surface) == ("Olena Sirko", "the fighters have taken the town")


def test_those_who_speak_on_the_news_are_nobody_in_particular() -> None:
    said = "The ministry says all is well. “There is no fuel,” the sergeant sighs."
    found = statements_of(f"{said} “On the news they say we won.”")
    assert {each.speaker for each in found if "we won" in each.surface} == {"unnamed sergeant"}


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Moscow accused the mayor of hiding the lists.", "Government of Russia", "hiding the lists"),
        ("Petro Bilyk called for talks about the ferry.", "Petro Bilyk", "talks about the ferry"),
        ("Petro Bilyk called for the pier to be rebuilt.", "Petro Bilyk", "the pier to be rebuilt"),
        ("Petro Bilyk called the raid a mistake.", "Petro Bilyk", "the raid a mistake"),
        ("Petro Bilyk called it “a mistake of his life”.", "Petro Bilyk", "a mistake of his life"),
        ("Russia denies planning to close the port.", "Government of Russia", "planning to close the port"),
        ("Petro Bilyk was quick to point out that it rained.", "Petro Bilyk", "it rained"),
        ("Petro Bilyk made no secret of it that he was tired.", "Petro Bilyk", "he was tired"),
        ("The port authority was blunt: no ship comes.", "port authority", "no ship comes"),
        ("The port authority was blunter: no ship comes.", "port authority", "no ship comes"),
        ("The sale of the ferry was confirmed by Petro Bilyk.", "Petro Bilyk", "The sale of the ferry"),
        ("The surveyors make it 9.4.", "surveyors", "9.4"),
        ("“Row,” bellowed the ferryman. The tide rose.", "unnamed ferryman", "Row,"),
        ("The head of the office, Petro Bilyk, said it rained.", "Petro Bilyk", "it rained"),
    ],
)
def test_accusations_calls_and_names_are_statements_too(text: str, speaker: str, content: str) -> None:
    assert [(s.speaker, s.surface) for s in statements_of(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday fair, as the locals call it, draws nobody.",
        "Moscow calls the village Zarechnoye.",
        "The talks came as Western leaders repeated their warnings.",
        "The mayor must weigh and decide whether the port is open.",
    ],
)
def test_naming_a_thing_or_being_about_to_speak_says_nothing(text: str) -> None:
    assert statements_of(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Petro Bilyk said it was late.\n\n“We walked out at night.”", "We walked out at night."),
        ("Petro Bilyk said it was late.\n\nAdvertisement\n\n“We left in the dark.”", "We left in the dark."),
        ("And from Petro Bilyk:\n\n“The pump works again.”", "The pump works again."),
        ("Petro Bilyk described the ward. “There are two of us here.”", "There are two of us here."),
        ("- We stay in the house - Petro Bilyk said.", "We stay in the house"),
        ("It rained.- We stay in the house.- Petro Bilyk said.", "We stay in the house."),
    ],
)
def test_a_speaker_is_in_force_over_lines_and_dashes(text: str, said: str) -> None:
    assert [(s.speaker, s.surface.strip()) for s in statements_of(text)][-1] == ("Petro Bilyk", said)


def test_a_quotation_between_sentences_of_the_author_has_no_speaker_from_before() -> None:
    text = "Petro Bilyk said it was late.\n\nThe pier, called “the long walk home”, was closed."
    assert [s.surface for s in statements_of(text)] == ["it was late"]


def test_nobody_named_in_what_is_said_is_the_one_who_says_it() -> None:
    text = "Petro Bilyk was asked. “There is no sign that Pavlo Orlov is ill,” he replied."
    assert [s.speaker for s in statements_of(text)] == ["Petro Bilyk"]


def test_its_ministry_is_that_of_the_country_before() -> None:
    text = "Russia kept silent for a day. Its defence ministry then said the road was open."
    assert [s.speaker for s in statements_of(text)] == ["Russian Ministry of Defence"]


def test_a_long_line_that_no_mark_ends_goes_on_in_the_next() -> None:
    text = (
        "On the third day of the frost, when the last of the barges had long been towed away, the Ukrainian\n"
        "General Staff reported that the lock was shut."
    )
    found = statements_of(text)
    assert [statement.surface for statement in found] == ["the lock was shut"]
    assert found[0].speaker == "General Staff of the Armed Forces of Ukraine"


def test_a_sentence_broken_by_hand_is_read_as_one() -> None:
    text = "Petro Bilyk said that the\nbridge had been\nmended by the guild."
    assert [s.surface for s in statements_of(text)] == ["the\nbridge had been\nmended by the guild"]


def test_lines_that_end_their_sentence_stay_apart() -> None:
    text = "The town sleeps.\nferries wait for the morning tide."
    assert len(analyse(text).paragraphs) == 2


def test_the_author_takes_over_again_at_a_dash_behind_the_source() -> None:
    text = "The bridge was safe, according to the port authority — weeks after the fire had closed it."
    assert [s.surface for s in statements_of(text)] == ["The bridge was safe"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Petro Bilyk said that the old river port near Mykolaiv had lost 40 of its cranes since May.",
            "cranes; Mykolaiv; old river port",
        ),
        ("Petro Bilyk said that it was over.", None),
        (
            "Petro Bilyk said that oats, beans, peas, barley, hops and wheat were sold.",
            "barley; beans; hops; oats; peas",
        ),
    ],
)
def test_terms_are_up_to_five_noun_phrases_in_alphabetical_order(text: str, terms: str | None) -> None:
    assert [s.terms for s in statements_of(text)] == [terms]


def test_a_title_with_a_name_before_a_colon_has_a_speaker_and_its_quotation_is_direct() -> None:
    text = "Colonel Hnatiuk: ‘My men are asleep’\n\nThe tide rose."
    assert [(s.speaker, s.surface, s.kind) for s in statements_of(text)] == [
        ("Hnatiuk", "My men are asleep", "direct")
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The bridge is shut. Hanna Maliar: our troops hold the station. It rains.",
         "our troops hold the station", "Hanna Maliar"),
        ("Notes\n\n- Mayor Kostenko: the last shop is empty.", "the last shop is empty", "Kostenko"),
        ("2. General Syrskyi, visiting on Tuesday: we will cross the river.",
         "we will cross the river", "Oleksandr Syrskyi"),
        ("- Prigozhin (audio, Monday): the ferry leaves tonight; nobody waits.",
         "the ferry leaves tonight; nobody waits", "Yevgeny Prigozhin"),
    ],
)  # fmt: skip
def test_a_name_and_a_colon_give_the_sentence_to_somebody(text: str, content: str, speaker: str) -> None:
    found = [(statement.surface, statement.speaker) for statement in statements_of(text)]
    assert [surface for surface, _ in found] == [content]
    assert speaker in found[0][1]


@pytest.mark.parametrize("text", ["- Bakhmut: the last shop is empty.", "Supplies: the last shop is empty."])
def test_a_heading_and_a_colon_are_nobody(text: str) -> None:
    assert statements_of(text) == ()


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Half of the town is lost, the institute estimated on Friday.", "institute"),
        ("Some 300 attackers fell on Monday, he claimed.", "unnamed speaker"),
        ("The bridges are down, she added late on Sunday.", "unnamed speaker"),
        ("Russian forces had taken the mill, the brigade reported on 9 March.", "brigade"),
        ("General Orlov came by. The mill was lost, he claimed.", "Orlov"),
        ("Leaving Soledar would be folly, he argued.", "unnamed speaker"),
    ],
)
def test_who_says_it_stands_at_the_end_of_the_sentence(sentence: str, speaker: str) -> None:
    (found,) = extract(f"Soledar, Ukraine.\n\n{sentence}\n").statements
    assert found.speaker == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "The men crossed the river, the last of them on Friday.",
        "When the shelling stopped, the brigade withdrew on Friday.",
        "The town, its mill and its church stood empty.",
    ],
)
def test_a_clause_at_the_end_that_reports_nothing_is_no_attribution(sentence: str) -> None:
    assert extract(f"Soledar, Ukraine.\n\n{sentence}\n").statements == ()


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The mayor says that only the king decides and farmers say they agree.",
         ["only the king decides", "they agree"]),
        ("Prigozhin accuses Moscow of starving his men of shells and announces that they will leave.",
         ["starving his men of shells", "they will leave"]),
        ("The union called for safe ways for those in the cellars.",
         ["safe ways for those in the cellars"]),
        ("The mayor calls Bakhmut a fortress.", ["Bakhmut a fortress"]),
        ("The mayor said the attack had begun – a word that he avoids.", ["the attack had begun"]),
        ("The mayor said the mill – the old one – had burned.", ["the mill – the old one – had burned"]),
        ("The mayor does not believe that the town can be kept.", ["the town can be kept"]),
        ("The mayor said he did not think the town was lost.", ["he did not think the town was lost"]),
        ("The mill has cost them dear since May, according to Petro Bilyk; he adds that nobody counted.",
         ["The mill has cost them dear since May", "nobody counted"]),
        ("A deputy of the council, Petro Bilyk, boasted on Friday that the hill was in their hands.",
         ["the hill was in their hands"]),
        ("The mayor calls it a flag on a mill.", ["a flag"]),
        ("Petro Bilyk put the dead at 900, and added that nobody had counted.",
         ["900", "nobody had counted"]),
    ],
)  # fmt: skip
def test_what_one_says_ends_where_another_verb_begins(text: str, contents: list[str]) -> None:
    assert [statement.surface for statement in statements_of(text)] == contents


INTRODUCTION = "Colonel Petro Bilyk led a brigade near Bakhmut. We spoke to him on 3 March 2023.\n\n"
TURNS = (
    ("How is the town?", "Bad. The mayor says that the road is cut."),
    ("And the men?", "Tired, but they stay."),
    ("What do you need?", "Shells."),
)
ANSWERS = [answer for _, answer in TURNS]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("", ""), ("Q: ", "A: "), ("**", ""), ("– ", "– ")],
    ids=["bare", "Q", "bold", "dash"],
)
def test_an_interview_without_names_before_its_turns_is_told_by_its_questions(
    question: str, answer: str
) -> None:
    bold = question if question == "**" else ""
    turns = [f"{question}{asked}{bold}\n\n{answer}{said}" for asked, said in TURNS]
    found = statements_of(INTRODUCTION + "\n\n".join(turns) + "\n")
    answers = [each for each in found if each.rule == "answer"]
    assert [each.surface for each in answers] == ANSWERS
    assert {each.speaker for each in answers} == {"Petro Bilyk"}
    # What somebody else is reported to say in an answer is a statement of its own.
    assert "the road is cut" in {each.surface for each in found}


def test_a_question_that_has_no_mark_stands_where_questions_stand() -> None:
    turns = [
        "How is the town?",
        "Bad.",
        "They say that it fell.",
        "It did not.",
        "And now?",
        "We wait.",
        "Why?",
        "Snow.",
    ]
    found = statements_of(INTRODUCTION + "\n\n".join(turns) + "\n")
    assert [each.surface for each in found if each.rule == "answer"] == [
        "Bad.",
        "It did not.",
        "We wait.",
        "Snow.",
    ]


def test_questions_in_a_report_make_no_interview() -> None:
    text = (
        "Will the town fall?\n\nNobody knows.\n\nWho holds the road?\n\nBoth do.\n\nWhy?\n\nIt leads west.\n"
    )
    assert [each for each in statements_of(text) if each.rule == "answer"] == []


def test_a_content_goes_on_behind_but() -> None:
    (said,) = statements_of("The mayor said that the road was hard, but open.")
    assert said.surface == "the road was hard, but open"


def test_a_dash_opens_speech_though_no_space_parts_it_from_the_sentence_before() -> None:
    text = 'The mayor spoke of "coming days".- We believe that the bridge will fall.We say so - he stressed.'
    assert "We believe that the bridge will fall.We say so" in {
        s.surface.strip() for s in statements_of(text)
    }


def test_whoever_is_asked_replies() -> None:
    text = "Petro Bilyk was asked whether Ivan Petrenko had left. He replied that all stay."
    assert [s.speaker for s in statements_of(text)][-1] == "Petro Bilyk"


def test_the_statement_is_theirs_who_issued_it() -> None:
    text = "Partners of the fund said in a joint statement that Russia must pay.\n\n"
    text += '"Russia must leave the bridge," the statement said.'
    assert {s.speaker for s in statements_of(text)} == {"Partners of the fund"}


def test_the_name_right_behind_its_verb_speaks() -> None:
    text = '"We know this road," that is, guns firing at it, said Olha Lys, an analyst.'
    assert [s.speaker for s in statements_of(text)] == ["Olha Lys"]
