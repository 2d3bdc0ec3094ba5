// Which documents are printed, and which of them is designed now?
import { Fragment, useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import type { RoomProps } from '../room.ts'
import { Designer } from './designer.tsx'
import { NewTemplate } from './new-template.tsx'
import { words } from './words.ts'
import './documents.css'

export default function DocumentsRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { document?: string; record?: string }
  const navigate = useNavigate()
  const model = draft.shown
  const all = Object.entries(model.documents)
  const name = search.document && model.documents[search.document] ? search.document : all[0]?.[0]
  const [making, setMaking] = useState(false)
  const go = (document: string) =>
    void navigate({ to: '/studio/$room', params: { room: 'documents' }, search: { document } })
  const marked = marks(draft.published, draft.patch, ['documents'])
  const groups = Map.groupBy(all, ([, one]) => one.object)
  const put = (key: string, template: DocumentTemplate | null) =>
    draft.put([['documents', key], template])
  return (
    <>
      <PageHead
        title={title}
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {say(words.new)}
          </Button>
        }
      />
      {name === undefined ? (
        <p className="page-note">{say(words.none)}</p>
      ) : (
        <div className="doc-room">
          <nav className="studio-objects" aria-label={say(words.templates)}>
            {[...groups].map(([object, list]) => (
              <Fragment key={object}>
                <h2>{say(model.objects[object]?.label ?? { zh: object, en: object })}</h2>
                {list.map(([key, one]) => (
                  <button
                    key={key}
                    type="button"
                    className="object"
                    aria-current={key === name}
                    onClick={() => go(key)}
                  >
                    <Icon name="file_text" />
                    <span className="ellipsis">{say(one.label)}</span>
                    {marked.has(key) && <span className="tag warn">{say(words.changed)}</span>}
                  </button>
                ))}
              </Fragment>
            ))}
          </nav>
          <Designer
            key={name}
            draft={draft}
            template={model.documents[name]!}
            name={name}
            others={all.map(([key, one]) => ({ value: key, label: say(one.label) }))}
            onOther={go}
            onChange={(template) => put(name, template)}
            onCopy={() => {
              const key = freeName(`${name}_2`, model.documents, 'document')
              const { label } = model.documents[name]!
              put(key, {
                ...model.documents[name]!,
                label: { zh: `${label.zh} 2`, en: `${label.en} 2` },
              })
              go(key)
            }}
            onRetire={() => put(name, null)}
          />
        </div>
      )}
      {making && (
        <NewTemplate
          model={model}
          onClose={() => setMaking(false)}
          onMake={(key, template) => {
            put(key, template)
            setMaking(false)
            go(key)
          }}
        />
      )}
    </>
  )
}
