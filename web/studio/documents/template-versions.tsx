// How did a template come to be as it is? The versions that changed it; any of them comes back into the draft.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { DiffList } from '../versions/diff-list.tsx'
import { words } from './words.ts'

export interface TemplateVersionsProps {
  name: string
  label: string
  onTake: (template: DocumentTemplate) => void
  onClose: () => void
}

export function TemplateVersions({ name, label, onTake, onClose }: TemplateVersionsProps) {
  const { message } = App.useApp()
  const { company } = useMeta()
  const [taking, setTaking] = useState<number | null>(null)
  const versions = useQuery({
    queryKey: [...adminKeys.versions, 'newest'],
    queryFn: () => admin.versions(null),
  })
  const today = todayIn(company.zone)
  const prefix = `documents.${name}`
  const take = async (version: number) => {
    setTaking(version)
    try {
      const { template } = await admin.templateOf(version, name)
      if (template) onTake(template)
      else void message.info(say(words.version_without, { n: version }))
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setTaking(null)
    }
  }
  return (
    <SideForm title={say(words.versions_of, { document: label })} onClose={onClose}>
      {() => (
        <Answer of={versions}>
          {({ data }) => {
            const list = data
              .map((one) => ({
                ...one,
                diff: one.diff.filter(
                  (it) => it.path === prefix || it.path.startsWith(`${prefix}.`),
                ),
              }))
              .filter((one) => one.diff.length)
            // What it was before anybody changed it: the standard, where it is of the standard.
            const before = (list.at(-1)?.version ?? (data[0]?.version ?? 0) + 1) - 1
            return (
              <>
                <p className="small ink-3">{say(words.versions_help)}</p>
                <ol className="doc-versions">
                  {list.map((one) => (
                    <li key={one.version}>
                      <div>
                        <p>
                          <b>v{one.version}</b> {/^[+~↩-]/.test(one.note) ? '' : one.note}
                        </p>
                        <p className="small ink-3">
                          {one.who.name} · {instant(one.at, company.zone, today)}
                        </p>
                        <DiffList diff={one.diff} />
                      </div>
                      <Button
                        size="small"
                        loading={taking === one.version}
                        onClick={() => void take(one.version)}
                      >
                        {say(words.version_take)}
                      </Button>
                    </li>
                  ))}
                  {before > 0 && (
                    <li>
                      <p>{say(list.length ? words.version_first : words.version_none)}</p>
                      {list.length > 0 && (
                        <Button
                          size="small"
                          loading={taking === before}
                          onClick={() => void take(before)}
                        >
                          {say(words.version_take)}
                        </Button>
                      )}
                    </li>
                  )}
                </ol>
              </>
            )
          }}
        </Answer>
      )}
    </SideForm>
  )
}
