import {
  type CustomData,
  type CustomSeriesOptions,
  customSeriesDefaultOptions,
  type CustomSeriesPricePlotValues,
  type CustomSeriesWhitespaceData,
  type ICustomSeriesPaneView,
  type PaneRendererCustomData,
  type PriceToCoordinateConverter,
  type Time
} from "lightweight-charts"

export interface Bucket extends CustomData {
  readonly first: number
  readonly high: number
  readonly low: number
  readonly last: number
}

export interface BucketLineOptions extends CustomSeriesOptions {
  /** Fills between the lowest values and zero. */
  readonly fill: string
}

type Target = Parameters<ReturnType<ICustomSeriesPaneView["renderer"]>["draw"]>[0]
type Data = PaneRendererCustomData<Time, Bucket>

/** The buckets in sight with their places, and one more on either side, so that the line goes on to the edges. */
const inSight = ({ barSpacing, bars, visibleRange }: Data): ReadonlyArray<readonly [x: number, bucket: Bucket]> => {
  if (visibleRange === null) return []
  const { from, to } = visibleRange
  const begins = bars[from]?.x ?? 0
  const first = Math.max(0, from - 1)
  // The chart knows no places outside of what is in sight.
  return bars.slice(first, to + 1).map((bar, k) => [begins + (first + k - from) * barSpacing, bar.originalData])
}

/**
 * A line through the first, highest, lowest and last value of every bucket: however far one zooms out, no peak and no
 * trough is lost.
 */
export class BucketLine implements ICustomSeriesPaneView<Time, Bucket, BucketLineOptions> {
  #data: Data | undefined
  #options: BucketLineOptions | undefined

  update(data: Data, options: BucketLineOptions): void {
    this.#data = data
    this.#options = options
  }

  renderer() {
    return { draw: (target: Target, toY: PriceToCoordinateConverter) => this.#draw(target, toY) }
  }

  #draw(target: Target, toY: PriceToCoordinateConverter): void {
    const [data, options] = [this.#data, this.#options]
    if (data === undefined || options === undefined) return
    const buckets = inSight(data)
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      const y = (value: number) => (toY(value) ?? 0) * verticalPixelRatio
      const line = new Path2D()
      const area = new Path2D()
      buckets.forEach(([at, { first, high, last, low }], index) => {
        const x = at * horizontalPixelRatio
        if (index === 0) {
          line.moveTo(x, y(first))
          area.moveTo(x, y(0))
        }
        for (const value of first < last ? [first, low, high, last] : [first, high, low, last]) line.lineTo(x, y(value))
        area.lineTo(x, y(low))
        if (index === buckets.length - 1) area.lineTo(x, y(0))
      })
      context.fillStyle = options.fill
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
      context.fill(area)
      context.strokeStyle = options.color
      context.lineWidth = 1.25 * verticalPixelRatio
      context.lineJoin = "round"
      context.stroke(line)
    })
  }

  priceValueBuilder({ high, last, low }: Bucket): CustomSeriesPricePlotValues {
    return [high, low, last]
  }

  isWhitespace(data: Bucket | CustomSeriesWhitespaceData<Time>): data is CustomSeriesWhitespaceData<Time> {
    return !("last" in data)
  }

  defaultOptions(): BucketLineOptions {
    return { ...customSeriesDefaultOptions, fill: "transparent" }
  }
}
