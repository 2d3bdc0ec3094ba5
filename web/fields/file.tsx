// How are files shown and added? Names to open; uploaded at once, kept with the record when it is saved.
import { useRef, useState } from 'react'
import { App, Button } from 'antd'
import { CloseOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { send, messageOf } from '#web/call.ts'
import { size } from '#web/format.ts'
import { say, t } from '#web/words.ts'
import type { FieldParts, InputProps } from './field-parts.ts'
import { TextFilter } from './text.tsx'

export interface StoredFile {
  id: string
  name?: string
  size?: number
  type?: string
}

export const filesOf = (value: unknown): StoredFile[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is StoredFile =>
      typeof one === 'object' && one !== null && typeof (one as StoredFile).id === 'string',
  )

export const fileUrl = (file: StoredFile): string => `/api/v1/files/${encodeURIComponent(file.id)}`

/** Stores a file; it belongs to nobody but its uploader until a record or a template names it. */
export async function upload(file: Blob, name: string): Promise<StoredFile> {
  const form = new FormData()
  form.append('file', file, name)
  return send<StoredFile>('POST', '/api/v1/files', form)
}

export function FilesInput({
  value,
  onChange,
  disabled,
  many,
  accept,
  id,
}: Pick<InputProps, 'value' | 'onChange' | 'disabled' | 'id'> & {
  many: boolean
  accept?: string
}) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const files = filesOf(value)
  const add = async (file: File) => {
    setBusy(true)
    try {
      const stored = await upload(file, file.name)
      const kept = { ...stored, name: stored.name ?? file.name, size: stored.size ?? file.size }
      onChange(many ? [...files, kept] : [kept])
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="files-input">
      {files.map((file) => (
        <div key={file.id} className="file-row">
          <PaperClipOutlined />
          <a href={fileUrl(file)} className="ellipsis">
            {file.name ?? file.id}
          </a>
          {file.size !== undefined && <span className="ink-3 small">{size(file.size)}</span>}
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={`${t('remove')} ${file.name ?? ''}`}
            disabled={disabled}
            onClick={() => onChange(files.filter((one) => one.id !== file.id))}
          />
        </div>
      ))}
      {(many || !files.length) && (
        <>
          <input
            ref={chooser}
            id={id}
            type="file"
            className="only-read-aloud"
            tabIndex={-1}
            {...(accept ? { accept } : {})}
            disabled={disabled || busy}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void add(file)
            }}
          />
          <Button
            size="small"
            icon={<UploadOutlined />}
            loading={busy}
            disabled={disabled}
            onClick={() => chooser.current?.click()}
          >
            {say({ zh: '选择文件', en: 'Choose a file' })}
          </Button>
        </>
      )}
    </div>
  )
}

export const file: FieldParts<'file'> = {
  Cell: ({ value, place }) => {
    const files = filesOf(value)
    if (place === 'grid')
      return files.length ? (
        <>{files.length === 1 ? (files[0]?.name ?? '1') : files.length}</>
      ) : null
    return (
      <>
        {files.map((one) => (
          <div key={one.id}>
            <a href={fileUrl(one)}>{one.name ?? one.id}</a>
            {one.size !== undefined && <span className="unit">{size(one.size)}</span>}
          </div>
        ))}
      </>
    )
  },
  Input: ({ field, ...props }) => <FilesInput {...props} many={field.many ?? true} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 120,
  wide: true,
  operators: ['empty', 'filled'],
}
