/** A part of the page: an element, and how it is brought up to a model. */
import type { Action, Model } from "../model/Model.ts"

export interface View {
  readonly element: HTMLElement
  readonly update: (model: Model) => void
}

export type Dispatch = (action: Action) => void
