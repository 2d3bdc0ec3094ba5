// How does a part of the cockpit stand on a board? As it does there, with the same figures.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CockpitPart } from '#kernel/view/board.ts'
import { keys } from '#web/asks.ts'
import { Ageing } from '#web/cockpit/ageing.tsx'
import '#web/cockpit/cockpit.css'
import { Collected } from '#web/cockpit/collected.tsx'
import { Forecast } from '#web/cockpit/forecast.tsx'
import { Pipeline } from '#web/cockpit/pipeline.tsx'
import { Today } from '#web/cockpit/today.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { askCockpit } from '#web/river/ask.ts'
import { River } from '#web/river/river.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export default function CockpitBlock({ part }: { part: CockpitPart }) {
  if (part === 'river') return <River months={12} measure="amount" />
  if (part === 'today') return <Today />
  return <Figures part={part} />
}

function Figures({ part }: { part: Exclude<CockpitPart, 'river' | 'today'> }) {
  const navigate = useNavigate()
  const { data } = useQuery({
    queryKey: keys.cockpit('figures'),
    queryFn: askCockpit,
    staleTime: 30_000,
  })
  if (!data) return <Waiting rows={4} />
  const open = () => void navigate({ to: '/cockpit' })
  const { collected, pipeline, ageing, forecast } = data
  const shown = {
    collected: collected && <Collected tile={collected} today={data.today} />,
    pipeline: pipeline && <Pipeline tile={pipeline} onOpen={open} />,
    ageing: ageing && <Ageing tile={ageing} />,
    forecast: forecast && <Forecast tile={forecast} onOpen={open} />,
  }[part]
  return shown ? (
    <div className="tiles">{shown}</div>
  ) : (
    <p className="block-note small">{say(words.not_yours)}</p>
  )
}
