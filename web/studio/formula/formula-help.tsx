// Which functions are there, and what does each do? A list to search in, with an example that a click puts in.
import { useMemo, useState } from 'react'
import { Button, Input, Popover } from 'antd'
import { FunctionOutlined } from '@ant-design/icons'
import { functionsHelp } from '#kernel/formula/functions.ts'
import { say } from '#web/words.ts'

const words = {
  functions: { zh: '函数', en: 'Functions' },
  find: { zh: '按名称或用途查找', en: 'By name or by what it does' },
  none: { zh: '没有这样的函数', en: 'No such function' },
} as const

const groups: Readonly<Record<string, { zh: string; en: string }>> = {
  logic: { zh: '逻辑', en: 'Logic' },
  number: { zh: '数字', en: 'Numbers' },
  rows: { zh: '明细汇总', en: 'Child rows' },
  text: { zh: '文本', en: 'Texts' },
  date: { zh: '日期', en: 'Dates' },
  people: { zh: '人员', en: 'People' },
}

export function FormulaHelp({ onTake }: { onTake: (name: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={() => (
        <List
          onTake={(name) => {
            onTake(name)
            setOpen(false)
          }}
        />
      )}
    >
      <Button type="text" size="small" icon={<FunctionOutlined />}>
        {say(words.functions)}
      </Button>
    </Popover>
  )
}

function List({ onTake }: { onTake: (name: string) => void }) {
  const [find, setFind] = useState('')
  const all = useMemo(() => functionsHelp(), [])
  const wanted = find.trim().toLowerCase()
  const found = all.filter((one) =>
    `${one.name} ${one.help.zh} ${one.help.en} ${one.example}`.toLowerCase().includes(wanted),
  )
  return (
    <div className="fn-help">
      <Input
        autoFocus
        allowClear
        value={find}
        placeholder={say(words.find)}
        aria-label={say(words.find)}
        onChange={(event) => setFind(event.target.value)}
      />
      <div className="fn-list">
        {[...Map.groupBy(found, (one) => one.group)].map(([group, list]) => (
          <section key={group}>
            <h4>{say(groups[group] ?? { zh: group, en: group })}</h4>
            {list.map((one) => (
              <button key={one.name} type="button" onClick={() => onTake(one.name)}>
                <b>{one.name}</b> <span>{say(one.help)}</span>
                <code>{one.example}</code>
              </button>
            ))}
          </section>
        ))}
        {!found.length && <p className="ink-3">{say(words.none)}</p>}
      </div>
    </div>
  )
}
