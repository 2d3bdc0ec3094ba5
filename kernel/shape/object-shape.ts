// Of which parts is an object built: its fields, its stages and moves, its rules?
import { kinds } from '../fields/index.ts'
import { deeds } from '../permission.ts'
import {
  anything,
  check,
  code,
  flag,
  limit,
  list,
  map,
  number,
  one,
  oneOf,
  parts,
  partsByKind,
  text,
  texts,
  whole,
  whom,
  words,
} from './shape.ts'

/** What a kind can't do without, beyond what every field has. */
const fieldNeeds: Readonly<Record<string, readonly string[]>> = {
  ref: ['object'],
  lines: ['object', 'by'],
  formula: ['formula'],
  rollup: ['formula'],
  auto_number: ['pattern'],
  choice: ['choices'],
  multi_choice: ['choices'],
}

const field = partsByKind(
  'kind',
  {
    label: anything,
    custom: flag,
    also: texts,
    doubt: parts({ if: text, says: words }, ['if', 'says']),
    kind: one(
      '字段类型',
      'a kind of field',
      (value) => typeof value === 'string' && Object.hasOwn(kinds, value),
    ),
    help: words,
    required: flag,
    unique: flag,
    index: flag,
    default: text,
    read_only: flag,
    read: texts,
    write: texts,
    shown_if: text,
    required_if: text,
    read_only_if: text,
    search: flag,
    column: one(
      '列名',
      'a column name',
      (value) => typeof value === 'string' && /^[a-z][a-z0-9_]{0,58}$/.test(value),
    ),
    max: limit,
    min: limit,
    digits: whole,
    fraction: flag,
    currency: text,
    unit_price: flag,
    compact: flag,
    grouping: flag,
    object: text,
    by: text,
    on_remove: oneOf('refuse', 'empty'),
    agrees: map(text),
    many: flag,
    pattern: text,
    gapless: flag,
    formula: text,
    gives: oneOf('text', 'decimal', 'money', 'percent', 'integer', 'date', 'datetime', 'yes_no'),
    choices: map(parts({ label: words, colour: text, retired: flag }, ['label'])),
  },
  ['kind'],
  fieldNeeds,
)

const raci = parts({ responsible: whom, accountable: whom, consulted: whom, informed: whom })
const stage = parts({
  label: anything,
  kind: text,
  limit_days: number,
  limit_working_days: number,
  limit_working_hours: number,
  sop: words,
  probability: number,
  since: text,
  raci,
})
const move = parts(
  {
    label: words,
    from: texts,
    to: text,
    by: texts,
    via: text,
    gate: parts({ require: texts, checks: map(check), exception: parts({ by: texts }, ['by']) }),
  },
  ['from', 'to'],
)

export const object = parts(
  {
    label: anything,
    custom: flag,
    derive: code,
    plural: words,
    help: words,
    area: text,
    icon: text,
    title: text,
    fields: map(field),
    allow: list(parts({ role: text, deeds: list(oneOf(...deeds)), rule: text }, ['role', 'deeds'])),
    rules: map(parts({ if: text, says: words }, ['if', 'says'])),
    always: map(parts({ if: text, says: words, through: texts }, ['if', 'says'])),
    period: parts(
      {
        date: text,
        stages: texts,
        except: texts,
        closed_by: parts({ object: text, field: text }, ['object', 'field']),
      },
      ['date', 'closed_by'],
    ),
    parent: text,
    duplicates: texts,
    frozen: parts({ stages: texts, except: texts, acts_only: texts, once: texts }, [
      'stages',
      'except',
    ]),
    frozen_with_parent: parts({ except: texts }, ['except']),
    append_only: flag,
    unique: list(texts),
    known_by: parts({ fields: texts, unless: texts }, ['fields']),
    indexes: list(texts),
    list: texts,
    key_fields: texts,
    dates: parts({ starts: text, ends: text, group: text }, ['starts']),
    form: list(
      parts(
        {
          label: words,
          tab: words,
          help: words,
          columns: one(
            '1、2 或 3',
            '1, 2 or 3',
            (value) => value === 1 || value === 2 || value === 3,
          ),
          shown_if: text,
          fields: texts,
        },
        ['label', 'fields'],
      ),
    ),
    chain: parts({ order: number, from: texts, seldom: flag }, ['order', 'from']),
    by_actions_only: flag,
    arrives: parts({ on: text, action: text, rows: text, if_filled: flag, made: text }, [
      'on',
      'action',
    ]),
    lifecycle: parts({ stages: map(stage), first: text, order: texts, moves: map(move) }, [
      'stages',
      'first',
      'moves',
    ]),
  },
  ['title', 'fields', 'allow'],
)
