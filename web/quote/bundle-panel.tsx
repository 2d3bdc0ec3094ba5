// What of a bundle does the customer get? Chosen in one panel: what must be, one of several, so many of it, what is only offered, what it comes to.
import { useEffect, useState } from 'react'
import { Checkbox, Input, Radio } from 'antd'
import { CheckOutlined, WarningOutlined } from '@ant-design/icons'
import { exact } from '#kernel/money/exact.ts'
import { money, number, price } from '#kernel/money/written.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { plainNumber } from '#web/fields/plain-number.ts'
import { currencyWord } from '#web/parts/currency-word.ts'
import { useMeta } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import {
  choicesIn,
  chosenOf,
  isNeeded,
  isNumber,
  standardOf,
  toggled,
  totalOf,
  withChoices,
} from './bundle.ts'
import type { Bundle, Choices, Component, Group } from './bundle.ts'
import { blockAt } from './blocks.ts'
import { listPrice } from './draft-line.ts'
import type { Head, ProductFacts } from './draft-line.ts'
import { useBundle, useProducts } from './products.ts'
import type { Lines } from './use-lines.ts'
import { words } from './words.ts'
import './bundle-panel.css'

interface BundlePanelProps {
  lines: Lines
  /** The line of the bundle. */
  place: number
  product: ProductFacts
  head: Head
  onClose: () => void
}

export function BundlePanel(props: BundlePanelProps) {
  const { product, onClose } = props
  const { data: bundle } = useBundle(product.id)
  if (!bundle)
    return (
      <SideForm title={product.name} onClose={onClose} width={560}>
        {() => <Waiting />}
      </SideForm>
    )
  return <Choosing {...props} bundle={bundle} />
}

function Choosing({
  lines,
  place,
  product,
  head,
  bundle,
  onClose,
}: BundlePanelProps & { bundle: Bundle }) {
  const [choices, setChoices] = useState<Choices>(() =>
    blockAt(lines.lines, place).length > 1
      ? choicesIn(bundle, lines.lines, place)
      : standardOf(bundle),
  )
  const [many, setMany] = useState(() => lines.lines[place]?.quantity || '1')
  const products = useProducts(
    useMeta(),
    bundle.components.map((one) => one.product),
  )
  const { groups, wrong, complete } = chosenOf(bundle, choices)
  const total = totalOf(bundle, choices, { many, products, head })
  const single = bundle.components.filter((one) => !one.group)
  const part = (some: readonly Component[], group?: Group) => (
    <Parts
      bundle={bundle}
      parts={some}
      group={group}
      choices={choices}
      products={products}
      head={head}
      onChoices={setChoices}
    />
  )
  const isGone = lines.lines[place]?.product !== bundle.id
  useEffect(() => {
    if (isGone) onClose()
  }, [isGone, onClose])
  return (
    <SideForm
      title={say(words.choose_of, { name: product.name })}
      width={560}
      onClose={onClose}
      saveLabel={say(words.put_in)}
      disabled={!isNumber(many) || wrong.length > 0}
      left={
        <span className="bundle-total" aria-live="polite">
          {total === null ? (
            <span className="ink-3">{say(words.total_later)}</span>
          ) : (
            <>
              <span className="ink-2">{say(head.listed ? words.at_list_yet : words.at_list)}</span>{' '}
              <b>{money(total, head.currency)}</b>{' '}
              <span className="unit">{currencyWord(head.currency)}</span>
            </>
          )}
        </span>
      }
      onSave={() => {
        lines.change((now) => withChoices(now, place, bundle, { choices, many, products }))
        onClose()
      }}
    >
      {() => (
        <div className="bundle">
          <label className="bundle-many">
            <span>{say(words.bundles_many)}</span>
            <Input
              value={many}
              inputMode="decimal"
              status={isNumber(many) ? '' : 'error'}
              aria-invalid={!isNumber(many)}
              suffix={product.unit ? <span className="ink-3">{product.unit}</span> : undefined}
              onChange={(event) => setMany(plainNumber(event.target.value))}
            />
          </label>
          {groups.map(({ group, chosen }) => (
            <fieldset key={group.name}>
              <legend>
                <b>{group.name}</b>{' '}
                <span className={isMet(group, chosen) ? 'good' : 'warn'}>
                  {isMet(group, chosen) ? <CheckOutlined /> : <WarningOutlined />} {ruleOf(group)}
                  {isMet(group, chosen) ? '' : say(words.chosen_now, { n: chosen })}
                </span>
              </legend>
              {part(
                bundle.components.filter((one) => one.group === group.name),
                group,
              )}
            </fieldset>
          ))}
          {single.some(isNeeded) && (
            <fieldset>
              <legend>
                <b>{say(words.always_in)}</b>
              </legend>
              {part(single.filter(isNeeded))}
            </fieldset>
          )}
          {single.some((one) => !isNeeded(one)) && (
            <fieldset>
              <legend>
                <b>{say(words.as_you_like)}</b>
              </legend>
              {part(single.filter((one) => !isNeeded(one)))}
            </fieldset>
          )}
          {!complete && (
            <p className="small warn" role="status">
              {say(words.choose_more)}
            </p>
          )}
          <p className="small ink-3">{say(words.panel_help)}</p>
        </div>
      )}
    </SideForm>
  )
}

const isMet = (group: Group, chosen: number): boolean =>
  chosen >= group.min && chosen <= (group.max ?? Infinity)

function ruleOf({ min, max }: Group): string {
  if (max === min) return say(words.group_exactly, { n: min })
  if (max === null) return min ? say(words.group_least, { n: min }) : say(words.group_any)
  return min ? say(words.group_between, { min, max }) : say(words.group_most, { n: max })
}

interface PartsProps {
  bundle: Bundle
  parts: readonly Component[]
  group: Group | undefined
  choices: Choices
  products: ReadonlyMap<string, ProductFacts>
  head: Head
  onChoices: (next: Choices) => void
}

function Parts({ bundle, parts, group, choices, products, head, onChoices }: PartsProps) {
  // One of several that must be: then it is changed, never taken back.
  const isOne = group?.max === 1 && group.min === 1
  return (
    <ul className="bundle-parts">
      {parts.map((one) => {
        const product = products.get(one.product)
        const name = product?.name ?? '…'
        const choice = choices.get(one.product)
        const counts = choice?.optional === false
        const unit = product?.unit ?? ''
        const put = (on: boolean) => onChoices(toggled(bundle, choices, one, on))
        const set = (more: Partial<{ quantity: string; optional: boolean }>) =>
          onChoices(
            new Map(choices).set(one.product, {
              quantity: one.quantity,
              optional: false,
              ...choice,
              ...more,
            }),
          )
        return (
          <li key={one.product}>
            {isOne ? (
              <Radio checked={counts} name={group.name} onChange={() => put(true)}>
                {name}
              </Radio>
            ) : (
              <Checkbox
                checked={counts || isNeeded(one)}
                disabled={isNeeded(one)}
                onChange={(event) => put(event.target.checked)}
              >
                {name}
              </Checkbox>
            )}
            <span className="bundle-price num">{priceOf(one, product, head)}</span>
            <span className="bundle-how">
              <Input
                size="small"
                className="num"
                value={choice?.quantity ?? number(one.quantity)}
                disabled={!choice}
                inputMode="decimal"
                status={choice && !isNumber(choice.quantity) ? 'error' : ''}
                aria-label={say(words.per_bundle, { name })}
                onChange={(event) => set({ quantity: plainNumber(event.target.value) })}
              />
              <span className="ink-3 small">{unit}</span>
            </span>
            {isNeeded(one) ? (
              <span />
            ) : (
              <Checkbox
                checked={choice?.optional === true}
                onChange={(event) => (event.target.checked ? set({ optional: true }) : put(false))}
                aria-label={say(words.offer_of, { name })}
              >
                <span className="small">{say(words.option)}</span>
              </Checkbox>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function priceOf(one: Component, product: ProductFacts | undefined, head: Head): string {
  if (one.included) return say(words.included)
  const each = listPrice(product, product?.tax_rate ?? '0', head)
  if (each === null) return ''
  const off = exact(one.discount)
  return off.isZero()
    ? price(each, head.currency)
    : `${price(each, head.currency)} −${number(one.discount)}%`
}
