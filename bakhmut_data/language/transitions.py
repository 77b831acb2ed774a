"""spaCy's parser and its finder of names, at half their cost.

Both choose one step after the other, of some eighty that may be possible. spaCy lets go of the interpreter's
lock for that, and the check of each possible step takes it and gives it back several times, which costs as
much as all the rest. Here the lock is kept: the same scores, the same checks, the same steps.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

FACTORY = "transitions"


class Transitions:
    """A component that annotates documents as the loaded component it is made of does."""

    def __init__(self, pipe: Any) -> None:
        # spaCy's own hints leave out what its compiled classes offer.
        self._pipe = pipe

    def __call__(self, doc: Doc) -> Doc:
        """The document with what the component finds in it."""
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """The documents in their order, so many read at a time."""
        stream = iter(docs)
        while batch := list(itertools.islice(stream, batch_size)):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        states = self._pipe.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        if going:
            step = self._pipe.model.predict(docs)
            upper = step.vec2scores
            weights, bias = upper.get_param("W"), upper.get_param("b")
            while going:
                hidden = step.state2vec.predict(step.get_token_ids(going))
                scores = upper.ops.gemm(hidden, weights, trans2=True)
                scores += bias
                going = self._pipe.transition_states(going, scores)
            step.clear_memory()
        self._pipe.set_annotations(docs, states)


@Language.factory(FACTORY, default_config={"of": ""})
def _make_transitions(nlp: Language, name: str, of: str) -> Transitions:  # noqa: ARG001 - spaCy hands it on
    return Transitions(nlp.get_pipe(of))


def quicken(model: Language, component: str) -> None:
    """Puts `Transitions` in the place of a component of the model."""
    model.add_pipe(FACTORY, name=f"{component}_{FACTORY}", after=component, config={"of": component})
    model.disable_pipe(component)
