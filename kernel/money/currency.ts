// How many decimal places does a currency have? The table of ISO 4217.

import { invariant } from '../invariant.ts'

const codes = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD ' +
    'CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS ' +
    'GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL ' +
    'MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK ' +
    'PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS ' +
    'TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ' +
    // No longer issued, but old documents still name them.
    'CUC HRK SLL ZWL',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const table: ReadonlyMap<string, number> = new Map(
  Object.entries(codes).flatMap(([places, list]) =>
    list.split(' ').map((code): [string, number] => [code, Number(places)]),
  ),
)

/** Every currency code that documents may use, in alphabetical order. */
export const currencies: readonly string[] = Object.freeze([...table.keys()].sort())

/** Decimal places of a currency (CNY 2, JPY 0, KWD 3); undefined for a code that is none. */
export const digits = (currency: string): number | undefined => table.get(currency)

/** The same for a code that has been checked before; an unknown one is a bug of the caller. */
export function digitsOf(currency: string): number {
  const places = table.get(currency)
  invariant(places !== undefined, `the currency ${JSON.stringify(currency)} was checked`)
  return places
}
