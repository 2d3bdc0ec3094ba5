// What else can be done with a record? PDF, its link, and removing it, which can be undone.
import { useMemo } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MenuProps } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { holds } from '#web/form/holds.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { language, say, t } from '#web/words.ts'
import type { Language } from '#web/words.ts'
import type { Acting } from './use-act.tsx'
import type { Loaded } from './use-record.ts'
import { words } from './words.ts'

const forms = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' } as const

type Forms = keyof typeof forms

const print = (object: MetaObject, id: string, name: string, as: Forms, of: Language): void =>
  void open(
    `/api/v1/${object.name}/${id}/${as}?template=${name}&language=${of}`,
    '_blank',
    'noopener',
  )

/** What can be printed of this record: of a credit note no invoice, of an invoice no credit note. */
function usePapers(object: MetaObject, row: Loaded['row']) {
  const meta = useMeta()
  return useMemo(
    () =>
      Object.entries(meta.documents).filter(
        ([, one]) =>
          one.object === object.name &&
          (one.if === undefined || holds(meta, object.name, one.if, row, true)),
      ),
    [meta, object.name, row],
  )
}

/** The paper that people want at once, in their own language; null where there is none. */
export function usePdf(object: MetaObject, row: Loaded['row']): (() => void) | null {
  const [paper] = usePapers(object, row)
  return paper ? () => print(object, row.id, paper[0], 'pdf', language()) : null
}

/** The page's own entries of the menu: PDF, link, remove. */
export function useMenu(
  object: MetaObject,
  row: Loaded['row'],
  page: RecordPage | undefined,
  acting: Acting,
): NonNullable<MenuProps['items']> {
  const { message, modal, notification } = App.useApp()
  const navigate = useNavigate()
  const title = titleOf(object, row)
  const papers = usePapers(object, row)
  return useMemo(() => {
    const undo = async () => {
      notification.destroy(row.id)
      await call.restore(object.name, row.id)
      void answers.invalidateQueries({ queryKey: ['records', object.name] })
      void message.success(say(words.restored))
      void navigate({ to: '/o/$object/$id', params: { object: object.name, id: row.id } })
    }
    const remove = async () => {
      try {
        await call.remove(object.name, row.id)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        void message.error(error.message, 6)
        return
      }
      answers.removeQueries({ queryKey: keys.one(object.name, row.id) })
      void answers.invalidateQueries({ queryKey: ['records', object.name] })
      void navigate({ to: '/o/$object', params: { object: object.name } })
      notification.info({
        key: row.id,
        title: say(words.removed, { title }),
        placement: 'bottom',
        duration: 10,
        actions: (
          <Button size="small" onClick={() => void undo()}>
            {t('undo')}
          </Button>
        ),
      })
    }
    return [
      ...papers.map(([name, one]) => ({
        key: `print-${name}`,
        label: say(words.print, { document: say(one.label) }),
        // One's own language first.
        children: (language() === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const)).flatMap(
          (of) =>
            (['pdf', 'docx', 'xlsx'] as const).map((as) => ({
              key: `${name}-${as}-${of}`,
              label: `${say(words[`in_${of}`])} ${forms[as]}`,
              onClick: () => print(object, row.id, name, as, of),
            })),
        ),
      })),
      {
        key: 'link',
        label: say(words.copy_link),
        onClick: () =>
          void navigator.clipboard
            ?.writeText(location.href)
            .then(() => message.success(say(words.copied))),
      },
      ...(page?.can.remove
        ? [
            {
              key: 'remove',
              danger: true,
              label: t('remove'),
              onClick: () =>
                void modal.confirm({
                  title: say(words.remove_ask, { title }),
                  content: say(words.remove_help),
                  okText: t('remove'),
                  okButtonProps: { danger: true },
                  onOk: remove,
                }),
            },
          ]
        : []),
    ]
    // `acting` is here so that the menu closes with what it did.
  }, [
    object,
    row.id,
    papers,
    page?.can.remove,
    title,
    message,
    modal,
    notification,
    navigate,
    acting.busy,
  ])
}
