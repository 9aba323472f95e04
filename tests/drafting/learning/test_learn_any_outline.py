"""Outlines of every shape, written as a report's text, are learned as they were."""

import random
from dataclasses import dataclass, field

from drafting.learning.learn import learn

BODY = "镇里抓紧抓实各项工作，按月安排部署、按季检查通报，干部群众普遍反映较好，取得了看得见的变化。"
CHAPTERS = (
    "主要举措和成效",
    "存在的不足和原因",
    "第一责任人履职情况",
    "下一步工作安排",
    "其他需要报告的情况",
)
WORDS = ("加强组织领导", "压实工作责任", "抓好普法宣传", "规范行政执法", "化解矛盾纠纷", "打造法治阵地")
DIGITS = "一二三四五六七八九十"
NUMBERS = {
    "第一部分": lambda count: f"第{DIGITS[count]}部分",
    "一、": lambda count: f"{DIGITS[count]}、",
    "（一）": lambda count: f"（{DIGITS[count]}）",
    "1.": lambda count: f"{count + 1}.",
    "（1）": lambda count: f"（{count + 1}）",
    "一是": lambda count: f"{DIGITS[count]}是",
}
CHAINS = (
    ("一、", "（一）", "一是"),
    ("一、", "（一）", "1.", "（1）"),
    ("一、", "一是"),
    ("一、", "1.", "（1）"),
    ("第一部分", "一、", "（一）"),
)

Heading = tuple[int, str | None, str, bool]


@dataclass
class Written:
    """A report's lines, and the headings that stand in them."""

    chance: random.Random
    lines: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def write(self, chain: tuple[str, ...], run_in: tuple[bool, ...], level: int = 1) -> None:
        for count in range(self.chance.randint(2, 5)):
            deeper = level < len(chain) and self.chance.random() < 0.7
            number = NUMBERS[chain[level - 1]](count)
            words = CHAPTERS[count] if level == 1 else "，".join(self.chance.sample(WORDS, 2))
            self.headings.append((level, number, words, run_in[level - 1]))
            line = f"{number} {words}" if "部分" in number else number + words
            self.lines += [f"{line}。{BODY}"] if run_in[level - 1] else [line]
            if not deeper and not run_in[level - 1]:
                self.lines.append(BODY)
            if deeper:
                self.write(chain, run_in, level + 1)

    def learned(self) -> list[Heading]:
        text = "\n".join(
            ("青石镇2024年法治政府建设年度报告", BODY, *self.lines, "青石镇人民政府", "2025年1月8日")
        )
        nodes = (node for node in learn(text.encode()).walk() if not node.inline_item)
        return [(node.level, node.number, node.text, node.run_in) for node in nodes]


def written(seed: int) -> Written:
    chance = random.Random(seed)
    chain = chance.choice(CHAINS)
    new = Written(chance)
    new.write(chain, (False, *(chance.random() < 0.6 for _ in chain[1:])))
    return new


def test_every_numbered_outline_is_learned_as_it_was():
    for seed in range(150):
        report = written(seed)

        assert report.learned() == report.headings, f"seed {seed}"


def test_of_headings_that_lost_their_number_nearly_all_keep_their_level():
    kept = total = 0
    for seed in range(150):
        report = written(seed)
        level, number, words, _ = report.chance.choice([h for h in report.headings if not h[3]])
        line = f"{number} {words}" if "部分" in str(number) else f"{number}{words}"
        if report.lines.count(line) != 1:
            continue
        report.lines[report.lines.index(line)] = words
        total += 1
        kept += (level, None, words, False) in report.learned()

    assert total > 100
    assert kept >= 0.95 * total
