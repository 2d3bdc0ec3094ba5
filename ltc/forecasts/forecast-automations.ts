// When are people reminded of their forecast? In the morning of the weekday by which the company wants it.
import type { Automation } from '#kernel/automation/automation.ts'

export const forecastAutomations: Readonly<Record<string, Automation>> = {
  forecast_due: {
    label: { zh: '预测提交提醒', en: 'Reminder of forecasts' },
    when: { on: 'schedule', cron: '0 9 * * *', object: 'company' },
    if: 'WEEKDAY(TODAY(), 2) = SWITCH(IFEMPTY(forecast_day, "fri"), "mon", 1, "tue", 2, "wed", 3, "thu", 4, "fri", 5, "sat", 6, 7)',
    steps: [{ do: 'action', action: 'remind_forecasts' }],
  },
}
