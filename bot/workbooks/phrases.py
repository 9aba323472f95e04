"""What the bot says about Excel files, in plain, short Chinese."""

EXPORT_BY_EDITOR = "导出台账请找镇里的编辑或管理员。"
EXPORT_IN_PRIVATE = "台账里有大家的原话，不发在群里。请单独给我发：/export {year}"
EXPORT_HELP = "请写年份，比如：/export {year}；要全部，发：/export 全部"
NOTHING_TO_EXPORT = "{what}没有记录，没有可导出的。"
EXPORTED = "{what}台账在这里，共{entries}条。“汇总”表里的数和年度报告一致；身份证号、手机号已经遮住。"
EXPORTED_WITHDRAWN = "另有{count}条已撤销，在最后一张表里，不算数。"
