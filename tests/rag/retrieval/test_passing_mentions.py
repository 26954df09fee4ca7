"""Passages that only touch on what other notes are called by."""

from rag.analyse import grams
from rag.analyse.question_units import Unit
from rag.relevance.evidence import Held
from rag.retrieval.passing_mentions import aside


def unit(form: str) -> Unit:
    """Return a word that a question speaks of."""
    return Unit(
        form=form,
        words=frozenset({form}),
        grams=frozenset(grams.of_document(form)),
        sounds=frozenset(),
        latin=form.isascii(),
    )


def left_out(notes, *question, rare=()):
    """Return which of *notes*, by title, best first, are left out."""
    units = list(map(unit, question))
    held = {
        title: Held(
            words=(title + " " + text).lower().split(),
            grams=[],
            sounds=[],
            meanings=[],
            text=text,
        )
        for title, text in notes.items()
    }
    weights = {form: 2.0 if form in rare else 1.0 for form in question}
    return aside(list(notes), {t: t for t in notes}, held, units, units, weights)


def test_what_lacks_the_subject_is_left_out() -> None:
    """The complexity of another algorithm is not that of the one asked for."""
    notes = {"병합 정렬": "복잡도 nlogn", "힙 트리": "복잡도 logn", "정렬 비교": "병합"}

    assert left_out(notes, "병합", "복잡도") == {"힙 트리"}


def test_a_mention_is_left_out_beside_two_notes_called_so() -> None:
    """One such note may need it; nor is anything left out if the first isn't so."""
    one = {"Kafka topics": "a log", "Auth": "kafka keeps tokens"}
    two = {"Kafka topics": "a log", "Auth": "kafka keeps tokens", "Kafka lag": "late"}

    assert left_out(one, "kafka") == set()
    assert left_out(two, "kafka") == {"Auth"}
    assert left_out(dict(reversed(one.items())), "kafka") == set()


def test_both_sides_of_a_comparison_stay() -> None:
    """So does what has the rarer word, whatever the first is called by."""
    sides = {"Kafka topics": "a log", "RabbitMQ": "a queue"}
    rarer = {"타임아웃 값": "504", "소비자": "카프카 세션"}

    assert left_out(sides, "kafka", "rabbitmq") == set()
    assert left_out(rarer, "카프카", "타임아웃", rare={"카프카"}) == set()
