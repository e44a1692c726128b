/**
 * placeholder
 */
import type { Observer } from "./Observer.ts"
import type { Settings } from "./settings.ts"
export const telemetry = async (_settings: Settings): Promise<Observer> => ({ close: () => undefined })
