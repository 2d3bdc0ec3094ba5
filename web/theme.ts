// Which look does the window have? The tokens for antd, and light or dark as the system or the person says.
import { useSyncExternalStore } from 'react'
import { theme as antd } from 'antd'
import type { ThemeConfig } from 'antd'

export type Look = 'light' | 'dark'
export type LookChoice = Look | 'system'

const kept = 'openltc.look'
const listeners = new Set<() => void>()
const night = matchMedia('(prefers-color-scheme: dark)')
const paper = matchMedia('print')
const calm = matchMedia('(prefers-reduced-motion: reduce)')
let choice: LookChoice = read()

function read(): LookChoice {
  try {
    const value = localStorage.getItem(kept)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

/** Paper is white at night, too: also what is drawn by charts and by antd. */
const look = (): Look =>
  paper.matches ? 'light' : choice === 'system' ? (night.matches ? 'dark' : 'light') : choice

function apply(): void {
  document.documentElement.dataset.theme = look()
  listeners.forEach((tell) => tell())
}
night.addEventListener('change', apply)
paper.addEventListener('change', apply)
apply()

export function setLook(next: LookChoice): void {
  choice = next
  try {
    if (next === 'system') localStorage.removeItem(kept)
    else localStorage.setItem(kept, next)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  apply()
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
export const useLook = (): Look => useSyncExternalStore(subscribe, look)
export const useLookChoice = (): LookChoice => useSyncExternalStore(subscribe, () => choice)

/** antd derives shades from these, so they are real colours; they repeat tokens.css. */
const colours = {
  light: {
    paper: '#fdfdfb',
    raise: '#ffffff',
    ink: '#14201f',
    accent: '#0b6572',
    accentHover: '#08535e',
    accentPress: '#06434c',
    onAccent: '#ffffff',
    good: '#2b7048',
    warn: '#8a5300',
    bad: '#a8322a',
  },
  dark: {
    paper: '#0f1617',
    raise: '#1a2325',
    ink: '#e6ecea',
    accent: '#5cc0cb',
    accentHover: '#7acfd8',
    accentPress: '#94dbe2',
    onAccent: '#062227',
    good: '#76c497',
    warn: '#e9b25b',
    bad: '#f0867b',
  },
} as const

/** antd's own night dims the seeds; ours are chosen for the night already. */
const exactly: NonNullable<Exclude<ThemeConfig['algorithm'], unknown[]>> = (seed, map) => ({
  ...(map ?? antd.defaultAlgorithm(seed)),
  colorPrimary: seed.colorPrimary,
  colorInfo: seed.colorInfo,
  colorLink: seed.colorLink,
  colorSuccess: seed.colorSuccess,
  colorWarning: seed.colorWarning,
  colorError: seed.colorError,
})

/** The whole of antd in our colours, sizes and times; on a phone for fingers. */
export function themeOf(which: Look, phone: boolean): ThemeConfig {
  const c = colours[which]
  return {
    algorithm: which === 'dark' ? [antd.darkAlgorithm, exactly] : antd.defaultAlgorithm,
    cssVar: { key: `ltc-${which}` },
    hashed: false,
    token: {
      colorPrimary: c.accent,
      colorInfo: c.accent,
      colorLink: c.accent,
      colorSuccess: c.good,
      colorWarning: c.warn,
      colorError: c.bad,
      colorBgBase: c.paper,
      colorTextBase: c.ink,
      colorPrimaryHover: c.accentHover,
      colorPrimaryActive: c.accentPress,
      colorLinkHover: c.accentHover,
      colorLinkActive: c.accentPress,
      colorPrimaryBg: 'var(--accent-wash)',
      colorPrimaryBgHover: 'var(--accent-wash)',
      colorPrimaryBorder: 'var(--accent-line)',
      controlItemBgActive: 'var(--accent-wash)',
      controlItemBgActiveHover: 'var(--accent-wash)',
      colorTextLightSolid: c.onAccent,
      colorBgContainer: c.paper,
      colorBgLayout: c.paper,
      colorBgElevated: c.raise,
      colorBgSpotlight: which === 'dark' ? '#2b3739' : '#14201f',
      colorFillAlter: 'var(--paper-2)',
      controlItemBgHover: 'var(--paper-2)',
      colorFillSecondary: 'var(--paper-3)',
      colorText: c.ink,
      colorTextSecondary: 'var(--ink-2)',
      colorTextTertiary: 'var(--ink-3)',
      colorTextDescription: 'var(--ink-3)',
      colorTextPlaceholder: 'var(--ink-3)',
      colorTextQuaternary: 'var(--ink-4)',
      colorTextDisabled: 'var(--ink-4)',
      colorBorder: 'var(--edge)',
      colorBorderDisabled: 'var(--line-2)',
      colorBorderSecondary: 'var(--line)',
      colorSplit: 'var(--line)',
      // One ring of one colour; antd would compute black from a variable.
      controlOutline: 'var(--accent-line)',
      controlTmpOutline: 'transparent',
      colorErrorOutline: 'var(--bad-wash)',
      colorWarningOutline: 'var(--warn-wash)',
      colorSuccessBg: 'var(--good-wash)',
      colorWarningBg: 'var(--warn-wash)',
      colorErrorBg: 'var(--bad-wash)',
      fontFamily: 'var(--font)',
      fontFamilyCode: 'var(--mono)',
      fontSize: 13,
      fontSizeSM: 12,
      fontSizeLG: 14,
      fontSizeHeading1: 28,
      fontSizeHeading2: 20,
      fontSizeHeading3: 16,
      fontSizeHeading4: 14,
      fontSizeHeading5: 13,
      lineHeight: 20 / 13,
      lineHeightSM: 16 / 12,
      lineHeightLG: 20 / 14,
      fontWeightStrong: 600,
      sizeUnit: 4,
      sizeStep: 4,
      paddingXXS: 4,
      paddingXS: 8,
      paddingSM: 12,
      padding: 16,
      paddingMD: 20,
      paddingLG: 24,
      paddingXL: 32,
      controlHeight: phone ? 40 : 32,
      controlHeightSM: phone ? 40 : 24,
      controlHeightLG: phone ? 48 : 44,
      borderRadius: 6,
      borderRadiusSM: 3,
      borderRadiusLG: 10,
      lineWidth: 1,
      lineWidthFocus: 2,
      boxShadow: 'var(--shadow-pop)',
      boxShadowSecondary: 'var(--shadow-pop)',
      // Whoever asked the system for calm gets none at all; a spinner that should fade out is gone at once.
      motion: !calm.matches,
      motionDurationFast: '120ms',
      motionDurationMid: '240ms',
      motionDurationSlow: '240ms',
      motionEaseOut: 'cubic-bezier(0.2, 0.7, 0.2, 1)',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        defaultBorderColor: 'var(--line-2)',
        defaultHoverBorderColor: 'var(--edge)',
        defaultHoverColor: 'var(--ink)',
        defaultHoverBg: 'var(--paper-2)',
        defaultActiveBg: 'var(--paper-3)',
        defaultActiveBorderColor: 'var(--edge)',
        defaultActiveColor: 'var(--ink)',
        fontWeight: 400,
        paddingInline: 12,
        paddingInlineSM: 8,
        borderRadiusSM: 6,
      },
      Input: { borderRadiusSM: 6, colorTextDisabled: 'var(--ink-3)' },
      InputNumber: { borderRadiusSM: 6 },
      DatePicker: { borderRadiusSM: 6 },
      Table: {
        headerBg: 'var(--paper)',
        headerColor: 'var(--ink-3)',
        headerSplitColor: 'transparent',
        cellFontSize: 13,
        cellPaddingBlockSM: 4,
        rowHoverBg: 'var(--paper-2)',
        rowSelectedBg: 'var(--accent-wash)',
        borderColor: 'var(--line)',
      },
      Menu: {
        itemHeight: 28,
        itemBg: 'var(--paper-2)',
        itemSelectedBg: 'var(--accent-wash)',
        itemBorderRadius: 6,
      },
      Tabs: {
        inkBarColor: 'var(--accent)',
        horizontalItemPadding: '10px 0',
        horizontalItemGutter: 20,
      },
      Tag: { defaultBg: 'var(--paper-3)', defaultColor: 'var(--ink-2)' },
      Form: { labelColor: 'var(--ink-2)', itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Select: phone
        ? { optionHeight: 40, optionPadding: '10px 12px', borderRadiusSM: 6 }
        : { optionHeight: 28, optionPadding: '4px 10px', borderRadiusSM: 6 },
      Dropdown: { paddingBlock: phone ? 10 : 4 },
      Drawer: { paddingLG: 20 },
    },
  }
}
