// In which language, before anybody is signed in?
import { language, setLanguage } from '#web/words.ts'

export function LanguageSwitch() {
  const other = language() === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="bare ink-2"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}
