"""What the bot says, in plain, short Chinese: what is the matter, and what to do next."""

HOW_TO_JOIN = (
    "您还没有加入。\n请找本镇管理员要一个邀请码，然后发：/start 邀请码\n"
    "有邀请链接的，点开链接再按“开始”就行。"
)
NOT_ALLOWED_TO_LOG = "您现在只能查看，不能记录。要记录，请找管理员改权限。"
FAILED = "这条我没处理好。原话已经存着，不会丢，不用重发；请告诉管理员一声。"

EXAMPLE = "昨天下午在文化广场普法，发资料200份，来了50人"

EMPTY = f"这条是空的。办完一件事，打一句话发我就行，比如：\n{EXAMPLE}"
NOTHING_TO_LOG = (
    f"这句里没看出要记的事。办完一件事，打一句话发我就行，比如：\n{EXAMPLE}\n"
    "一定要记，就在前面加 /log 再发一次。"
)
TOO_LONG_FOR_CHAT = "这条有{length}个字，没看出要记的事。请一件事写一两句话，分开发给我。"
NO_LETTERS = "没看到文字。请打一句话说说办了什么，比如：\n" + EXAMPLE
WELCOME_BACK = "不客气。有事办完了，一句话告诉我就行。"
AGREED = "好的。有事办完了，一句话告诉我就行。"
PLAN = "这是还没办的事，先不记。办完了再告诉我一声，我就记上。"
PERHAPS_TOLD = "这句我没看懂，先没有记。要是办完的事，按下面的“记下来”。"
PERHAPS_DONE = "像是还没办的事，先没有记。已经办了的话，按下面的“记下来”。"
PERHAPS_ASKED = "要是在报办完的事，按下面的“记下来”。"
PERHAPS_NEW = (
    "像是改前面报过的，也像新报的一件，先都没有动。\n"
    "新的一件，按下面的“记下来”；要改前面的，写上号码再发，比如：128号人数改成150"
)
TELL_BUTTON = "记下来"
LOGGED_ALREADY = "这句已经记过了。"
LOG_EMPTY = f"请在 /log 后面写办了什么，比如：\n/log {EXAMPLE}"

ATTACHMENTS = {
    "voice": "语音我还听不懂。请打字发我，用输入法的语音转文字也行。",
    "audio": "语音我还听不懂。请打字发我，用输入法的语音转文字也行。",
    "photo": "照片收到了，但我看不懂图。请打一句话，说说哪天、在哪、办了什么、有多少人。",
    "video": "视频收到了，但我看不了。请打一句话，说说哪天、在哪、办了什么、有多少人。",
    "video_note": "视频收到了，但我看不了。请打一句话，说说哪天、在哪、办了什么、有多少人。",
    "document": "文件收到了，但我读不了。请把要记的事打一句话发我。",
    "location": "位置收到了，但我用不上。请打一句话，写明地点和办了什么。",
    "sticker": "表情收到了。有事办完了，打一句话告诉我就行。",
}
OTHER_ATTACHMENT = "这个我看不懂。请打一句话，说说哪天、在哪、办了什么。"

UNKNOWN_COMMAND = "没有 {command} 这个命令。发 /help 看能做什么；要记事，直接打一句话就行。"

UNIT_BY_EDITOR = "单位不对的，请镇里的编辑或管理员改。要自己改，先撤销，再请那个单位的人报。"
UNKNOWN_LIKE = "没有 {command} 这个命令，是不是 /{like}？照着再发一次；发 /help 看能做什么。"
LEAVE_HINT = "请假期间不想收提醒，发：/leave 加日期，比如：/leave 7月1日到10日"
DAY_UNKNOWN = "没有“{words}”这一天，先记在{day}。是哪天？"
YEAR_UNSAID = "{day}还没到，先按去年记。是去年的吗？不是就直接说日期。"

STALE_BUTTON = "这个按钮已经过时了，什么都没改。要改请发：/show 加号码，再按按钮。"
NOT_YOUR_BUTTON = "这张卡片是别人的，您按了不算，什么都没改。"
WITHDRAWN_ENTRY = "{number} 已经撤销，什么都没改。要恢复请按“恢复”。"
NOT_YOUR_ENTRY = "{number} 是{name}记的，您不能改。请找{name}本人，或请镇里的编辑、管理员改。"
NO_SUCH_ENTRY = "没有 {number} 这一条。发 /list 看看号码。"
WHICH_NUMBER = "请写号码，比如：{command} 128"
NOTHING_TO_AMEND = "没找到要改的那一条。请回复那张卡片说，或写上号码，比如：128号人数改成150"
NOT_COUNTED = "{line}\n这一条里没找到能改成“{figure}”的数，没改。请写清楚是哪个数，比如：人数改成150"
NOTHING_CHANGED = "和原来一样，没有要改的。"

HELP_LOG = """记事：办完一件事，打一句话发我就行，比如：
{example}
我回一张卡片，上面有号码，不对就按“改”。

改：回复卡片说“人数改成150”，或发：128号撤销
/undo 撤回刚才那一步，/undo 128 撤回128号上一次的改动
/todo 看哪些待确认

照片、签到表：记完接着发，就附到那一条
/evidence 128 看这一条的照片和文件"""
HELP_BEHALF = "替别人报：替{unit}报：昨天调解1件"
HELP_ASK = """查：直接问，比如：今年调解了多少件？谁还没报？
/list 记过的事，可加月份或种类：/list 6月
/show 128 看一条
/stats 汇总，可加年或月：/stats 6月
/why 209 这个数是哪几条加出来的"""
HELP_DRAFT = (
    "年底：/draft 2023 出年度报告初稿；改过的 .docx 发回来，可核对、更新数字、出公布版\n"
    "/outline 报告用哪种样式　/letterhead 套本镇红头"
)
HELP_EXPORT = "\n/export 2023 导出 Excel 台账\n发来去年的报告（.docx）：学提纲；发来 .xlsx：导入台账"
HELP_MORE = (
    "其他：/whoami 我是谁　/words 记住的说法\n/mute 不要提醒　/unmute 恢复提醒　/leave 请假\n"
    "/remind 明天9点 交表：到时提醒您\n/missing 谁还没报　/target 目标　/calendar 普法节点　/settings 设置"
)
HELP_VIEWER = "您是查看权限：能查，不能记。"

NO_SUCH_UNIT = "没有“{name}”这个单位。现有：{names}。请改好单位名再发。"
NOT_FOR_OTHERS = "您只能报{unit}的。替别的单位报，请找镇里的编辑。"
KIND_UNREAD = "没看出是哪一类工作。是哪一类？直接回答就行，比如：普法活动。"

WELCOME = "好了，您是{who}。\n办完一件事，打一句话发我就记上，比如：\n{example}\n发 /help 看还能做什么。"
HELLO_AGAIN = "您好，您是{who}。\n办完一件事，打一句话发我就行。发 /help 看还能做什么。"
NOTHING_TO_UNDO = "没有可以撤回的。要撤销某一条，请发号码，比如：128号撤销"
MUTED = "好，以后不提醒您了。要恢复就发 /unmute。"
UNMUTED = "好，以后一周没记事会提醒您一声。不要提醒就发 /mute。"

CANNOT_CHANGE = "改不了：{reason}。"
NOT_WITHDRAWN = "{number} 没有撤销，不用恢复。"
ASK_KIND = "改成哪一类？按下面的，或直接回答。"
ASK_DATE = "改成哪天？按下面的，或直接回答，比如：6月12日、上周五。"
ASK_PLACE = "改成什么地点？直接回答就行。"
ASK_FIGURE = "{measure}改成多少{unit}？直接回答数字就行。"
ASK_ADDITION = "补充什么？把人数、份数、地点发我就行，比如：来了50人，发资料200份。"

LIST_HELP = "没看懂要列哪些。可以写月份、种类或单位，比如：/list 6月　/list 普法活动　/list 全镇 上半年"
STATS_HELP = "没看懂是哪段时间。可以写年、月或节点，比如：/stats 6月　/stats 2023　/stats 禁毒日"
NOTHING_TO_DO = "没有待确认的，都清楚。"
WORDS_HELP = "看记住的说法发 /words；要删一个，发：/words 删 坝坝会"
NO_WORDS = (
    "还没有记住的说法。“板凳会”这样的叫法我认错时，您改一次种类，我就记住了。\n"
    "“调解”“讲座”这些大家都用的词不记，只改那一条。"
)
HOW_TO_FORGET = "要删一个，发：/words 删 加那个说法"
FORGOTTEN = "好，“{words}”不再按记住的算。"
NOT_KNOWN = "没有记过“{words}”。发 /words 看看有哪些。"
OUTLINE_BY_EDITOR = "要换样式，请找镇里的编辑或管理员。"
OUTLINE_LEARNED = "从本镇的报告学来的提纲（现在用的）"
NO_SUCH_OUTLINE = "没有这种样式。发 /outline 看有哪些。"
OUTLINE_SET = "好，报告用“{label}”。发 /draft 加年份看初稿。"
WHICH_ENTRY = "说的是哪一条？按号码："
EDIT_UNREAD = "改过的话里没看出要记的事，{numbers} 没动。要撤销就发：上一条撤销"
NO_SUCH_PERSON_ASKED = "没有叫“{name}”的人。发 /list 可以看全部记录。"
BEYOND = "“{words}”我还不会算，上面的数没按它挑。"
NOT_ANSWERED = "这个我答不上来。可以问数和记录，比如：今年调解了多少件？上个月普法几场？谁还没报？"
WHY_HELP = "请在 /why 后面写报告里的数，比如：/why 209，或 /why 调解"
WHY_NOTHING = "没有找到“{what}”这个数。发 /stats 看汇总里有哪些数。"
MAY_NOT_DRAFT = "年度报告由镇级单位（司法所、党政办等）和编辑出。村和社区要看，请找他们。"
DRAFT_HELP = "请写年份，比如：/draft {year}"
NOTHING_IN_YEAR = "{year}年没有记录，出不了报告。"
DRAFTED = "{year}年度报告初稿在这里，用了{entries}条记录。"
DRAFT_NAME = "{town}{year}年度法治政府建设情况报告（初稿）.docx"
DRAFT_NEXT = "在 Word 或 WPS 里改过以后，把文件发回来：可以核对数字、按台账更新、出公布版。"
DRAFT_REVIEW = "文件最后一页“请核对”列了{count}处，报出去之前看一下。"
WHICH_FIGURE = "{line}\n{number}是哪个数？"
WHICH_FIGURES = "{line}\n没看出改的是哪几个数。请写清楚，比如：听众改成50，资料改成200。"
NOT_JOINED = "您还没有加入，按了不算。"
YEAR_AHEAD = "{year}年还没到，出不了报告。"
LIST_ALL = "看全镇的，发 /list 全镇"
NO_SUCH_UNIT_ASKED = "没有“{name}”这个单位。现有：{names}。"
ONLY_A_KIND = "要记{kind}，请说哪天、在哪、有多少人。要改一条的种类，请回复那张卡片说：是{kind}"
LEARNED = "以后说“{words}”，就算{kind}。"
REPORT_HINT = "要出年度报告初稿，发 /draft {year}"
GREETING = "您好，{name}。办完一件事，打一句话发我就行。发 /help 看用法。"
NOTHING_DONE = "这次一条都没动。"
ALL_WITHDRAWN = "这几条都已经撤销了。"
ASK_DISPUTE = "{name}改成哪一类？直接回答就行，比如：邻里、婚姻家庭。"
ASK_UNIT = "改成哪个单位的？按下面的，或直接回答单位名。"
BUNGLED = "要退回改之前的样子，发 /undo。要改成别的，直接说改成什么，比如：人数改成150"
LEFT_OPEN = "好，{number} 先按现在的记着，算待确认。弄清楚了发 /todo。"
NOT_AN_ANSWER = "没看懂。是答刚才问的，就按卡片上的按钮，或换个说法；不是，就不用管它。"
DAY_AHEAD = "这个日期还没到，没改。请写办事那天。"
NOTHING_TO_RESTORE = "没有刚撤销的。要恢复哪一条，请写号码，比如：128号恢复"
