// Which keys are there? All of them on one page, by the place where they work; opened by ?.
import { useEffect, useRef } from 'react'
import { Button } from 'antd'
import type { Words } from '#kernel/error.ts'
import { useHands } from '#web/parts/hands.ts'
import { say, t } from '#web/words.ts'
import './key-help.css'

type Line = readonly [keys: string, does: Words]

const title: Words = { zh: '键盘快捷键', en: 'Keyboard' }

const groups: readonly { label: Words; lines: readonly Line[] }[] = [
  {
    label: { zh: '随处', en: 'Everywhere' },
    lines: [
      ['Ctrl K', { zh: '搜索记录、页面、操作', en: 'Search for records, pages, things to do' }],
      ['?', { zh: '这一页', en: 'This page' }],
      ['Esc', { zh: '关闭，回到原处', en: 'Close, and be where one was' }],
    ],
  },
  {
    label: { zh: '列表', en: 'Lists' },
    lines: [
      ['J K', { zh: '下一行、上一行', en: 'Next row, the one before' }],
      ['Enter', { zh: '打开', en: 'Open' }],
      ['E', { zh: '编辑单元格', en: 'Edit the cell' }],
      ['X', { zh: '选中，加 Shift 选一段', en: 'Select; with Shift a range' }],
      ['N', { zh: '新建', en: 'New' }],
      ['/', { zh: '在此列表搜索', en: 'Search in this list' }],
    ],
  },
  {
    label: { zh: '记录', en: 'Records' },
    lines: [
      ['A', { zh: '到下一步的按钮', en: 'To the button of the next step' }],
      ['E', { zh: '编辑全部字段', en: 'Edit all fields' }],
      ['Ctrl S', { zh: '保存', en: 'Save' }],
      ['C', { zh: '写评论', en: 'Write a comment' }],
      ['J K', { zh: '下一条、上一条', en: 'Next record, the one before' }],
    ],
  },
  {
    label: { zh: '报价明细', en: 'Lines of a quote' },
    lines: [
      ['L', { zh: '到明细', en: 'To the lines' }],
      ['F2', { zh: '编辑单元格', en: 'Edit the cell' }],
      ['Tab', { zh: '下一格', en: 'Next cell' }],
      ['Ctrl D', { zh: '向下填充', en: 'Fill down' }],
      ['Ctrl Z', { zh: '撤销', en: 'Undo' }],
      ['Ctrl C V', { zh: '与 Excel 互贴', en: 'To and from Excel' }],
    ],
  },
  {
    label: { zh: '我的待办', en: 'My work' },
    lines: [
      ['J K', { zh: '下一件、上一件', en: 'Next, the one before' }],
      ['Enter', { zh: '打开', en: 'Open' }],
      ['D', { zh: '完成或已读', en: 'Done or read' }],
    ],
  },
  {
    label: { zh: '表单', en: 'Forms' },
    lines: [
      ['↑ ↓ Enter', { zh: '选一个，或新建没有的', en: 'Choose one, or make the one there is not' }],
      ['Ctrl Enter', { zh: '保存', en: 'Save' }],
    ],
  },
]

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const caps = (keys: string): string[] => keys.replace('Ctrl', mac ? '⌘' : 'Ctrl').split(' ')

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useHands()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="key-help"
      aria-label={say(title)}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== '?') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header>
        <h2>{say(title)}</h2>
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      <div className="key-groups">
        {groups.map(({ label, lines }) => (
          <section key={label.en} aria-label={say(label)}>
            <h3>{say(label)}</h3>
            <dl>
              {lines.map(([keys, does]) => (
                <div key={keys + does.en}>
                  <dt>
                    {caps(keys).map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{say(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
