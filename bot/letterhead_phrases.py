"""What the bot says about the town's letterhead."""

BY_ADMIN = "红头模板由镇里的管理员来设。"
NONE = "本镇还没有红头模板，报告按版式直接出。"
NOW = "本镇用的红头模板：“{name}”，{who}{day}设的。"
HOW = (
    "要{act}，现在把 Word 文件（.docx）发来（十分钟内），或者发文件时在说明里写 /letterhead。\n"
    "文件里单独起一段写 {{{{ 正文 }}}}，报告的正文就放在那里；还可以写 {{{{ 标题 }}}}、{{{{ 主送 }}}}、"
    "{{{{ 发文字号 }}}}、{{{{ 落款 }}}}、{{{{ 日期 }}}}、{{{{ 年度 }}}}、{{{{ 全称 }}}}。"
    "页眉、页脚、红线、印章、页边距都照文件里的。\n"
    "没有现成的，发 /letterhead 样板，拿一份去改；看现在的发 /letterhead 看；不用了发 /letterhead 不用。"
)
ACT_SET, ACT_CHANGE = "设", "换"
WORKING = "好，正在看“{name}”能不能用，一会儿告诉您。"
OLD_WORD = "“{name}”是老格式，用不了。请用 Word 或 WPS 打开，“另存为”选 .docx，再发一次。"
ONLY_WORD = "红头模板要用 Word 文件（.docx）。“{name}”用不了。"
SAMPLE = "附件是套好的样张，打开看看。合适就按“用作本镇红头”。"
SAMPLE_NAME = "红头样张.docx"
USE, NOT, AGAIN, AWAY = "用作本镇红头", "不用", "还用它", "不用红头了"
USED = "好，以后 /draft 出的报告套“{name}”。某一次不要红头，发：/draft {year} 不带红头"
DROPPED = "好，“{name}”没有用，什么都没动。"
PUT_AWAY = "好，以后报告不套红头了。"
STARTER = (
    "这是一份红头样板（国标格式），在 Word 或 WPS 里改成本镇的样子，{{ }} 里的字别动，再由管理员发给我。"
)
STARTER_NAME = "红头样板.docx"
HERE = "这是本镇现在用的红头模板。"
IN_GROUP = "红头模板请私聊发给我。"
NOT_A_REPORT = (
    "“{name}”里写着 {{{{ 正文 }}}} 这样的标记，是红头模板，不是报告。要用它，请镇里的管理员发给我。"
)
IN_LETTERHEAD = "套的是本镇红头；不要红头，发：/draft {year} 不带红头"
NO_NUMBER = "发文字号还空着，有了就发：/draft {year} 青政发〔{next}〕3号（换成您的）"
NOT_FILLED = "红头没套上（{why}），这份是普通版。请管理员发 /letterhead 换一份模板。"
OFFER = "设为红头模板"
