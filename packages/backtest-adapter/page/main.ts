import { createChart } from "lightweight-charts"
import { switchTheme } from "./theme.ts"

const chart = document.querySelector<HTMLElement>("#chart")
if (chart !== null) createChart(chart)
switchTheme()
