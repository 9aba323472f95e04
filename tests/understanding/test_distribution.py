"""Messages that tell of several events at once: how they are cut, shared out, summed and dated."""

from datetime import datetime

import pytest

from bot.understanding import understand
from storage.records import EntryDraft

AT = datetime.fromisoformat("2025-10-22T16:30:00+08:00")  # a Wednesday

# A message, and each entry: kind, days, place (if one is named), figures ("~" hedged, "*" implied).
CASES = {
    "在东岭客运站、镇中学门口各搞了一场禁毒宣传": [
        "普法活动 10-22 @东岭客运站 活动=1",
        "普法活动 10-22 @镇中学门口 活动=1",
    ],
    "反邪教课：9月2日东岭村，9月9日桃花村，9月16日石门村，都讲了一堂，每堂听众45人": [
        "法治讲座 09-02 @东岭村 讲座=1 听众=45",
        "法治讲座 09-09 @桃花村 讲座=1 听众=45",
        "法治讲座 09-16 @石门村 讲座=1 听众=45",
    ],
    "9月讲座两场（6日、20日），听众分别是33人和48人": [
        "法治讲座 09-06 讲座=1 听众=33",
        "法治讲座 09-20 讲座=1 听众=48",
    ],
    "昨天上午在东岭村、下午在桃花村，各办法治讲座一场，听众分别为25人、36人": [
        "法治讲座 10-21 @东岭村 讲座=1 听众=25",
        "法治讲座 10-21 @桃花村 讲座=1 听众=36",
    ],
    "9月4日在东岭村、9月11日在桃花村各办普法宣传一场，共发资料300份，分别为180份、120份": [
        "普法活动 09-04 @东岭村 活动=1 资料=180",
        "普法活动 09-11 @桃花村 活动=1 资料=120",
    ],
    "10月16日，东岭村、桃花村各设普法咨询点一处，每个点发册子70本": [
        "普法活动 10-16 @东岭村 活动=1* 资料=70",
        "普法活动 10-16 @桃花村 活动=1* 资料=70",
    ],
    "镇小、镇中各上一堂法治课，学生分别是210人和380人": [
        "法治讲座 10-22 @镇小 讲座=1 听众=210",
        "法治讲座 10-22 @镇中 讲座=1 听众=380",
    ],
    "9月联合执法两次，9月4日一次，9月18日一次": [
        "联合执法 09-04 行动=1",
        "联合执法 09-18 行动=1",
    ],
    "上午调了两起，拖欠工钱的一起，赔了5200，地界的一起没谈成": [
        "人民调解 10-22 调解=1 金额=5200",
        "人民调解 10-22 调解=1",
    ],
    "9日，乱堆建材，立案1，罚800。15日，占道经营，立案2，罚1200。": [
        "行政处罚 10-09 案件=1 罚款=800",
        "行政处罚 10-15 案件=2 罚款=1200",
    ],
    "9月电话咨询11人次，上门咨询16人次，合计27人次": ["公共法律服务 09-01..09-30 咨询=27"],
    "三季度法律顾问服务7次，现有顾问3人，村居法律顾问覆盖12个村": [
        "法律顾问 07-01..09-30 服务=7",
        "法律顾问 10-22 顾问=3 覆盖村居=12",
    ],
    "全镇法治阵地现有22处，其中今年新建2处": [
        "法治阵地 10-22 现有=22",
        "法治阵地 01-01..10-22 新建=2",
    ],
    "9月份：一、在册矫正对象9人，当月入矫2人": ["社区矫正 09-01..09-30 在册=9 入矫=2"],
    "今年普法专项经费8万元，昨天到账": ["经费保障 10-21 金额=80000"],
    "国庆七天，检查农家乐11次，出动40人次": ["行政检查 10-01..10-07 检查=11 出动=40"],
    "上上周和上周两周检查小作坊8次": ["行政检查 10-06..10-19 检查=8"],
    "上周和本周各检查小作坊2次": ["行政检查 10-13..10-19 检查=2", "行政检查 10-20..10-26 检查=2"],
    "10月以来天天上门，到今天排查矛盾7件、化解6件": ["矛盾排查 10-01..10-22 排查=7 化解=6"],
    "三八节组织妇女学法律，来了50人，发手册90本": ["普法活动 03-08 活动=1* 受众=50 资料=90"],
    "这两个月普法6场，受众300人次": ["普法活动 09-01..10-31 活动=6 受众=300"],
}


def _told(entry: EntryDraft) -> str:
    days = f"{entry.on:%m-%d}" + (f"..{entry.until:%m-%d}" if entry.until else "")
    figures = [
        f"{one.measure}{'~' if one.approx else '='}{one.value:f}{'*' * one.implied}" for one in entry.figures
    ]
    return " ".join([entry.kind, days, *([f"@{entry.place}"] if entry.place else []), *figures])


@pytest.mark.parametrize(("text", "entries"), CASES.items())
def test_what_is_told_together_is_shared_out(text: str, entries: list[str]) -> None:
    assert [_told(entry) for entry in understand(text, AT).entries] == entries


def test_a_total_of_several_events_is_asked_about() -> None:
    found = understand("今天东岭村、桃花村各办普法宣传1场，发资料共200份", AT)
    assert [_told(entry) for entry in found.entries] == [
        "普法活动 10-22 @东岭村 活动=1",
        "普法活动 10-22 @桃花村 活动=1",
    ]
    assert any("200份" in doubt.reason for doubt in found.doubts)
