// Does the form take anything in now? Its stage as one word.
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'

const looks: Readonly<Record<string, string>> = { open: 'tag good', closed: 'tag' }

export function StageTag({ stage }: { stage: string }) {
  const label = useMeta().objects.lead_form?.lifecycle?.stages[stage]?.label
  return <span className={looks[stage] ?? 'tag warn'}>{label ? say(label) : stage}</span>
}
