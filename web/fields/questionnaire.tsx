// What does one ask to find out whether a lead is worth it? Each question of the company with the answers that it takes.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { Row, Values } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { may, useMeta } from '#web/meta.ts'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import { Picker } from './picker.tsx'

const words = {
  none: {
    zh: '还没有设置问卷，可以直接认定。',
    en: 'No questions are set up; nothing needs to be answered.',
  },
  set_up: { zh: '设置问卷', en: 'Set up the questionnaire' },
  help: {
    zh: '可以不答；答了就按权重算出线索评分。',
    en: 'May be left out; what is answered makes the score of the lead.',
  },
  clear: { zh: '清除', en: 'Clear' },
} as const
const yes = { zh: '是', en: 'Yes' }
const no = { zh: '否', en: 'No' }
const scale = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']

interface QuestionnaireProps {
  /** What was answered in this form. */
  value: readonly Values[]
  onChange: (value: Values[]) => void
  /** What was answered before, where the record is there already. */
  before: readonly Values[]
  disabled?: boolean | undefined
}

export default function Questionnaire({ value, onChange, before, disabled }: QuestionnaireProps) {
  const meta = useMeta()
  const { data } = useQuery({
    queryKey: keys.sum('question', 'asked'),
    queryFn: () =>
      call.list('question', {
        filter: 'active = true',
        sort: 'sequence',
        select: ['id', 'text', 'kind', 'choices'],
        limit: 200,
      }),
  })
  if (!data) return <Waiting rows={3} />
  if (!data.data.length)
    return (
      <p className="ink-2">
        {say(words.none)}{' '}
        {may(meta.objects.question, 'create') && (
          <Link to="/o/$object" params={{ object: 'question' }}>
            {say(words.set_up)}
          </Link>
        )}
      </p>
    )
  const answerOf = (rows: readonly Values[], question: string): string => {
    const found = rows.find((row) => row.question === question)?.answer
    return typeof found === 'string' ? found : ''
  }
  const put = (question: string, answer: string) =>
    onChange([
      ...value.filter((row) => row.question !== question),
      ...(answer ? [{ question, answer }] : []),
    ])
  return (
    <div className="questionnaire">
      <p className="small ink-3">{say(words.help)}</p>
      {data.data.map((question) => (
        <Question
          key={question.id}
          question={question}
          answer={answerOf(value, question.id) || answerOf(before, question.id)}
          isNew={answerOf(value, question.id) !== ''}
          onAnswer={(answer) => put(question.id, answer)}
          disabled={disabled}
        />
      ))}
    </div>
  )
}

interface QuestionProps {
  question: Row
  answer: string
  /** It was given in this form, so it can be taken back here. */
  isNew: boolean
  onAnswer: (answer: string) => void
  disabled: boolean | undefined
}

function Question({ question, answer, isNew, onAnswer, disabled }: QuestionProps) {
  const asked = String(question.text ?? '')
  return (
    <div className="question">
      <p>
        {asked}
        {isNew && (
          <Button type="link" size="small" disabled={disabled} onClick={() => onAnswer('')}>
            {say(words.clear)}
          </Button>
        )}
      </p>
      <Answers question={question} label={asked} {...{ answer, onAnswer, disabled }} />
    </div>
  )
}

function Answers({
  question,
  label,
  answer,
  onAnswer,
  disabled = false,
}: Omit<QuestionProps, 'isNew'> & { label: string }) {
  if (question.kind === 'choice') {
    const choices = Array.isArray(question.choices) ? (question.choices as Values[]) : []
    return (
      <Picker
        value={answer || null}
        onChange={(next: unknown) => onAnswer(typeof next === 'string' ? next : '')}
        options={choices.map((one) => ({ value: String(one.text), label: String(one.text) }))}
        aria-label={label}
        disabled={disabled}
        style={{ width: '100%' }}
      />
    )
  }
  if (question.kind === 'text')
    return (
      <Input
        value={answer}
        onChange={(event) => onAnswer(event.target.value)}
        aria-label={label}
        disabled={disabled}
        maxLength={500}
      />
    )
  const options =
    question.kind === 'scale'
      ? scale.map((one) => ({ value: one, label: one }))
      : [yes, no].map((one) => ({ value: say(one), label: say(one) }))
  // Answers may have been written in the other language.
  const same = [yes, no].find((one) => Object.values(one).includes(answer))
  return (
    <Segments
      value={same ? say(same) : answer}
      options={options}
      onChange={(next) => !disabled && onAnswer(next)}
      label={label}
    />
  )
}
