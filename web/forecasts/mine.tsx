// What do I say this week? A number and a note; once submitted it stands.
import { App, Button, Input } from 'antd'
import type { ForecastDesk, ForecastRow } from '#kernel/api/forecast.ts'
import { money } from '#kernel/money/written.ts'
import { sum } from '#kernel/money/sum.ts'
import { call } from '#web/call.ts'
import { ExactInput } from '#web/fields/exact-input.tsx'
import { useKeptText } from '#web/form/drafts.ts'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
import { date, instant } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { WholeSum } from '#web/parts/whole-sum.tsx'
import { language, say, t } from '#web/words.ts'
import { Since } from './table.tsx'
import { words } from './words.ts'
import '#web/parts/form.css'

interface MineProps {
  desk: ForecastDesk
  mine: NonNullable<ForecastDesk['mine']>
  row: ForecastRow | undefined
  onSaid: () => void
}

export function Mine({ desk, mine, row, onSaid }: MineProps) {
  const { zone } = useMeta().company
  const { currency, today, due_on } = desk
  const due = date(due_on, { today, weekday: language() })
  return (
    <section className="cast-mine" aria-label={say(words.mine)}>
      <div className="cast-mine-head">
        <h2>{say(words.mine)}</h2>
        {mine.said ? (
          <span className="small ink-3">
            {say(words.stands, { at: instant(mine.said.submitted_at, zone, today) })}
            {mine.said.late && <span className="tag warn">{say(words.late)}</span>}
          </span>
        ) : (
          desk.starts_on <= today && (
            <span className={today > due_on ? 'small bad' : 'small ink-3'}>
              {say(today > due_on ? words.due_past : words.due, { date: due })}
            </span>
          )
        )}
      </div>
      {mine.said ? (
        <div className="cast-said">
          <p>
            <b>
              <WholeSum amount={mine.said.amount} currency={currency} home={currency} />
            </b>{' '}
            {row && <Since row={row} currency={currency} />}
          </p>
          {mine.said.note && <p className="cast-note">{mine.said.note}</p>}
        </div>
      ) : (
        <Form
          key={desk.starts_on + desk.week}
          desk={desk}
          person={mine.person}
          row={row}
          onSaid={onSaid}
        />
      )}
    </section>
  )
}

interface FormProps {
  desk: ForecastDesk
  person: string
  row: ForecastRow | undefined
  onSaid: () => void
}

function Form({ desk, person, row, onSaid }: FormProps) {
  const { message } = App.useApp()
  const place = `forecast.${desk.starts_on}.${desk.week}`
  const [amount, setAmount] = useKeptText(`${place}.amount`)
  const [note, setNote] = useKeptText(place)
  const once = useSendOnce(place)
  const { currency } = desk
  const beside = refusalBeside(once, ['amount', 'note'])?.says
  const problem = once.problems.amount ?? beside
  const submit = async () => {
    if (amount === '') return once.tell({ amount: t('required') })
    const input = { amount, on: desk.starts_on, ...(note.trim() ? { note: note.trim() } : {}) }
    const done = await once.send((options) =>
      call.act('person', person, 'submit_forecast', input, options),
    )
    if (!done) return
    void message.success(say(words.submitted))
    setNote('')
    setAmount('')
    onSaid()
  }
  return (
    <form
      className="cast-form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div>
        <FormField
          label={say(words.amount)}
          help={say(words.mine_help)}
          required
          {...(problem ? { problem } : {})}
        >
          {({ id, describedBy, invalid }) => (
            <ExactInput
              id={id}
              describedBy={describedBy}
              invalid={invalid}
              name="amount"
              object="forecast"
              row={{}}
              suffix={currency}
              value={amount}
              onChange={(value) => setAmount(value === null ? '' : String(value))}
            />
          )}
        </FormField>
        {row && <Offers row={row} currency={currency} onTake={setAmount} />}
      </div>
      <FormField
        label={say(words.note)}
        {...(once.problems.note ? { problem: once.problems.note } : {})}
      >
        {({ id }) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            placeholder={say(words.note_help)}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </FormField>
      <div className="cast-send">
        <Button type="primary" htmlType="submit" loading={once.busy}>
          {say(words.submit)}
        </Button>
        <span className="small ink-3">{say(words.sure)}</span>
      </div>
    </form>
  )
}

/** Numbers that stand there already; a press takes one over. */
function Offers({
  row,
  currency,
  onTake,
}: {
  row: ForecastRow
  currency: string
  onTake: (amount: string) => void
}) {
  const offers = [
    ...(row.figures
      ? [
          {
            label: say(words.from_deals),
            amount: sum([row.figures.won, row.figures.commit], currency),
          },
        ]
      : []),
    ...(row.reported && row.reported.said > 0
      ? [
          {
            label: say(words.from_reports, { said: row.reported.said, of: row.reported.of }),
            amount: row.reported.amount,
          },
        ]
      : []),
    ...(row.before === null ? [] : [{ label: say(words.from_before), amount: row.before }]),
  ]
  return (
    <ul className="cast-offers">
      {offers.map(({ label, amount }) => (
        <li key={label}>
          <button type="button" className="bare" onClick={() => onTake(amount)}>
            <span className="ink-3">{label}</span> {money(amount, currency, currency)}
          </button>
        </li>
      ))}
    </ul>
  )
}
