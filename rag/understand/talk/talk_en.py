"""How people talk in English when they ask nothing of the notes."""

from __future__ import annotations

from rag.query_types import Talk


WORDS = {
    Talk.COMPLAINT: "nonsense bullshit",
    Talk.ABUSE: (
        "hate stupid idiot idiotic moron dumb dumbass useless suck sucks ugly fuck"
        " fucking fucked shit shitty damn wtf crap pathetic terrible awful trash"
    ),
    Talk.FAREWELL: "bye goodbye goodnight cya byebye gn ttyl",
    Talk.APOLOGY: "sorry apologies apologize apologise oops",
    Talk.THANKS: (
        "thanks thank thx ty tysm cheers appreciated appreciate helped helpful grateful"
    ),
    Talk.PRAISE: (
        "love cute pretty awesome amazing great nice smart clever brilliant fantastic"
        " wonderful perfect impressive excellent wow congratulations congrats genius"
    ),
    Talk.CHAT: (
        "hungry eat bored boring joke jokes funny sing dance marry raining married"
        " cooking"
    ),
    Talk.WEARY: "tired sleepy sad lonely exhausted depressed stressed upset sick",
    Talk.GREETING: (
        "hi hello hey heya hiya yo howdy sup greetings ping welcome happy friend"
    ),
    Talk.ASSENT: (
        "ok okay okey okie yes yeah yea yup no yep nope alright hmm hm mhm lol lmao"
        " rofl haha hahaha hehe cool sure understood gotcha roger nvm noted indeed"
        " fine"
    ),
}
"""Words that say what is talked of."""

NOUN = frozenset(
    "lunch dinner breakfast food coffee pizza weather weekend birthday night morning"
    " afternoon evening rain".split()
)
"""What chat is about when more is said of it; by itself, a word to look for."""

FILL = frozenset(
    "good you u so much very a an the i i'm im am is it it's its me my your you're"
    " youre ur are r to tell what whats what's how hows how's do does should have"
    " having for today tonight tomorrow now and all everyone guys everybody tilbot see"
    " please any can could would some something day was really too just be on in of"
    " that that's thats this we he she shut go away who's whos with well not was were"
    " been get grab like let's lets buddy man dude again right then oh ah um dear"
    " there lot lots ton help up going feeling feel meet doing bot human sleep later"
    " thing anybody anyone somebody someone still here think about such super many"
    " bunch mate quite why piece for hell bad want exactly".split()
)
"""Words that go with any of these, and say nothing by themselves."""

ASKED = frozenset("how hows how's why".split())
"""Asks for something of what was said, so that praise of it is no praise."""
DEFINED = frozenset("what whats what's".split())
"""Asks what a word means."""
OPENS = frozenset("is are does do can could should".split())
"""Asks something of what was said, in the first place."""

_IT = "(?:that|this|it|(?:the|your|that|this)(?: last)? (?:answer|reply|response))"
_ASKED_FOR = "what i (?:asked|meant|wanted|was asking)(?: for)?"
_SOON = (
    "(?: (?:later|soon|tomorrow|again|around|then|next|time|tonight|all|everyone|week"
    "|now))*"
)
_NOW = (
    "(?: (?:like|now|today|tonight|tomorrow|outside|there|here|right|this|weekend|doing"
    "|going|feeling|morning|evening|all|for))*"
)
_MUCH = "(?: (?:so|very|really|too|all|a|lot|much|bot|answer|reply))*"

WHOLE = {
    Talk.ORDER: (
        "(?:what's|what is|what are|show me|tell me|reveal|print|give me|change|forget"
        "|ignore) (?:all )?your (?:own |system |secret |initial )*"
        "(?:prompts?|rules?|instructions?|token|password|api key|settings)"
    ),
    Talk.HELP: (
        "(?:please )?help(?: me)?(?: out)?"
        "|what (?:can|do|could) (?:you|u|this bot|tilbot|i)"
        " (?:do|ask(?: you)?|help(?: me)?(?: with)?)(?: (?:for me|here|exactly))?"
        "|what should i ask(?: you)?|what (?:are you|is this bot|is tilbot)"
        " (?:for|good for|able to do|capable of)"
        "|how (?:do|can|should) i (?:use (?:you|this bot|tilbot)"
        "|ask(?: (?:you|questions?))*)|how does this bot work"
        "|what (?:kinds? of )?questions can (?:i ask|you answer)"
        "|what are your (?:features|capabilities|commands)"
        "|(?:(?:please )?(?:give|show|tell|suggest|list)(?: me)? )?"
        "(?:some |a few |an )?(?:example|sample) questions?"
        "|(?:give|show) me (?:some )?examples of questions"
    ),
    Talk.COMPLAINT: (
        rf"(?:no )?{_IT}(?:'s| is| was|s| looks| seems| sounds)?"
        " (?:(?:so|totally|just|completely|really|all|plain|simply|still) )?"
        rf"(?:wrong|incorrect|false|bad|weird|strange|odd|off|nonsense"
        rf"|not (?:really )?(?:right|correct|true|it|helpful|{_ASKED_FOR}))"
        rf"|(?:no )?{_IT} (?:isn't|wasn't)"
        rf" (?:right|correct|true|it|helpful|{_ASKED_FOR})"
        rf"|(?:no )?(?:wrong|incorrect|not (?:right|correct|true|{_ASKED_FOR}))"
        "|(?:wrong|bad|weird|strange) answer"
        "|(?:no )?you got (?:it|that|this) wrong|(?:no )?you(?:'re| are| were|r|re)"
        " (?:so |totally )?(?:wrong|mistaken|incorrect|lying)"
        rf"|{_IT} (?:doesn't|does not|didn't|did not)"
        " (?:make (?:any )?sense|help(?: me)?|answer my question)"
        rf"|{_IT} makes no sense|really"
        "|why (?:did|do|would) you (?:answer|say|reply|respond|tell me|think)"
        r"(?: \w+){,3}"
        "|why (?:that|this) (?:answer|reply|response)"
        "|how did you (?:come up with|get|arrive at|find) (?:that|this|it)(?: answer)?"
        "|where did you get (?:that|this|it)(?: from)?"
        rf"|are you (?:really |absolutely |so )?sure(?: about {_IT})?"
        rf"|is {_IT} (?:really |actually )?(?:true|right|correct)"
    ),
    Talk.SELF: (
        "are you (?:(?:an? )?(?:real )?(?:bot|human|person|robot|real|ai|llm|alive)"
        r"(?: or .+)?|(?:chat ?)?gpt\S*|claude|gemini|llama)"
        "|who (?:are|r) (?:you|u)|who (?:made|built|created|wrote|owns)"
        " (?:you|u|this bot)|what(?:'s|s| is) your name|how old are you"
        "|where are you(?: from)?|what are you(?: exactly)?|introduce yourself"
        "|tell me about (?:yourself|you)"
        "|(?:which|what) (?:(?:ai|language|llm) )?model (?:are you|do you use)"
    ),
    Talk.ABUSE: (
        "what the (?:fuck|hell)|shut (?:the hell )?up|go (?:away|to hell)"
        "|(?:fuck|screw) (?:you|off)"
    ),
    Talk.FAREWELL: (
        "(?:good ?night|see (?:you|ya|u)|talk to you|take care|sweet dreams|farewell"
        f"|i'?m (?:off|leaving)|gotta go|i have to go|i'm going to bed){_SOON}|later"
        r"|have a (?:\w+ )?(?:day|one|night|evening|weekend)"
    ),
    Talk.APOLOGY: "(?:it was )?my (?:bad|mistake|fault)",
    Talk.THANKS: (
        "(?:thanks|thank you|thx)(?: so much| a lot)?"
        " for (?:the|your|explaining|helping|finding|answering|that|this|all)"
        r"(?: (?!what|how|why|who|when|where|which|but|and|can|is\b)\S+){,6}"
    ),
    Talk.PRAISE: (
        "(?:good|great|nice) (?:bot|job|work|answer|one|boy|girl)|well done|you rock"
        "|you(?:'re| are)? the best"
        f"|(?:i )?(?:love|like) (?:you|u|it|this|that){_MUCH}"
    ),
    Talk.CHAT: (
        r"tell me (?:a|another|some) (?:\w+ )?(?:jokes?|story|stories)"
        "|what(?:'s|s| is) (?:for )?(?:the )?(?:weather|lunch|dinner|time|date)"
        f"{_NOW}|what's today's date|what time is it"
        "|what (?:day|date) is it (?:now|today)"
        "|what (?:should|shall|can) (?:i|we) (?:(?:eat|cook|wear|drink)"
        r"|(?:do|have|get|order) (?:for \w+|today|tonight|this weekend))"
        r"(?: for \w+| today| tonight| this weekend)*"
        "|sing (?:me )?a song"
        r"|do you (?:love|like|hate|feel|dream|sleep|eat)(?: \w+){,2}"
        "|will you marry me|what(?:'s| is) the meaning of life"
    ),
    Talk.WEARY: "(?:i'?m |i am )?(?:feeling|so) (?:down|low|blue)",
    Talk.GREETING: (
        "are you (?:still )?(?:there|here|awake|ok(?:ay)?)|what(?:'s|s| is) up"
        "|(?:is )?any(?:body|one) (?:there|here|home)"
        f"|how (?:are|r) (?:you|u|things){_NOW}"
        "|how(?:'s| is) (?:it going|life|your day)|nice to meet you"
        "|good (?:morning|afternoon|evening)|(?:i'?m |i am )back"
    ),
    Talk.ASSENT: (
        "i see|(?:i )?got it|(?:(?:that|it) )?makes sense|all right|sounds good"
        "|fair enough|no problem|never ?mind|that's all|i understand|of course"
        "|sure thing|my pleasure"
    ),
}
"""What is said as a whole, without its punctuation."""

WHOLE_ALONE = {
    Talk.HELP: (
        "usage|commands?|how (?:do|can|should) i use (?:this|it)"
        "|how does (?:this|it) work"
    ),
    Talk.CHAT: "what should i do|what (?:day|date) is it",
}
"""The same where nothing was said before; else it is of that."""
