// What else can be done with a record? PDF, its link, and removing it, which can be undone.
import { useMemo } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MenuProps } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import type { Language } from '#web/words.ts'
import type { Acting } from './use-act.tsx'
import type { Loaded } from './use-record.ts'
import { words } from './words.ts'

const forms = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' } as const

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
  const { documents } = useMeta()
  return useMemo(() => {
    const print = (name: string, as: keyof typeof forms, of: Language) =>
      open(
        `/api/v1/${object.name}/${row.id}/${as}?template=${name}&language=${of}`,
        '_blank',
        'noopener',
      )
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
      ...Object.entries(documents)
        .filter(([, one]) => one.object === object.name)
        .map(([name, one]) => ({
          key: `print-${name}`,
          label: say(words.print, { document: say(one.label) }),
          children: (['zh', 'en'] as const).flatMap((of) =>
            (['pdf', 'docx', 'xlsx'] as const).map((as) => ({
              key: `${name}-${as}-${of}`,
              label: `${say(words[`in_${of}`])} ${forms[as]}`,
              onClick: () => void print(name, as, of),
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
    documents,
    page?.can.remove,
    title,
    message,
    modal,
    notification,
    navigate,
    acting.busy,
  ])
}
