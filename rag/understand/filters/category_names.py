"""What categories are also called: in Hangul, in full, in short."""

from __future__ import annotations


HANGUL = {
    "라이브러리": "library",
    "알고리즘": "algorithm",
    "파이썬": "python",
    "자바스크립트": "javascript",
    "타입스크립트": "typescript",
    "자바": "java",
    "리액트": "react",
    "깃허브": "github",
    "깃": "git",
    "도커": "docker",
    "리눅스": "linux",
    "유닉스": "unix",
    "데이터베이스": "database",
    "디비": "database",
    "네트워크": "network",
    "딥러닝": "dl",
    "머신러닝": "ml",
    "수학": "math",
    "통계": "statistics",
    "쿠버네티스": "kubernetes",
    "스프링": "spring",
    "웹": "web",
    "프론트엔드": "frontend",
    "백엔드": "backend",
    "보안": "security",
    "운영체제": "os",
    "코틀린": "kotlin",
    "스위프트": "swift",
    "루비": "ruby",
    "레일즈": "rails",
    "고랭": "go",
    "러스트": "rust",
    "클라우드": "cloud",
    "빔": "vim",
    "데이터": "data",
    "디자인": "design",
    "도구": "tool",
    "툴": "tool",
    "컴퓨터비전": "cv",
    "자연어처리": "nlp",
    "인공지능": "ai",
    "안드로이드": "android",
}
LONG = {"machinelearning": "ml", "deeplearning": "dl", "artificialintelligence": "ai"}
LONG |= {"libraries": "library", "libs": "library", "lib": "library"}
LONG |= {"algorithms": "algorithm", "js": "javascript", "ts": "typescript"}
LONG |= {
    "postgresql": "postgres",
    "k8s": "kubernetes",
    "golang": "go",
    "maths": "math",
    "db": "database",
    "databases": "database",
}
