"""What a question means in the light of the turns before it.

asides        what is asked about the answer before: where it is from, and for more
              of it
asked_again   ``아까 첫 번째 질문 다시``: a question that was asked before
moved_dates   ``그 다음 달은?``, ``that year``: a time that is told by the one spoken of
              before
of_group      ``그 요일에 쓴 글``, ``제일 많은 건?``: what goes on from notes counted by
              group
told_by       ``그 달에 또 뭐 썼어?``: notes told by the notes or the days of the answer
              before
ordinals      ``두 번째는?``, ``the latter``: which item of the answer before is meant
sums          ``다 합쳐서 몇 개야?``, ``which of them has more?``: of several lists or
              counts
likewise      ``그럼 11월에는?``: the list before, but for what a follow-up exchanges
less_or_more  ``react도 빼줘``, ``그럼 2021년 것도``: a list with less than before, or
              more
relisted      what goes on from a list of notes: ``몇 개야?``, ``ML & DL은?``,
              ``더 보여줘``
at_once       ``2023년 몇 개야? 2024년은?``, ``CLIP 글이랑 GAN 글 각각 몇 개``: counts
              at once
that_note     ``그 글 요약해줘``, ``that note``: the one note that the answer before
              told of
topics        what the notes are about by their titles, as far as a conversation
              turns on it
thread        what a conversation is about: where its subject was named, and the turns
              since
continued     reads a question in the light of the conversation before it
"""
