/**
 * How much of the limit is used, and how often it is exceeded at the venue: the two anchored schemes of `Budget`, and beside
 * them what others use, all in virtual time on the same networks and loads.
 *
 *     node --conditions=@backhand/source bench/budget.bench.mts [requests a row of ours] [of a peer's]
 *
 * Each row draws its delays from a seed. "over" counts arrivals above the limit in a rolling window, and in fixed windows at
 * the worst of twenty phases; none in rolling ones means none in fixed ones.
 */
import { Budget } from "@backhand/core"
import { runAnchored, theoryOf } from "./anchored.mts"
import { loadPeers, type Peer, runPeer } from "./budgetPeers.mts"
import { type Load, loads, type Network, networks } from "./networks.mts"
import { install } from "./virtualClock.mts"

const requests = Number(process.argv[2] ?? 85_000)
const peerRequests = Number(process.argv[3] ?? 2000)

const say = (text: string) => process.stdout.write(`${text}\n`)
const cell = (text: string | number, width: number) => String(text).padStart(width)
const perMille = (count: number, of: number) => cell(((1000 * count) / of).toFixed(1), 9)

let [total, over, asked, least] = [0, 0, 0, 100]

const ours = (network: Network, load: Load, limit: Budget.Limit): void => {
  for (const trustsStamp of [true, false]) {
    const run = runAnchored(network, load, limit, requests, trustsStamp)
    total += requests
    over += run.rolling
    asked += run.asked
    const isSteady = load === "saturated" && network.lost + network.stalls === 0
    const share = isSteady ? (100 * run.rate) / theoryOf(network, limit, trustsStamp) : undefined
    least = Math.min(least, share ?? least)
    const told = share === undefined ? "" : ` ${share.toFixed(2)} % of theory`
    const name = trustsStamp ? "venue-stamp-anchored" : "response-anchored"
    say(
      `  ${name.padEnd(24)}${cell(run.rate.toFixed(3), 7)}${cell(run.most, 7)}${perMille(run.rolling, requests)}${perMille(0, 1)}${told}`
    )
  }
}

const theirs = async (peers: ReadonlyArray<Peer>, network: Network, load: Load, limit: Budget.Limit): Promise<void> => {
  for (const peer of peers) {
    const count = peer.isSlow === true ? Math.min(400, peerRequests) : peerRequests
    const run = await runPeer(peer, network, load, limit, count)
    say(
      `  ${peer.name.padEnd(24)}${cell(run.rate.toFixed(3), 7)}${cell(run.most, 7)}${perMille(run.rolling, count)}${perMille(run.fixed, count)}`
    )
  }
}

/** Peers see neither answers nor the venue's clock: losing the ones, or an adversary who bends the other, is nothing to them. */
const isForPeers = ({ lost, venueMs }: Network) => lost === 0 && venueMs(1000) === 1000

install()
const peers = await loadPeers()
say(`${requests} requests a row of ours, ${peerRequests} of a peer's; a row: rate, most in a window, over per 1,000`)
for (const limit of [Budget.ordinary, Budget.trader])
  for (const network of networks)
    for (const load of loads) {
      say(`\n${limit.limit} a second, ${network.name}, ${load}`)
      say(`  ${"".padEnd(24)}${cell("1/s", 7)}${cell("most", 7)}${cell("rolling", 9)}${cell("fixed", 9)}`)
      ours(network, load, limit)
      const isShown = limit === Budget.ordinary || (load === "saturated" && network.name === "0 to 80 ms")
      if (isShown && isForPeers(network)) await theirs(peers, network, load, limit)
    }
say(
  `\n${total} requests by the two anchored schemes, ${over} above the limit; at least ${least.toFixed(2)} % of theory`
)
say(`the venue's time was asked for ${asked} times`)
process.exitCode = over === 0 ? 0 : 1
