// Where does the window start?
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import english from 'antd/es/locale/en_US'
import dayjs from 'dayjs'
import './tokens.css'
import './base.css'
import { answers, keys } from './asks.ts'
import { whenSignedOut } from './call.ts'
import { useWidth } from './parts/width.ts'
import { router } from './router.tsx'
import { TryingAgain } from './shell/trying-again.tsx'
import { themeOf, useLook } from './theme.ts'
import { useLanguage } from './words.ts'
import type { Language } from './words.ts'

whenSignedOut(() => {
  const { pathname, searchStr } = router.state.location
  if (['/sign-in', '/setup', '/forgot', '/new-password', '/welcome'].includes(pathname)) return
  // Whoever was in the middle of something is told why they are asked again.
  const over = answers.getQueryData(keys.meta) !== undefined
  void router.navigate({
    to: '/sign-in',
    search: { next: pathname + searchStr, ...(over && { over: '1' }) },
  })
})

/**
 * After an upgrade a window that was open asks for parts that are no longer there: it is loaded anew, with what was
 * typed kept as a draft. Once within some seconds; where that does not help, the page says what is wrong.
 */
const reloadKey = 'openltc.reloaded'
addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem(reloadKey) ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem(reloadKey, String(Date.now()))
  event.preventDefault()
  location.reload()
})

/** antd's own words (calendars, empty lists). Its English is there in any case. */
async function localeOf(language: Language): Promise<Locale> {
  if (language === 'en') return english
  await import('dayjs/locale/zh-cn')
  return (await import('antd/es/locale/zh_CN')).default
}

function Root() {
  const look = useLook()
  const phone = useWidth() === 'phone'
  const language = useLanguage()
  // Never none: a locale that appears later would draw the page anew, and what was typed by then would be lost.
  const [locale, setLocale] = useState(english)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    void localeOf(language).then((loaded) => {
      dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
      setLocale(loaded)
    })
  }, [language])
  return (
    <ConfigProvider
      theme={themeOf(look, phone)}
      locale={locale}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      // Every text is read anew when the language is switched.
      key={language}
    >
      <AntApp component={false}>
        <QueryClientProvider client={answers}>
          <RouterProvider router={router} />
          <TryingAgain />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
)
