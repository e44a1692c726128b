# The job in vectorbt: rolling means in pandas, fills at the next open, value and drawdown; compiled before it is timed.
# An account that goes broke would stop trading, so it gets a thousand times the capital, which is taken off again.
import json, sys, time
import numpy as np, pandas as pd, vectorbt as vbt

seed = 42


def step():
    global seed
    seed ^= (seed << 13) & 0xFFFFFFFF
    seed ^= seed >> 17
    seed ^= (seed << 5) & 0xFFFFFFFF
    return seed


opens, closes, last = [], [], 1000000
for _ in range(int(sys.argv[1])):
    opened = last + step() % 5 - 2
    last = opened + step() % 401 - 200
    opens.append(opened / 10)
    closes.append(last / 10)
open_, close = pd.Series(opens), pd.Series(closes)


def run():
    lead = np.sign(close.rolling(10).mean() - close.rolling(30).mean())
    above, below = lead > 0, lead < 0
    up = (above & below.shift(fill_value=False)).shift(fill_value=False)
    down = (below & above.shift(fill_value=False)).shift(fill_value=False)
    it = vbt.Portfolio.from_signals(
        close, up, False, down, False, price=open_, size=1, fees=0.0006, init_cash=1e9, upon_opposite_entry="reverse"
    )
    return int(it.orders.count()), float(it.value().iloc[-1]), float(it.max_drawdown())


run()
times = []
for _ in range(5):
    begin = time.process_time()
    orders, equity, _ = run()
    times.append(time.process_time() - begin)
print(json.dumps([sorted(times)[2] * 1000, orders, equity - 999e6, vbt.__version__]))
