// How was the file itself read? Told in one line; what was found out wrongly can be said here, and the columns follow.
import { useState } from 'react'
import { Button, Checkbox, InputNumber, Select } from 'antd'
import type { FileRead } from '#kernel/api.ts'
import { delimiters, encodings } from '#kernel/import/mapping.ts'
import type { FileReading } from '#kernel/import/mapping.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { encodingName, words } from './words.ts'

export interface ReadingProps {
  read: FileRead
  /** What was said so far; the rest was found out. */
  said: FileReading
  onSaid: (said: FileReading) => void
}

export function Reading({ read, said, onSaid }: ReadingProps) {
  const [open, setOpen] = useState(false)
  const change = (part: { [K in keyof FileReading]?: FileReading[K] | undefined }) =>
    onSaid(
      Object.fromEntries(
        Object.entries({ ...said, ...part }).filter(([, value]) => value !== undefined),
      ),
    )
  const line = [
    ...(read.encoding ? [encodingWord(read.encoding)] : []),
    ...(read.delimiter ? [say(delimiterWords[read.delimiter as Delimiter])] : []),
    ...(read.sheet !== undefined
      ? [
          say((read.sheets?.length ?? 1) > 1 ? words.sheet_of : words.sheet_is, {
            sheet: read.sheet,
            n: read.sheets?.length ?? 1,
          }),
        ]
      : []),
    say(words.header_in, { n: read.header_row }),
  ].join(' · ')
  return (
    <section className="import-reading">
      <p className="adm-row">
        <span className="ink-2">{line}</span>
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? words.reading_close : words.reading_change)}
        </Button>
      </p>
      {open && (
        <div className="form-grid">
          {read.kind === 'csv' ? (
            <TextReading read={read} said={said} change={change} />
          ) : (
            <FormField label={say(words.sheet)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={read.sheet ?? null}
                  options={(read.sheets ?? []).map((value) => ({ value, label: value }))}
                  style={{ width: '100%' }}
                  onChange={(sheet: string) => change({ sheet, header_row: undefined })}
                />
              )}
            </FormField>
          )}
          <FormField label={say(words.header_row)}>
            {(ids) => (
              <InputNumber
                id={ids.id}
                value={said.header_row ?? read.header_row}
                min={1}
                max={1_000_000}
                precision={0}
                changeOnWheel={false}
                style={{ width: '100%' }}
                onChange={(row) => change({ header_row: row ?? undefined })}
              />
            )}
          </FormField>
          {read.kind === 'xlsx' && (
            <Checkbox
              checked={said.fill_merged ?? false}
              onChange={(event) => change({ fill_merged: event.target.checked || undefined })}
            >
              {say(words.fill_merged)}
            </Checkbox>
          )}
        </div>
      )}
    </section>
  )
}

type Delimiter = (typeof delimiters)[number]

const delimiterWords = {
  ',': words.by_comma,
  ';': words.by_semicolon,
  '\t': words.by_tab,
  '|': words.by_bar,
} as const satisfies Record<Delimiter, unknown>

const encodingWord = (code: string): string => {
  const known = encodings.find((one) => one === code)
  return known && known !== 'auto' ? say(encodingName[known]) : code
}

interface TextReadingProps {
  read: FileRead
  said: FileReading
  change: (part: {
    encoding?: FileReading['encoding']
    delimiter?: FileReading['delimiter']
  }) => void
}

/** What a file of text does not say of itself. */
function TextReading({ read, said, change }: TextReadingProps) {
  return (
    <>
      <FormField label={say(words.encoding)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={said.encoding ?? 'auto'}
            style={{ width: '100%' }}
            options={encodings.flatMap((value) =>
              // GB18030 reads all of GBK.
              value === 'gbk'
                ? []
                : [
                    {
                      value,
                      label:
                        value === 'auto'
                          ? auto(said.encoding ? undefined : encodingWord(read.encoding ?? ''))
                          : say(encodingName[value]),
                    },
                  ],
            )}
            onChange={(encoding: NonNullable<FileReading['encoding']>) =>
              change({ encoding: encoding === 'auto' ? undefined : encoding })
            }
          />
        )}
      </FormField>
      <FormField label={say(words.delimiter)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={said.delimiter ?? 'auto'}
            style={{ width: '100%' }}
            options={[
              {
                value: 'auto',
                label: auto(
                  said.delimiter ? undefined : say(delimiterWords[read.delimiter as Delimiter]),
                ),
              },
              ...delimiters.map((value) => ({ value, label: say(delimiterWords[value]) })),
            ]}
            onChange={(value: Delimiter | 'auto') =>
              change({ delimiter: value === 'auto' ? undefined : value })
            }
          />
        )}
      </FormField>
    </>
  )
}

const auto = (found: string | undefined): string =>
  found ? say(words.auto_found, { found }) : say(words.auto)
