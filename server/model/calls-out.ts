// Which calls of a model can never be made? Those to an address that the door for what people configure does not open.
import type { App, ModelProblem } from '#kernel/app.ts'
import type { Step } from '#kernel/automation/automation.ts'
import { neverCalled } from '#server/outgoing/send-out.ts'

/**
 * Webhook steps whose address says by itself that it may not be called. A name is only known when it is resolved, at the
 * call; what the model before had already is left to the run, so that it stops no other change.
 * @param was the App as it is; null: nothing was there before
 */
export function refusedCalls(was: App | null, will: App): ModelProblem[] {
  return Object.entries(will.automations).flatMap(([name, { steps }]) => {
    const before = new Set(
      callsOf(was?.automations[name]?.steps ?? [], '').map(({ address }) => address),
    )
    return callsOf(steps, `automations.${name}.steps`)
      .filter(({ address }) => !before.has(address) && neverCalled(address))
      .map(({ path, address }) => ({ path: `${path}.url`, says: saysOf(address) }))
  })
}

interface AddressAt {
  readonly path: string
  readonly address: string
}

const callsOf = (steps: readonly Step[], path: string): AddressAt[] =>
  steps.flatMap((step, i) => {
    const at = `${path}[${i}]`
    if (step.do === 'webhook') return [{ path: at, address: step.url }]
    if (step.do === 'each') return callsOf(step.steps, `${at}.steps`)
    if (step.do !== 'branch') return []
    return [...callsOf(step.then, `${at}.then`), ...callsOf(step.else ?? [], `${at}.else`)]
  })

function saysOf(address: string): ModelProblem['says'] {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url) return { zh: '不是有效的地址', en: 'is no address' }
  if (url.username || url.password)
    return { zh: '地址里不能带用户名和密码', en: 'an address may not carry a name and a password' }
  return {
    zh: `${url.hostname} 是内部地址，自动化只能调用公网地址`,
    en: `${url.hostname} is a private address; automations call public ones only`,
  }
}
