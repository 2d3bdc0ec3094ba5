// Of which parts is what people look at built: views, reports, dashboards and pages, the menu?
import { layouts, zooms } from '../view/view.ts'
import {
  amount,
  flag,
  list,
  map,
  number,
  oneOf,
  parts,
  partsByKind,
  text,
  texts,
  whole,
  words,
} from './shape.ts'

const reportGroup = parts({ by: text, label: words, top: whole, below: words }, ['by'])
export const report = parts(
  {
    label: words,
    help: words,
    icon: text,
    object: text,
    filter: text,
    rows: list(reportGroup),
    columns: list(reportGroup),
    measures: map(
      parts(
        {
          label: words,
          of: text,
          show: oneOf('value', 'share', 'running'),
          unit: oneOf('number', 'money', 'percent', 'days'),
        },
        ['label', 'of'],
      ),
    ),
    period: parts({ by: text, is: text }, ['by']),
    compare: oneOf('before', 'year'),
    as: text,
    sort: text,
    goal: amount,
  },
  ['label', 'object', 'measures', 'as'],
)

/** What a kind of block can't do without. */
const blockNeeds: Readonly<Record<string, readonly string[]>> = {
  report: ['report'],
  list: ['object'],
  text: ['text'],
  form: ['object'],
  cockpit: ['part'],
}

const boardBlock = partsByKind(
  'kind',
  {
    kind: text,
    label: words,
    at: parts({ x: whole, y: whole, w: whole, h: whole }, ['x', 'y', 'w', 'h']),
    report: text,
    object: text,
    view: text,
    filter: text,
    columns: texts,
    sort: text,
    text: words,
    create: text,
    to: text,
    primary: flag,
    part: text,
  },
  ['kind', 'at'],
  blockNeeds,
)

export const board = parts(
  {
    label: words,
    help: words,
    icon: text,
    roles: texts,
    blocks: map(boardBlock),
    filters: map(
      parts({ label: words, kind: oneOf('period', 'value'), on: map(text), is: text }, [
        'label',
        'kind',
      ]),
    ),
  },
  ['label', 'blocks'],
)

export const view = parts(
  {
    object: text,
    label: words,
    icon: text,
    filter: text,
    sort: text,
    columns: texts,
    as: oneOf(...layouts),
    group: text,
    starts: text,
    ends: text,
    zoom: oneOf(...zooms),
    widths: map(whole),
  },
  ['object', 'label'],
)

export const area = parts(
  { label: words, icon: text, position: number, items: texts, roles: texts, only: map(texts) },
  ['label', 'items'],
)
