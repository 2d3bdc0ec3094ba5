// How does one take along what one sees? As Excel or CSV, with the filter and the columns shown.
import { Button, Dropdown } from 'antd'
import { ExportOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { asked } from '#web/call.ts'
import { say, t } from '#web/words.ts'
import type { ListState } from './list-state.ts'
import { words } from './words.ts'

/** The address of the file; the browser downloads it by itself, however long it is. */
export const exportAddress = (
  object: string,
  format: 'xlsx' | 'csv',
  state: Pick<ListState, 'filter' | 'sort' | 'search'>,
  select: readonly string[],
): string =>
  `/api/v1/${encodeURIComponent(object)}/export${asked({ format, filter: state.filter, sort: state.sort, search: state.search, select })}`

export function ExportMenu({
  object,
  state,
  select,
}: {
  object: MetaObject
  state: ListState
  select: readonly string[]
}) {
  const item = (format: 'xlsx' | 'csv') => ({
    key: format,
    label: (
      <a href={exportAddress(object.name, format, state, select)} download>
        {say(format === 'xlsx' ? words.export_xlsx : words.export_csv)}
      </a>
    ),
  })
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          item('xlsx'),
          item('csv'),
          { type: 'divider' },
          { key: 'help', label: say(words.export_help), disabled: true },
        ],
      }}
    >
      <Button type="text" size="small" icon={<ExportOutlined />}>
        {t('export')}
      </Button>
    </Dropdown>
  )
}
