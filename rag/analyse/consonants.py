"""Classes of Hangul consonants that Korean does not tell apart in English words."""

from __future__ import annotations


ONSETS = "K K N T T R M P P S S - S S S K T P H".split()
"""ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ; affricates count as sibilants."""
CODAS = "- K K K N N N T R R R R R R R R M P P T T N T T K T P -".split()
"""None, ㄱㄲㄳ ㄴㄵㄶ ㄷ ㄹㄺㄻㄼㄽㄾㄿㅀ ㅁ ㅂㅄ ㅅㅆ ㅇ ㅈㅊ ㅋ ㅌ ㅍ ㅎ."""
