// What does a block show? Each kind asks only what it needs.
import { useState } from 'react'
import { Button, Checkbox, Input, Select } from 'antd'
import { EditOutlined } from '@ant-design/icons'
import { type Block, type CockpitPart, cockpitParts } from '#kernel/view/board.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { openedPlaces } from '#web/board/opened-places.ts'
import { FilterBar } from '#web/list/filter-bar.tsx'
import '#web/list/list.css'
import { may, pluralOf, useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say } from '#web/words.ts'
import type { Stock } from './block-kinds.ts'
import { partWords, words } from './words.ts'

export interface BlockFormProps extends Stock {
  block: Block
  /** Opens the report itself; absent where it is not to be changed from here. */
  onReport?: (() => void) | undefined
  onSave: (block: Block) => void
  onClose: () => void
}

export function BlockForm(props: BlockFormProps) {
  const { reports, views, block: given, onReport, onSave, onClose } = props
  const meta = useMeta()
  const [block, setBlock] = useState<Block>(given)
  const [label, setLabel] = useState(given.label ?? { zh: '', en: '' })
  const objects = Object.values(meta.objects)
    .filter((one) => may(one, 'read') && !one.parent)
    .map((one) => ({ value: one.name, label: pluralOf(one) }))
  const pick = (
    name: string,
    value: string,
    options: { value: string; label: string }[],
    onChange: (value: string) => void,
  ) => (
    <FormField label={name}>
      {(ids) => (
        <Select
          id={ids.id}
          value={value || null}
          style={{ width: '100%' }}
          showSearch={byLabel}
          options={options}
          onChange={onChange}
        />
      )}
    </FormField>
  )
  return (
    <SideForm
      title={say(words.edit)}
      onClose={onClose}
      saveLabel={say(words.done)}
      onSave={() => {
        const { label: _, ...given } = block
        const rest = given.kind === 'text' ? { ...given, text: bothWords(given.text) } : given
        const named = label.zh.trim() || label.en.trim()
        onSave((named ? { ...rest, label: bothWords(label) } : rest) as Block)
      }}
    >
      {() => (
        <>
          {block.kind === 'report' &&
            pick(
              say(words.report),
              block.report,
              Object.entries(reports).flatMap(([value, one]) =>
                one ? [{ value, label: say(one.label) }] : [],
              ),
              (report) => setBlock({ ...block, report }),
            )}
          {block.kind === 'report' &&
            onReport &&
            given.kind === 'report' &&
            block.report === given.report && (
              <Button icon={<EditOutlined />} style={{ justifySelf: 'start' }} onClick={onReport}>
                {say(words.change_chart)}
              </Button>
            )}
          {block.kind === 'cockpit' &&
            pick(
              say(words.part),
              block.part,
              cockpitParts.map((value) => ({ value, label: say(partWords[value]) })),
              (part) => setBlock({ ...block, part: part as CockpitPart }),
            )}
          {(block.kind === 'list' || block.kind === 'form') &&
            pick(say(words.object), block.object, objects, (object) =>
              setBlock({ kind: block.kind, at: block.at, object }),
            )}
          {block.kind === 'list' && (
            <>
              {pick(
                say(words.view),
                block.view ?? 'none',
                [
                  { value: 'none', label: say(words.no_view) },
                  ...Object.entries(views).flatMap(([value, view]) =>
                    view && view.object === block.object ? [{ value, label: say(view.label) }] : [],
                  ),
                ],
                (view) => {
                  const { view: _, ...rest } = block
                  setBlock(view === 'none' ? rest : { ...rest, view })
                },
              )}
              {meta.objects[block.object] && (
                <FilterBar
                  object={meta.objects[block.object]!}
                  filter={block.filter ?? ''}
                  error={null}
                  onFilter={(filter) => {
                    const { filter: _, ...rest } = block
                    setBlock(filter ? { ...rest, filter } : rest)
                  }}
                />
              )}
            </>
          )}
          {block.kind === 'text' &&
            (['zh', 'en'] as const).map((language) => (
              <FormField
                key={language}
                label={`${say(words.text)} ${language === 'zh' ? '中文' : 'English'}`}
              >
                {(ids) => (
                  <Input.TextArea
                    id={ids.id}
                    value={block.text[language]}
                    autoSize={{ minRows: 3, maxRows: 12 }}
                    onChange={(event) =>
                      setBlock({
                        ...block,
                        text: { ...block.text, [language]: event.target.value },
                      })
                    }
                  />
                )}
              </FormField>
            ))}
          {block.kind === 'button' && (
            <>
              {pick(
                say(words.does),
                block.create ?? '/',
                [
                  ...objects
                    .filter((one) => may(meta.objects[one.value], 'create'))
                    .map((one) => ({
                      value: one.value,
                      label: say(words.creates, { object: one.label }),
                    })),
                  { value: '/', label: say(words.goes) },
                ],
                (create) => {
                  const { create: _, to: __, ...rest } = block
                  setBlock(create === '/' ? { ...rest, to: '/inbox' } : { ...rest, create })
                },
              )}
              {block.create === undefined && (
                <Where value={block.to ?? '/inbox'} onChange={(to) => setBlock({ ...block, to })} />
              )}
              <Checkbox
                checked={block.primary ?? false}
                onChange={(event) => setBlock({ ...block, primary: event.target.checked })}
              >
                {say(words.primary)}
              </Checkbox>
            </>
          )}
          <WordsField label={say(words.title)} value={label} onChange={setLabel} required={false} />
        </>
      )}
    </SideForm>
  )
}

/** What stands for an address that is written by hand. */
const byHand = ' '

/** Where a button leads: a place of the application by its name, or any address in it. */
function Where({ value, onChange }: { value: string; onChange: (to: string) => void }) {
  const places = openedPlaces(useMeta())
  const known = places.some(({ options }) => options.some((one) => one.value === value))
  const [writing, setWriting] = useState(!known)
  return (
    <>
      <FormField label={say(words.goes_to)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={writing ? byHand : value}
            style={{ width: '100%' }}
            showSearch={byLabel}
            options={[...places, { value: byHand, label: say(words.other_address) }]}
            onChange={(to: string) => {
              setWriting(to === byHand)
              if (to !== byHand) onChange(to)
            }}
          />
        )}
      </FormField>
      {writing && <TextLine label={say(words.to)} value={value} onChange={onChange} />}
    </>
  )
}
