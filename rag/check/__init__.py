"""Holds what a model wrote against the passages that it cites.

Each knows only those that stand above it.

claims/       a reply as sentences, and of which kind each of them is
evidence/     passages as evidence: their units, fields and topics, and what comes
              nearest
rules/        whether the passages bear a sentence out, a rule a module
verdict/      the verdict on each sentence of a reply
reply/        a reply while it is written: taken in, checked, mended, shown
attribution/  which part of a note each sentence of a checked answer rests on

Pure but for the morphemes, which come through a Protocol.
"""
