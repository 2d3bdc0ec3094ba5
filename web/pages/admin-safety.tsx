// Is what the company has safe: sealed, backed up, restorable? And what does an administrator have to do about it?
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, InputNumber, Popconfirm } from 'antd'
import type { Safety } from '#kernel/api/safety.ts'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { CopyLine } from '#web/admin/copy.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { answers } from '#web/asks.ts'
import { number } from '#kernel/money/written.ts'
import { instant, size, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say, t } from '#web/words.ts'
import { messageOf } from '#web/call.ts'

const words = {
  backup: { zh: '备份', en: 'Backups' },
  plan: { zh: '计划', en: 'Plan' },
  daily: {
    zh: '每天 {at}，保留 {keep} 份，{how}',
    en: 'Every day at {at}, {keep} are kept, {how}',
  },
  sealed: { zh: '加密', en: 'sealed' },
  plain: { zh: '不加密', en: 'not sealed' },
  no_plan: {
    zh: '还没有自动备份。磁盘损坏时，所有数据都会丢失。',
    en: 'There are no backups yet. If the disk fails, everything is lost.',
  },
  set: { zh: '设置自动备份', en: 'Set up backups' },
  change: { zh: '修改', en: 'Change' },
  now: { zh: '立即备份', en: 'Back up now' },
  running: { zh: '正在备份 …', en: 'A backup is running …' },
  folder: { zh: '文件夹', en: 'Folder' },
  folder_help: {
    zh: '服务器上的绝对路径，最好在另一块磁盘或另一台机器上',
    en: 'An absolute path on the server, best on another disk or machine',
  },
  at: { zh: '时间', en: 'Time of day' },
  keep: { zh: '保留份数', en: 'How many are kept' },
  seal_it: { zh: '用口令加密', en: 'Seal them with a passphrase' },
  end: { zh: '停止自动备份', en: 'No more backups' },
  end_sure: {
    zh: '之后不再有新的备份。已有的文件保留。',
    en: 'No new ones are made. Those that are there stay.',
  },
  last: { zh: '最近一次', en: 'The last one' },
  none_yet: { zh: '还没有', en: 'None yet' },
  good: { zh: '已重新读取并核对', en: 'read again and right' },
  failed: { zh: '失败', en: 'failed' },
  drilled: { zh: '最近一次恢复演练', en: 'Last restored for trial' },
  never: { zh: '从未', en: 'Never' },
  passphrase: { zh: '备份口令', en: 'Passphrase of the backups' },
  passphrase_once: {
    zh: '口令只显示这一次。请抄下来放在别处：没有它，任何备份都无法恢复。',
    en: 'It is shown this once only. Keep it elsewhere: without it no backup can be restored.',
  },
  kept: { zh: '我已保存', en: 'I have kept it' },
  seal: { zh: '防篡改封存', en: 'Seals against tampering' },
  seal_help: {
    zh: '日志、已定稿的单据与凭证每分钟封存一次，一环扣一环。把校验值存到别处，日后即可证明此前没有任何改动。',
    en: 'Once a minute the log, final documents and the ledger are sealed, each seal with the one before. Whoever keeps a head elsewhere can prove later that nothing before it was changed.',
  },
  seal_last: { zh: '最近封存', en: 'Last seal' },
  seal_what: {
    zh: '第 {n} 号，{events} 条日志，{records} 份单据',
    en: 'No. {n}, {events} lines of the log, {records} documents',
  },
  head: { zh: '校验值', en: 'Head' },
  prove: { zh: '核对：openltc check --head 校验值', en: 'To prove it: openltc check --head HEAD' },
  archive: { zh: '时间点恢复', en: 'Point-in-time recovery' },
  archive_off: {
    zh: '未开启。开启后可恢复到任意一秒：openltc pitr on 文件夹',
    en: 'Off. With it the company can be brought back to any second: openltc pitr on FOLDER',
  },
  archive_wait: { zh: '重新启动后生效', en: 'Takes effect at the next start' },
  reach: { zh: '可恢复到', en: 'Can be brought back to' },
  reach_span: { zh: '{from} 之后的任意一秒', en: 'any second after {from}' },
  reach_none: {
    zh: '还没有完整副本：openltc pitr base',
    en: 'no whole copy yet: openltc pitr base',
  },
  stored: { zh: '日志最近归档', en: 'Log last stored' },
  not_stored: {
    zh: '自 {at} 起无法归档，请检查该文件夹',
    en: 'Not stored since {at}: look at the folder',
  },
  paused: {
    zh: '这是从备份恢复的公司。邮件与外部调用自 {since} 起暂停，以免重复发送。',
    en: 'This company was restored from a backup. Mails and calls are paused since {since}, so that nothing is sent twice.',
  },
  resume: { zh: '继续发送', en: 'Resume sending' },
  resume_sure: {
    zh: '恢复前已在途的自动化会继续，其中的邮件可能已经发过一次。',
    en: 'Automations that were under way go on; their mails may have gone out once already.',
  },
  discard: { zh: '放弃在途的，再继续', en: 'Drop those under way, then resume' },
} as const

export default function AdminSafety() {
  const safety = useQuery({
    queryKey: adminKeys.safety,
    queryFn: admin.safety,
    // A running backup is watched.
    refetchInterval: (query) => (query.state.data?.backup.running ? 1500 : 30_000),
  })
  return (
    <AdminOnly>
      <PageHead title={t('safety')} />
      <div className="adm">
        <Answer of={safety}>
          {(data) => (
            <>
              {data.paused && <Paused since={data.paused.since} />}
              <Backups backup={data.backup} />
              <Sealed seal={data.seal} />
              <Archived archive={data.archive} />
            </>
          )}
        </Answer>
      </div>
    </AdminOnly>
  )
}

const again = (): Promise<unknown> => answers.invalidateQueries({ queryKey: adminKeys.safety })

/** An instant as people here read it. */
function useMoment(): (at: string | null) => string {
  const { company } = useMeta()
  return (at) => (at ? instant(at, company.zone, todayIn(company.zone)) : '')
}

/** Does it; a refusal is told at the top. */
function useDo(): (work: () => Promise<unknown>) => Promise<void> {
  const { message } = App.useApp()
  return async (work) => {
    try {
      await work()
      await again()
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
}

function Part({
  title,
  tools,
  children,
}: {
  title: string
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="adm-part">
      <header>
        <h2>{title}</h2>
        {tools}
      </header>
      {children}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Paused({ since }: { since: string }) {
  const moment = useMoment()
  const act = useDo()
  return (
    <div className="form-note warn adm-paused" role="status">
      <p>{say(words.paused, { since: moment(since) })}</p>
      <div className="adm-row">
        <Popconfirm
          title={say(words.resume_sure)}
          okText={say(words.resume)}
          cancelText={t('cancel')}
          onConfirm={() => void act(() => admin.resume(false))}
        >
          <Button>{say(words.resume)}</Button>
        </Popconfirm>
        <Button onClick={() => void act(() => admin.resume(true))}>{say(words.discard)}</Button>
      </div>
    </div>
  )
}

function Backups({ backup: { plan, last, running } }: { backup: Safety['backup'] }) {
  const [open, setOpen] = useState(false)
  const moment = useMoment()
  const act = useDo()
  return (
    <Part
      title={say(words.backup)}
      tools={
        plan && (
          <div className="adm-row">
            <Button onClick={() => setOpen(true)}>{say(words.change)}</Button>
            <Button
              type="primary"
              disabled={running !== null}
              onClick={() => void act(admin.backUp)}
            >
              {running ? say(words.running) : say(words.now)}
            </Button>
          </div>
        )
      }
    >
      {plan ? (
        <dl className="adm-facts">
          <Fact label={say(words.plan)}>
            {say(words.daily, {
              at: plan.at,
              keep: plan.keep,
              how: plan.sealed ? words.sealed : words.plain,
            })}
          </Fact>
          <Fact label={say(words.folder)}>
            <span className="mono">{plan.folder}</span>
          </Fact>
          <Fact label={say(words.last)}>
            {!last ? (
              say(words.none_yet)
            ) : last.error ? (
              <span className="bad" role="alert">
                {moment(last.at)} {last.file === null && say(words.failed)} · {say(last.error)}
              </span>
            ) : (
              <>
                {moment(last.at)} · {size(last.bytes ?? 0)} · {say(words.good)}
              </>
            )}
          </Fact>
          <Fact label={say(words.drilled)}>
            {moment(last?.restored_at ?? null) || say(words.never)}
          </Fact>
        </dl>
      ) : (
        <div className="adm-empty">
          <p>{say(words.no_plan)}</p>
          <Button type="primary" onClick={() => setOpen(true)}>
            {say(words.set)}
          </Button>
        </div>
      )}
      {open && <PlanForm plan={plan} onClose={() => setOpen(false)} />}
    </Part>
  )
}

function PlanForm({ plan, onClose }: { plan: Safety['backup']['plan']; onClose: () => void }) {
  const [at, setAt] = useState(plan?.at ?? '02:30')
  const [folder, setFolder] = useState(plan?.folder ?? '')
  const [keep, setKeep] = useState(plan?.keep ?? 14)
  const [sealed, setSealed] = useState(plan?.sealed ?? true)
  const [made, setMade] = useState<string | null>(null)
  const act = useDo()
  if (made)
    return (
      <SideForm
        title={say(words.passphrase)}
        onClose={onClose}
        onSave={onClose}
        saveLabel={say(words.kept)}
      >
        {() => (
          <>
            <p className="form-note warn" role="status">
              {say(words.passphrase_once)}
            </p>
            <CopyLine text={made} label={say(words.passphrase)} />
          </>
        )}
      </SideForm>
    )
  const save = async () => {
    const answer = await admin.planBackup({ at, folder: folder.trim(), keep, sealed })
    await again()
    if (answer.passphrase) setMade(answer.passphrase)
    else onClose()
  }
  return (
    <SideForm
      title={say(words.set)}
      onClose={onClose}
      onSave={save}
      known={['at', 'folder', 'keep', 'sealed']}
      disabled={!folder.trim()}
      left={
        plan && (
          <Popconfirm
            title={say(words.end_sure)}
            okText={say(words.end)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void act(() => admin.planBackup(null)).then(onClose)}
          >
            <Button danger type="text">
              {say(words.end)}
            </Button>
          </Popconfirm>
        )
      }
    >
      {(problems) => (
        <>
          <TextLine
            label={say(words.folder)}
            required
            problem={problems.folder}
            help={say(words.folder_help)}
            className="mono"
            value={folder}
            autoFocus
            placeholder="/backup/openltc"
            onChange={setFolder}
          />
          <TextLine
            label={say(words.at)}
            required
            problem={problems.at}
            type="time"
            value={at}
            onChange={setAt}
          />
          <FormField label={say(words.keep)} required problem={problems.keep}>
            {(ids) => (
              <InputNumber
                id={ids.id}
                min={1}
                max={1000}
                precision={0}
                value={keep}
                onChange={(value) => setKeep(value ?? 14)}
                style={{ width: '100%' }}
              />
            )}
          </FormField>
          <Checkbox checked={sealed} onChange={(event) => setSealed(event.target.checked)}>
            {say(words.seal_it)}
          </Checkbox>
        </>
      )}
    </SideForm>
  )
}

function Sealed({ seal }: { seal: Safety['seal'] }) {
  const moment = useMoment()
  return (
    <Part title={say(words.seal)}>
      <p className="ink-2 adm-help">{say(words.seal_help)}</p>
      <dl className="adm-facts">
        <Fact label={say(words.seal_last)}>
          {seal ? (
            <>
              {moment(seal.at)} ·{' '}
              {say(words.seal_what, {
                n: seal.n,
                events: number(seal.events),
                records: number(seal.records),
              })}
            </>
          ) : (
            say(words.none_yet)
          )}
        </Fact>
        {seal && (
          <Fact label={say(words.head)}>
            <CopyLine text={`${seal.n}:${seal.hash}`} label={say(words.head)} />
            <p className="ink-2">{say(words.prove)}</p>
          </Fact>
        )}
      </dl>
    </Part>
  )
}

function Archived({ archive }: { archive: Safety['archive'] }) {
  const moment = useMoment()
  return (
    <Part title={say(words.archive)}>
      {archive ? (
        <dl className="adm-facts">
          <Fact label={say(words.folder)}>
            <span className="mono">{archive.folder}</span>
          </Fact>
          <Fact label={say(words.reach)}>
            {archive.from
              ? say(words.reach_span, { from: moment(archive.from) })
              : say(words.reach_none)}
          </Fact>
          <Fact label={say(words.stored)}>
            {!archive.on ? (
              say(words.archive_wait)
            ) : archive.failed_at ? (
              <span className="bad" role="alert">
                {say(words.not_stored, { at: moment(archive.failed_at) })}
              </span>
            ) : (
              moment(archive.stored_at) || say(words.none_yet)
            )}
          </Fact>
        </dl>
      ) : (
        <p className="ink-2 adm-help">{say(words.archive_off)}</p>
      )}
    </Part>
  )
}
