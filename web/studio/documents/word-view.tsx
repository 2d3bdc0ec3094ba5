// What comes of a company's own Word file? Its PDF for a real record, and what that does not show.
import { useEffect, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type LeftOut, leftOutWords, otherwise } from '#kernel/view/left-out.ts'
import { admin, type PrintWish } from '#web/admin/admin-calls.ts'
import { CallError } from '#web/call.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { words } from './words.ts'

export interface WordViewProps {
  wish: PrintWish
  /** Of the model and of the record: another one is another PDF. */
  version: number
}

export function WordView({ wish, version }: WordViewProps) {
  const phone = useWidth() === 'phone'
  const print = useQuery({
    queryKey: ['model', 'print-pdf', version, JSON.stringify(wish)],
    queryFn: ({ signal }) => admin.printPdf(wish, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const { data } = print
  const url = useAddress(data?.blob)
  if (print.error) {
    const refused = print.error instanceof CallError ? print.error : null
    return (
      <div className="page-note" role="alert">
        <p className={refused?.status === 404 ? '' : 'bad'}>
          {refused?.code === 'malformed' || refused?.code === 'too-large'
            ? say(words.word_bad, { why: refused.message })
            : print.error.message}
        </p>
        <Button size="small" onClick={() => void print.refetch()}>
          {t('again')}
        </Button>
      </div>
    )
  }
  if (!data || !url) return <Waiting rows={8} />
  return (
    <div className="doc-word">
      <Notes leftOut={data.leftOut} missing={data.missing} />
      {phone ? (
        <Button block href={url} target="_blank">
          {say(words.open_pdf)}
        </Button>
      ) : (
        <iframe
          src={`${url}#toolbar=0&navpanes=0&view=FitH`}
          title={say(words.word_preview)}
          aria-busy={print.isFetching}
        />
      )}
    </div>
  )
}

function Notes({ leftOut, missing }: { leftOut: readonly LeftOut[]; missing: string }) {
  const known = leftOut.filter((one) => Object.hasOwn(leftOutWords, one))
  const lost = known.filter((one) => !otherwise.has(one))
  const changed = known.filter((one) => otherwise.has(one))
  const line = (title: string, list: readonly LeftOut[]) =>
    list.length > 0 && (
      <>
        <b>{title}</b>
        <ul>
          {list.map((one) => (
            <li key={one}>{say(leftOutWords[one])}</li>
          ))}
        </ul>
      </>
    )
  return (
    <div className="doc-notes" role="status">
      {line(say(words.word_lost), lost)}
      {line(say(words.word_changed), changed)}
      {missing && <p>{say(words.word_letters, { letters: [...missing].join(' ') })}</p>}
      <p className="small ink-3">{say(known.length ? words.word_type : words.word_whole)}</p>
    </div>
  )
}

/** An address for the bytes, as long as they are shown. */
function useAddress(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    // The frame shows the old one until the new one is there.
    return () => void setTimeout(() => URL.revokeObjectURL(made), 60_000)
  }, [blob])
  return url
}
