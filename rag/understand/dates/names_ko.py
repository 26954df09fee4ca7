"""How Korean names days, weeks, months, seasons and years."""

from __future__ import annotations

from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_ko as read
from rag.understand.dates.moments import Rule
from rag.understand.language.numerals_ko import NUMERAL


_LEFT = r"(?<![0-9.A-Za-z/])(?<![0-9],)"
_SPELT_YEAR = r"이천\s*(?:(?:이십|십)[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
_SPELT_MONTH = (
    r"(?:십이|십일|일|이|삼|사|오|유|육|칠|팔|구|시|십)"
    r"(?=월(?:에(?![가-힣])|엔|에는|부터|까지|달|초|말|\s+(?:초|말|중순|노트|글|이후|이전)))"
)
_YEAR = (
    rf"(?:(?P<ys>{_SPELT_YEAR})\s*년도?|"
    r"(?P<y>(?:1[0-9]|20)[0-9]{2})(?:\s*년도?(?!대|생|형|산)"
    r"|(?=\s+(?:[0-9]{1,2}\s*월|[1-4](?:/4)?\s*사?분기|[상하]반기|봄|여름|가을|겨울)))"
    r"|['’]?(?P<yy>[0-9]{2})\s*년도?(?!대|생|차|째|간|짜리|치|마다|\s*(?:후(?!반)|뒤))"
    r"|(?P<yr>재작년|제작년|작년|지난\s*해|올\s*해|금년|이번\s*해"
    r"|올(?=\s*(?:[0-9]|봄|여름|가을|겨울|상반기|하반기|초|한\s*해)))"
    rf"|(?P<back>{NUMERAL})\s*년\s*전\s*(?:의\s*)?"
    r"(?=[0-9]{1,2}\s*월|봄|여름|가을|겨울|[상하]반기|[1-4]\s*/?\s*4?\s*사?분기|이맘|크리스마스))"
)
_THIRD = (
    r"초기|초순|초반|초(?!안|보|과|청|창|대|점|등|중)|중순|중반|중엽"
    r"|하순|후반(?!기)|말(?!고|씀|했|해|이야|하|레)"
)
_MONTH = (
    r"(?:(?P<over>지난|저번)\s*)?"
    rf"(?:(?P<m>[0-9]{{1,2}}|(?<![가-힣]){_SPELT_MONTH})\s*월(?!급|세|드|등|요|말)"
    r"|(?P<mr>이번\s*달|(?<![가-힣])이\s?달(?!의\s*민|[러린라려았리])|금월|지난\s*달|저번\s*달"
    r"|지지난\s*달|저저번\s*달|전전달|(?<!\S\s)(?<!\S)전달(?=에는?\s|엔\s|\s*(?:노트|글))))"
)
_DAY = (
    r"(?:\s*(?:의\s*)?(?:(?P<d>[0-9]{1,2})\s*일(?!째|차|간|동안|치)"
    rf"|(?P<part>{_THIRD})|(?P<w>첫|둘|두|셋|세|넷|네|다섯|마지막)\s*(?:번?째)?\s*주"
    r"|(?P<wn>[1-6])\s*(?:번째\s*주|주\s*차|째\s*주)))?"
)
_PIECE = (
    r"(?:(?P<season>봄|여름|가을|겨울)|(?P<half>상반기|하반기|전반기|후반기)"
    rf"|(?P<q>[1-4])(?:\s*/\s*4)?\s*사?분기|(?P<part>연말|연초|{_THIRD})"
    r"|(?P<around>이맘\s*때))"
)
_LONG = (
    rf"(?:(?P<word>{'|'.join(sorted(read.WORDS, key=len, reverse=True))}"
    r"|한\s*주|반\s*년|일\s*년|일\s*주일)"
    rf"|(?P<n>{NUMERAL})\s*(?P<u>개월|주일|주|달|년|해|일))"
)
_SURE = rf"(?<![가-힣0-9.A-Za-z]){_LONG}"
_BEFORE = r"\s*전(?!체|부(?!터)|반|환|략|공|후|이)"
RULES: tuple[Rule, ...] = tuple(
    (lazily(pattern), read, weak)
    for pattern, read, weak in (
        (
            rf"{_LEFT}(?:{_YEAR}\s*)?(?P<m>[0-9]{{1,2}})(?=\s*~\s*[0-9]{{1,2}}\s*월)",
            read.months,
            False,
        ),
        (
            (
                rf"{_LEFT}['’]?(?P<y>(?:19"
                rf"|20)?[0-9]{{2}})(?=\s*[~-]\s*(?:20)?[0-9]{{2}}\s*년)"
            ),
            read.first_year,
            False,
        ),
        (
            rf"{_LEFT}(?:{_YEAR}\s*)?(?P<m>[0-9]{{1,2}})\s*월\s*(?P<d>[0-9]{{1,2}})(?=\s*~\s*[0-9]{{1,2}}\s*일)",
            read.first_day,
            False,
        ),
        (rf"{_LEFT}(?:{_YEAR}\s*(?:의\s*)?)?{_MONTH}{_DAY}", read.month, False),
        (rf"{_LEFT}{_YEAR}(?:\s*의?\s*{_PIECE})?", read.whole_year, False),
        (
            (
                rf"(?<![가-힣0-9./])(?:(?P<which>지난|저번|이번)\s*)?{_PIECE}(?=에|의|부터|까지|이전|이후"
                rf"|동안|때|\s|[?.!,]|$)"
            ),
            read.bare_piece,
            False,
        ),
        (r"(?<![가-힣])(?P<part>연말|연초)(?=에|부터|까지|\s|$)", read.edge, False),
        (
            r"(?P<which>이번|지난|저번|지지난|저저번|전전|직전)\s*분기",
            read.quarter,
            False,
        ),
        (
            r"(?<![가-힣])(?:그끄저께|그끄제|그저께|그제(?!서|야)|엊그저께|엊그제|어저께|어제|오늘(?!날)|금일)",
            read.day,
            False,
        ),
        (
            (
                r"(?P<which>지지난|저저번|전전|이번|지난|저번|금(?=주(?![가-힣]*식)))\s*"
                r"(?:(?P<end>주말|주\s*평일)|주(?!제|장|식|소|석|의(?!\s)|요|기|차|파|피"
                r"|어)(?:의)?)(?:\s*(?P<day>[월화수목금토일])(?:요일|욜))?"
            ),
            read.week,
            False,
        ),
        (
            (
                r"(?:(?P<which>지지난|저저번|전전|이번|지난|저번)\s*주?\s*)?(?<![가-힣])"
                r"(?<![0-9])(?P<day>[월화수목금토일])(?:요일|욜)?\s*(?:부터|에서|~|-)\s*"
                r"(?P<day2>[월화수목금토일])(?:요일|욜|(?=까지|에|\s|$))(?:까지(?:는|의|만)?)?"
            ),
            read.weekdays,
            False,
        ),
        (
            r"(?<![가-힣])(?P<which>지난|저번|이번)?(?P<end>)\s*(?P<day>[월화수목금토일])(?:요일|욜)",
            read.week,
            False,
        ),
        (
            rf"(?:(?P<just>정확히|딱)\s+)?{_SURE}{_BEFORE}(?P<from>(?=부터))?",
            read.ago,
            False,
        ),
        (r"(?<![가-힣])어제\s*오늘", read.two_days, False),
        (
            rf"(?<![가-힣])(?P<unit>며칠|몇\s*(?:일|주|달|개월|년)){_BEFORE}",
            read.vague,
            False,
        ),
        (
            (
                rf"(?<![가-힣])(?:최근|지난|요|근래)\s*{_LONG}(?!\s*전|째|차|짜리)(?:\s*(?:간|동안|사이|이내"
                rf"|내))?"
            ),
            read.last,
            False,
        ),
        (rf"{_SURE}\s*(?:간|동안|치)(?!\s*전)", read.during, False),
        (
            rf"(?<![와과랑])(?<![와과랑]\s){_SURE}\s*(?:이내|안에|내에|새에|사이에)",
            read.last,
            False,
        ),
        (
            r"(?<![가-힣])(?:최근|지난|요)\s*며칠(?:\s*(?:간|동안|사이))?(?!\s*전)",
            read.last_days,
            False,
        ),
        (
            (
                r"(?<![0-9.A-Za-z월])(?P<d>[12]?[0-9]|3[01])\s*일(?=에(?!\s*(?:한|두|세"
                r"|[0-9])\s*번)|날|자|[은는을를만]?\s*(?:빼|제외|말고))"
            ),
            read.only_day,
            True,
        ),
        (
            (
                r"(?:(?<=~)|(?<=~\s)|(?<=부터)|(?<=부터\s)|(?<=일[과랑,]\s)"
                r"|(?<=일이랑\s)|(?<=일하고\s))(?P<d>[12]?[0-9]|3[01])\s*일"
            ),
            read.only_day,
            True,
        ),
    )
)
"""Weak are those that only a sentence about notes makes a date."""
