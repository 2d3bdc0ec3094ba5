// Which file holds antd's list of choices, so that it is loaded when somebody first chooses?
export { Select as default } from 'antd'
