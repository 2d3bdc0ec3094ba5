// What may the system say no to, and in which words? One table of the product's own; the book has another.
import { signInRefusals } from './sign-in-refusals.ts'

/** code → HTTP status and sentence; the braces in a sentence name the details that it needs. */
export const refusals = {
  'not-valid': {
    status: 422,
    zh: '有 {count} 处填写有误。',
    en: 'The input is not valid (problems: {count}).',
  },
  malformed: {
    status: 400,
    zh: '请求无法读取：{reason}',
    en: 'The request could not be read: {reason}',
  },
  ...signInRefusals,
  'already-set-up': {
    status: 409,
    zh: '系统已完成初始设置，请登录。',
    en: 'The system is already set up; please sign in.',
  },
  'company-not-empty': {
    status: 409,
    zh: '公司里已有业务数据，示例数据只能填入空的公司。',
    en: 'There is business data already; sample data only goes into an empty company.',
  },
  'not-allowed': { status: 403, zh: '您没有权限执行「{deed}」。', en: 'You may not {deed} here.' },
  'not-found': { status: 404, zh: '没有找到{what}。', en: 'No such {what}.' },
  'file-elsewhere': {
    status: 404,
    zh: '此文件不在本进程存放文件的地方；共用一个数据库的各个进程须共用同一个 DATA_DIR 或 FILES_URL。',
    en: 'This file is not where this process keeps files; all processes on one database need the same DATA_DIR or FILES_URL.',
  },
  'files-away': {
    status: 503,
    zh: '文件存储暂时没有应答，请稍后重试；其他功能不受影响。',
    en: 'The store of files does not answer just now; try again shortly. Everything else works.',
  },
  'method-not-allowed': {
    status: 405,
    zh: '此地址不支持 {method}。',
    en: '{method} is not possible at this address.',
  },
  conflict: {
    status: 409,
    zh: '与现有数据冲突：{reason}',
    en: 'This conflicts with what is there: {reason}',
  },
  'still-running': {
    status: 409,
    zh: '同一请求仍在处理，请稍后再试。',
    en: 'The same request is still running; try again shortly.',
  },
  'key-reused': {
    status: 422,
    zh: '此幂等键已用于另一内容的请求。',
    en: 'This idempotency key was used for a different request.',
  },
  'shown-once': {
    status: 409,
    zh: '此请求已完成；它的回答只显示一次，没有保存。',
    en: 'This was done already; its answer was shown once and is not kept.',
  },
  moved: {
    status: 412,
    zh: '此记录已被修改，当前版本为 {version}。',
    en: 'The record has changed since; its version is now {version}.',
  },
  'count-moved': {
    status: 409,
    zh: '现在符合条件的是 {now} 条，不是 {said} 条；请重新确认。',
    en: 'There are {now} now, not {said}; please confirm again.',
  },
  'too-large': {
    status: 413,
    zh: '内容过大，上限为 {limit}。',
    en: 'Too large; the limit is {limit}.',
  },
  'wrong-media-type': {
    status: 415,
    zh: '不支持的内容类型 {type}。',
    en: 'The content type {type} is not supported.',
  },
  'too-many': {
    status: 429,
    zh: '操作过于频繁，请 {seconds} 秒后再试。',
    en: 'Too many tries; wait {seconds} seconds.',
  },
  frozen: {
    status: 409,
    zh: '{object}已是「{stage}」，不能再修改。',
    en: 'This {object} is “{stage}” and can’t be changed any more.',
  },
  'no-such-move': {
    status: 409,
    zh: '不能从「{from}」转到「{to}」。',
    en: 'There is no move from “{from}” to “{to}”.',
  },
  'gate-not-met': {
    status: 422,
    zh: '转到「{to}」的条件还差 {count} 项。',
    en: 'Conditions for “{to}” that are not met yet: {count}.',
  },
  'action-not-open': {
    status: 409,
    zh: '「{stage}」阶段不能执行「{action}」。',
    en: '“{action}” is not open in the stage “{stage}”.',
  },
  'action-not-met': {
    status: 409,
    zh: '现在不能执行「{action}」。',
    en: '“{action}” is not possible now.',
  },
  'no-approval': {
    status: 409,
    zh: '没有等待您处理的审批。',
    en: 'There is no approval waiting for your answer.',
  },
  'own-approval': {
    status: 403,
    zh: '不能审批自己提交的申请。',
    en: 'You can’t approve your own request.',
  },
  'already-asked': {
    status: 409,
    zh: '{name}已经是这一步的审批人。',
    en: '{name} is asked in this step already.',
  },
  'not-here': {
    status: 409,
    zh: '{name}已停用，请另选他人。',
    en: '{name} does not work here any more; choose somebody else.',
  },
  'no-approver': {
    status: 409,
    zh: '找不到「{step}」的审批人。',
    en: 'There is nobody who could approve “{step}”.',
  },
  'model-not-sound': {
    status: 422,
    zh: '模型有 {count} 处问题，没有发布。',
    en: 'The model is not sound (problems: {count}); nothing was published.',
  },
  'preview-only-reads': {
    status: 409,
    zh: '这是草稿的预览，只能看，不能保存。请先退出预览。',
    en: 'This is the preview of a draft: you can look, but nothing is saved. Leave the preview first.',
  },
  'values-not-converted': {
    status: 409,
    zh: '有 {count} 个值不能转换成新的类型。请先改好，或选择「保留在原列」后再发布。',
    en: '{count} values can’t become the new kind. Mend them first, or publish and keep them in the old column.',
  },
  'stage-still-holds': {
    status: 409,
    zh: '要停用的阶段「{stage}」里还有 {count} 条记录，请先选好它们移到哪个阶段。',
    en: '{count} records are still in “{stage}”, which is to be retired. Choose the stage they move to.',
  },
  'model-moved': {
    status: 409,
    zh: '模型已有新版本 {version}，请先合并。',
    en: 'The model has moved on to version {version}; merge first.',
  },
  'already-used': {
    status: 409,
    zh: '{field}：「{value}」已被使用。',
    en: '{field}: “{value}” is already in use.',
  },
  'merge-disagrees': {
    status: 409,
    zh: '不能合并：有{object}引用被并入的记录，其「{field}」与保留的记录不同。',
    en: 'These can’t be merged: a {object} that names the second has another {field} than the first.',
  },
  'still-used': {
    status: 409,
    zh: '仍被{object}引用，不能删除。',
    en: 'It is still used by {object} and can’t be removed.',
  },
  'rule-broken': { status: 422, zh: '{says}', en: '{says}' },
  'period-closed': {
    status: 409,
    zh: '{date} 及以前已关账，请用之后的日期。',
    en: 'The books are closed up to {date}; use a later date.',
  },
  'not-stopped': {
    status: 409,
    zh: '只有中途取消的导入可以继续，这个任务不是。',
    en: 'Only an import that was cancelled on its way can go on; this job is none.',
  },
  'no-space': {
    status: 503,
    zh: '服务器磁盘空间不足，未作任何更改。',
    en: 'The server’s disk is full; nothing was changed.',
  },
  'old-or-locked-workbook': {
    status: 415,
    zh: '这是旧版 .xls 或加密的文件，请去掉密码并另存为 .xlsx 后再导入。',
    en: 'This is an old .xls file or a locked one; please remove the password and save it as .xlsx.',
  },
  'no-such-sheet': {
    status: 422,
    zh: '文件中没有工作表「{sheet}」。',
    en: 'The file has no sheet “{sheet}”.',
  },
  'no-header': { status: 422, zh: '文件中没有找到表头行。', en: 'The file has no header row.' },
  'backup-damaged': {
    status: 422,
    zh: '备份文件不完整或已损坏（{why}），没有恢复任何内容。',
    en: 'The backup is damaged or cut off ({why}); nothing was restored.',
  },
  'not-archived': {
    status: 422,
    zh: '归档的日志还没有到 {moment}，请选择更早的时间。',
    en: 'The stored log does not reach {moment}; choose an earlier moment.',
  },
  'backup-not-sound': {
    status: 422,
    zh: '备份可以恢复，但其中的数据不符：{why}',
    en: 'The backup can be restored, but its data does not hold: {why}',
  },
  'backup-sealed': {
    status: 422,
    zh: '备份文件已加密：请用环境变量 BACKUP_PASSPHRASE 给出口令。',
    en: 'The backup is sealed: give its passphrase by the environment, as BACKUP_PASSPHRASE.',
  },
  'wrong-passphrase': {
    status: 422,
    zh: '口令不对，或备份文件已损坏。',
    en: 'The passphrase is wrong, or the backup is damaged.',
  },
  'not-empty': {
    status: 409,
    zh: '只能恢复到空的数据库，{what} 中已有数据。',
    en: 'A backup is only restored into an empty database; {what} holds rows.',
  },
  'address-refused': {
    status: 422,
    zh: '不能访问地址 {address}。',
    en: 'The address {address} may not be called.',
  },
  'address-said-no': {
    status: 422,
    zh: '{address} 拒绝了请求（{status}）。',
    en: '{address} refused the call ({status}).',
  },
  'too-many-rows': {
    status: 422,
    zh: '一步最多处理 {limit} 条记录，请缩小条件。',
    en: 'One step handles at most {limit} rows; please narrow the condition.',
  },
  'form-not-open': {
    status: 409,
    zh: '这张表单现在不接受提交。',
    en: 'This form does not take anything in just now.',
  },
  'form-page-old': {
    status: 409,
    zh: '页面打开太久了，请刷新后再提交。',
    en: 'This page has been open for too long; load it again and send it then.',
  },
  'signature-old': {
    status: 409,
    zh: '签名的时间与服务器相差超过 5 分钟，请校准时钟后重新签名。',
    en: 'This was signed more than 5 minutes away from the time of the server; set your clock and sign it anew.',
  },
  'not-ended': {
    status: 409,
    zh: '这次运行还没有结束，不能重试。',
    en: 'This run has not ended, so it cannot be tried again.',
  },
  busy: { status: 503, zh: '系统繁忙，请稍后重试。', en: 'The system is busy; please try again.' },
  'outcome-unknown': {
    status: 503,
    zh: '没有等到数据库的确认：可能已经完成，也可能没有。请原样再试一次；幂等键相同，不会做两次。',
    en: 'The database did not confirm: it may have been done or not. Send the same again; under the same idempotency key nothing is done twice.',
  },
} as const
