"""Which statements report the same utterance, in several documents.

Statements are compared with those of the same speaker that share a rare word, a rare phrase or a stand,
never all with all; `versions` decides about each pair.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.comparing.retellings.versions import (
    RARE,
    RARE_PHRASE,
    Days,
    Key,
    Link,
    Version,
    Weights,
    link_versions,
    reviewed_link,
)
from bakhmut_data.reference.folding import fold_name, skeleton
from bakhmut_data.tables.rows import Tables, frame_from_rows

# Before its publication a report tells of what was said in so many days, where it names none.
UNDATED = dt.timedelta(days=8)
# A longer span of days is no day named.
LONGEST_DATED = dt.timedelta(days=7)
MOST_BESIDE = 40  # versions compared with one for each thing they share
# Names of one person begin with capitals, and say neither what nor how many.
UNNAMED = ("unnamed ", "some ", "several ", "other ")


def find_retellings(
    tables: Tables, words: pd.DataFrame, copies: Mapping[str, str], *, raw: bool = False
) -> pd.DataFrame:
    """The table `retellings`: a row for each version of an utterance that several documents report.

    `words` are the statements' words (`words`), `copies` the originals of copied documents
    by id; a copy and its original, which report everything alike, are not compared. `raw` leaves out the
    links that reviewers set.
    """
    voiced = read_versions(tables, words, copies)
    versions = [version for together in voiced.values() for version in together]
    weights = Weights(versions)
    links = [
        link
        for together in voiced.values()
        for one, other in _candidates(together, weights)
        if (link := link_versions(one, other, weights)) is not None
    ]
    by_key = {version.key: version for version in versions}
    reviewed = [] if raw else _reviewed(tables.documents, by_key, weights)
    rows: list[dict[str, Any]] = []
    for tied in _utterances(links, reviewed, by_key):
        together = sorted(
            {key for link in tied for key in (link.first, link.second)}, key=lambda k: _when(by_key[k])
        )
        for key in together:
            best = max(
                (link for link in tied if key in (link.first, link.second)), key=lambda each: each.similarity
            )
            rows.append(
                {
                    "utterance_id": f"{together[0][0]}-u{together[0][1]}",
                    **dict(zip(("document_id", "start", "end"), key, strict=True)),
                    "similarity": round(best.similarity, 2),
                    "basis": best.basis,
                    "via": by_key[key].via,
                    "terms": "; ".join(by_key[key].terms) or None,
                }
            )
    return frame_from_rows("retellings", rows)


def read_versions(tables: Tables, words: pd.DataFrame, copies: Mapping[str, str]) -> dict[str, list[Version]]:
    """The statements of named speakers as they are compared, by voice."""
    documents = {row["document_id"]: row for row in _records(tables.documents)}
    counted = {_key(row): row for row in words.to_dict("records")}
    stands: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _records(tables.positions):
        stands[row["document_id"]].append(row)
    voiced: dict[str, list[Version]] = defaultdict(list)
    for row in _records(tables.statements):
        key = _key(row)
        if key not in counted or not _is_named(row["speaker"]):
            continue
        document = documents[row["document_id"]]
        version = Version(
            key=key,
            speaker=row["speaker"],
            person=_is_person(row["speaker"]),
            quoted=row["kind"] != "indirect",
            original=copies.get(row["document_id"], row["document_id"]),
            publisher=document["publisher"],
            published=document["published"],
            days=_days(row, document),
            stems=frozenset(counted[key]["stems"].tolist()),
            pairs=frozenset(counted[key]["pairs"].tolist()),
            terms=tuple((row["terms"] or "").split("; ")) if row["terms"] else (),
            stands=frozenset(
                (stand["question"], stand["place_id"], stand["answer"])
                for stand in stands[row["document_id"]]
                if row["start"] <= stand["start"] and stand["end"] <= row["end"]
            ),
            via=_via(counted[key]["via"], document["publisher"]),
        )
        voiced[_voice(version.speaker)].append(version)
    return dict(voiced)


def _via(outlet: Any, publisher: str | None) -> str | None:
    """The outlet a document has a statement from; None where it is the document's own."""
    return None if pd.isna(outlet) or outlet == publisher else str(outlet)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table with days as days and None for unknown."""
    return [{str(name): _value(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _value(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def _key(row: Mapping[Any, Any]) -> Key:
    return str(row["document_id"]), int(row["start"]), int(row["end"])


def _days(statement: Mapping[str, Any], document: Mapping[str, Any]) -> Days | None:
    """The days named, else those before publication of which a report tells."""
    first, last = statement["said_earliest"], statement["said_latest"]
    published = document["published"] or document["published_latest"]
    if first and last:
        return Days(first, last, dated=last - first <= LONGEST_DATED)
    last = last or published
    return Days(first or last - UNDATED, last, dated=False) if last else None


def _is_named(speaker: str) -> bool:
    """Whether a speaker is one and the same in all documents: neither unnamed nor a group described."""
    known = fold_name(speaker) in _known()
    words = speaker.split()
    named = (
        words[-1][:1].isupper()
        and "’s " not in speaker
        and "'s " not in speaker
        and "(call sign)" not in speaker
    )
    return known or (words[0][:1].isupper() and named)


def _is_person(speaker: str) -> bool:
    """Whether it is a person: a known one, or a name of two or three capitalised words."""
    if kind := _known().get(fold_name(speaker)):
        return kind == "person"
    words = speaker.split()
    return 2 <= len(words) <= 3 and all(
        word[:1].isupper() and word.isalpha() and not word.isupper() for word in words
    )


@functools.cache
def _known() -> dict[str, str]:
    """The kind of each known speaker by the folded name."""
    return {fold_name(row["name"]): row["kind"] for row in reference.read_csv("speakers.csv")}


@functools.cache
def _spoken_for() -> dict[str, str]:
    """Whose voice an office is, by the folded names of those who speak for it."""
    voices = reference.read_toml("voices.toml")["voices"]
    return {fold_name(name): fold_name(voice[0]) for voice in voices for name in voice}


def _voice(speaker: str) -> str:
    """What all spellings of a name, and an office and who holds it, have in common."""
    folded = fold_name(speaker)
    return skeleton(_spoken_for().get(folded, folded))


def _when(version: Version) -> tuple[dt.date, str, int]:
    return version.published or dt.date.max, *version.key[:2]


def _candidates(together: Sequence[Version], weights: Weights) -> Iterator[tuple[Version, Version]]:
    """The pairs of one voice's statements that share something rare, each once."""
    sharing: dict[Any, list[Version]] = defaultdict(list)
    for version in sorted(together, key=_said):
        for feature in _rare_features(version, weights):
            sharing[feature].append(version)
    seen: set[tuple[Key, Key]] = set()
    for alike in sharing.values():
        for at, one in enumerate(alike):
            for other in alike[at + 1 : at + 1 + MOST_BESIDE]:
                pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def _rare_features(version: Version, weights: Weights) -> Iterator[Any]:
    """The rare words, rare pairs of words and stands of a statement."""
    yield from (stem for stem in version.stems if weights.of(stem) >= RARE)
    yield from (pair for pair in version.pairs if weights.of(pair) >= RARE_PHRASE)
    yield from version.stands


def _said(version: Version) -> tuple[dt.date, Key]:
    return version.days.last if version.days else dt.date.max, version.key


def _reviewed(documents: pd.DataFrame, by_key: Mapping[Key, Version], weights: Weights) -> list[Link]:
    """The links of `reviews.csv` between statements of these documents."""
    ids = dict(zip(documents["sha256"], documents["document_id"], strict=True))
    found = []
    for row in reference.read_csv("reviews.csv"):
        if row["table"] != "retellings" or row["sha256"] not in ids:
            continue
        one = by_key.get((ids[row["sha256"]], int(row["start"]), int(row["end"])))
        other_id, start, end = row["value"].rsplit("-", 2)
        other = by_key.get((other_id, int(start.removeprefix("s")), int(end)))
        if one is not None and other is not None:
            found.append(reviewed_link(one, other, weights))
    return found


def _utterances(
    links: Sequence[Link], reviewed: Sequence[Link], by_key: Mapping[Key, Version]
) -> list[list[Link]]:
    """The links by utterance: two groups become one where most of their pairs are linked, surest links first.

    A remark that shares a word with each of two others would else make one utterance of all. What was
    reviewed is one whatever the rest.
    """
    linked = {frozenset((link.first, link.second)) for link in links}
    group_of: dict[Key, set[Key]] = {}
    ordered = sorted(links, key=lambda each: (-each.similarity, each.first, each.second))
    for number, link in enumerate([*ordered, *reviewed]):
        one, other = (group_of.setdefault(key, {key}) for key in (link.first, link.second))
        sure = number >= len(ordered) or _belong_together(one, other, linked, by_key)
        if one is not other and sure:
            one |= other
            for key in other:
                group_of[key] = one
    together: dict[int, list[Link]] = defaultdict(list)
    for link in [*links, *reviewed]:
        if group_of[link.first] is group_of[link.second]:
            together[id(group_of[link.first])].append(link)
    return list(together.values())


def _belong_together(
    one: set[Key], other: set[Key], linked: set[frozenset[Key]], by_key: Mapping[Key, Version]
) -> bool:
    """Whether most pairs of two groups are linked, and all can have been said on one day."""
    pairs = [(a, b) for a in one for b in other]
    tied = sum(frozenset(pair) in linked for pair in pairs)
    return 2 * tied > len(pairs) and all(_agree(by_key[a], by_key[b]) for a, b in pairs)


def _agree(one: Version, other: Version) -> bool:
    """Whether two versions can have been said on one day."""
    return one.days is None or other.days is None or one.days.shared(other.days) is not None
