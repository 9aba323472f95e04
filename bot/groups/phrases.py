"""What the bot says in and about groups: in a group only short words without anything personal."""

ASK = (
    "机器人被拉进了一个群，要为它服务吗？\n群：{title}\n谁拉的：{who}\n"
    "同意后，群里的同志说的工作会记进{town}的台账，谁说的算谁记的；闲聊不记，也不回。"
)
SERVE = "服务这个群"
SERVE_AND_POST = "服务，每月汇总也发到这里"
REFUSE = "不服务，退出"
SERVED = "好，开始为“{title}”服务。"
SERVED_AND_POST = "好，开始为“{title}”服务，每月汇总也发到那里。"
REFUSED = "好，不服务“{title}”，机器人退出了。"
SETTLED = "这个群已经定过了。要改，发 /groups。"
BY_ADMIN = "这件事由镇里的管理员定。"
TAKEN_OUT = "机器人被移出了群“{title}”，不再为它服务。"
NO_GROUPS = "现在没有在哪个群里。要在群里用，把机器人拉进群，我会先问管理员。"
GROUPS = "机器人在这些群里："
STATES = {"served": "在服务", "asked": "等管理员定"}
INTRODUCTION = (
    "大家好，我是{town}的台账机器人。办完一件事，在这里说一句就行，谁说的算谁记的。"
    "没反应就用 /log 开头，或者 @我。"
)

JOIN_IN_PRIVATE = "还没有加入的同志，请先私聊我，发管理员给的邀请码。邀请码别发在群里。"
JOINED = "好了，您已加入。请再点开我的头像，私聊发一次 /start，有要确认的好问您。"
NO_CODES_HERE = "邀请码别发在群里，请私聊我。"
LOOK_IN_PRIVATE = "已私聊发您"
WRITE_FIRST = "请先私聊我发一次 /start，再来按。"
ASK_IN_PRIVATE = "这个请私聊我问。"
UNSURE = "{numbers}有一处拿不准，请私聊我发 /todo 确认。"
