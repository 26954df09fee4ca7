"""Notes of different dates that say different things of one matter.

change_cues   turns of phrase that tell how a sentence of a note stands to an earlier
              one
statement     a sentence of a note as it is held beside another: what it speaks of, in
              order
revision      whether a sentence of a note says of itself that it changes what an
              earlier one says
disagreement  whether two sentences of notes say different things of one matter
superseded    notes on one topic of different dates: the newest leads, and a change is
              said
"""
