"""Notes that a question tells by the date of another note.

anchor_phrase  what a question says of notes that it tells by the date of another
anchor_en      ``right after the note on CLIP``: a note in English that times others
anchor_ko      ``CLIP 글 다음``, ``그로킹 쓰고 일주일 뒤``: a note in Korean that times
               others
anchored       notes that are told by another: ``CLIP 글 다음 글``,
               ``the day I wrote about X``
"""
