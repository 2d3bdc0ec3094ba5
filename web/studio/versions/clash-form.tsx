// Both sides changed the same place: which one is to stand? Side by side, one choice per place.
import { useState } from 'react'
import { Button } from 'antd'
import type { DraftClash } from '#kernel/api/draft.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { say } from '#web/words.ts'
import { desk } from '../draft-desk.ts'

const words = {
  title: { zh: '与新版本冲突的 {n} 处', en: '{n} {n:conflict|conflicts} with the new version' },
  help: {
    zh: '在您修改期间，别人发布了新版本，改到了同样的地方。请逐处选择以哪边为准；其余修改已自动合并。',
    en: 'While you worked, somebody published a version that changed the same places. Choose for each; all other changes are merged.',
  },
  before: { zh: '原来', en: 'Before' },
  mine: { zh: '我的草稿', en: 'My draft' },
  theirs: { zh: '已发布', en: 'Published' },
  all_mine: { zh: '全部用我的', en: 'Mine for all' },
  all_theirs: { zh: '全部用已发布的', en: 'Published for all' },
  save: { zh: '按选择合并', en: 'Merge as chosen' },
} as const

type Take = 'mine' | 'theirs'

export function ClashForm({
  clashes,
  onClose,
}: {
  clashes: readonly DraftClash[]
  onClose: () => void
}) {
  const [taken, setTaken] = useState<Readonly<Record<string, Take>>>({})
  const keyOf = (clash: DraftClash) => JSON.stringify(clash.path)
  const all = (take: Take) => setTaken(Object.fromEntries(clashes.map((one) => [keyOf(one), take])))
  return (
    <SideForm
      title={say(words.title, { n: clashes.length })}
      width={720}
      onClose={onClose}
      saveLabel={say(words.save)}
      disabled={clashes.some((one) => !taken[keyOf(one)])}
      onSave={() =>
        desk.catchUp(clashes.map((one) => ({ path: one.path, take: taken[keyOf(one)] ?? 'mine' })))
      }
    >
      {() => (
        <>
          <p className="ink-2">{say(words.help)}</p>
          <p className="adm-row">
            <Button size="small" onClick={() => all('mine')}>
              {say(words.all_mine)}
            </Button>
            <Button size="small" onClick={() => all('theirs')}>
              {say(words.all_theirs)}
            </Button>
          </p>
          {clashes.map((one) => (
            <fieldset key={keyOf(one)} className="clash">
              <legend>{say(one.place)}</legend>
              <p className="small ink-3">
                {say(words.before)}：{say(one.before)}
              </p>
              <div className="clash-pair">
                {(['mine', 'theirs'] as const).map((take) => (
                  <label key={take} className={taken[keyOf(one)] === take ? 'on' : ''}>
                    <input
                      type="radio"
                      name={keyOf(one)}
                      checked={taken[keyOf(one)] === take}
                      onChange={() => setTaken({ ...taken, [keyOf(one)]: take })}
                    />
                    <small>{say(words[take])}</small>
                    <span>{say(one[take])}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </>
      )}
    </SideForm>
  )
}
