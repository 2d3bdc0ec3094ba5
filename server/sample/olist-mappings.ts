// Which column of the Olist files goes to which field? The same mappings that the import takes from everybody.
import type { Mapping } from '#kernel/import/mapping.ts'

const history = { key: 'external_id', history: true, dates: 'YYYY-MM-DD', decimal: '.' } as const

/** Who called the leads (SDR) and who sold to them (SR). They can't sign in. */
export const people: Mapping = {
  ...history,
  columns: {
    id: 'external_id',
    name: 'name',
    title: 'title',
    roles: 'roles',
    active: 'active',
    since: 'created_at',
  },
}

export const sellers: Mapping = {
  ...history,
  columns: {
    seller_id: 'external_id',
    name: 'name',
    region: 'region',
    sr_id: 'owner',
    won_date: 'created_at',
  },
}

export const leads: Mapping = {
  ...history,
  create_missing: ['source'],
  columns: {
    mql_id: 'external_id',
    name: 'name',
    first_contact_date: 'created_at',
    qualified: 'qualified_at',
    origin: 'source',
    landing_page_id: { field: 'landing_page', new: 'text' },
    stage: 'stage',
    sdr_id: 'owner',
    seller_id: 'account',
    won_date: 'converted_at',
    currency: 'currency',
  },
}

/** All won; nothing is known of a deal's own value, only of what the seller said to turn over. */
export const deals: Mapping = {
  ...history,
  columns: {
    mql_id: 'external_id',
    lead: 'lead',
    name: 'name',
    seller_id: 'account',
    sr_id: 'owner',
    stage: 'stage',
    first_contact_date: 'created_at',
    won_date: 'won_at',
    close_date: 'close_date',
    currency: 'currency',
    business_segment: { field: 'business_segment', new: 'choice' },
    lead_type: { field: 'lead_type', new: 'choice' },
    lead_behaviour_profile: { field: 'lead_behaviour_profile', new: 'multi_choice' },
    business_type: { field: 'business_type', new: 'choice' },
    has_company: { field: 'has_company', new: 'yes_no' },
    has_gtin: { field: 'has_gtin', new: 'yes_no' },
    average_stock: { field: 'average_stock', new: 'choice' },
    declared_product_catalog_size: { field: 'declared_catalog_size', new: 'decimal' },
    declared_monthly_revenue: { field: 'declared_monthly_revenue', new: 'money' },
    sdr_id: { field: 'sdr', new: 'text' },
  },
}

/** The lead learns which deal it became, once the deal is there. */
export const links: Mapping = {
  ...history,
  rows: 'existing',
  columns: { mql_id: 'external_id', deal: 'opportunity' },
}

export const payments: Mapping = {
  ...history,
  columns: {
    key: 'external_id',
    seller_id: 'account',
    received: 'received_on',
    booked: 'created_at',
    payment_value: 'amount',
    currency: 'currency',
    payment_type: 'method',
    order_id: 'reference',
    note: 'note',
  },
  values: {
    method: {
      credit_card: 'card',
      debit_card: 'card',
      boleto: 'bank',
      voucher: 'other',
      not_defined: 'other',
    },
  },
}
