// The yardstick of kernel.bench.mts: the same job in exact C, single-threaded, one pass over whole ticks.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint32_t seed = 42;
static uint32_t next(void) { seed ^= seed << 13; seed ^= seed >> 17; seed ^= seed << 5; return seed; }

typedef struct { int64_t fills, final, drawdown; } Result;

static Result run(const int64_t *open, const int64_t *close, int64_t n, int64_t fast, int64_t slow,
                  int64_t capital, int64_t value, int64_t fee, int64_t *equity) {
  int64_t d = 0, before = 0, base = capital, slope = 0, peak = capital, deepest = 0, fills = 0, wish = 0, side = 0;
  for (int64_t i = 0; i < n; i++) {
    if (wish != 0) {
      int64_t legs = side == 0 ? 1 : 2;
      base -= (wish - side) * value * open[i] + legs * fee * open[i];
      side = wish; slope = wish * value; wish = 0; fills++;
    }
    d += (slow - fast) * close[i];
    if (i >= fast) d -= slow * close[i - fast];
    if (i >= slow) d += fast * close[i - slow];
    int64_t units = base + slope * close[i];
    equity[i] = units;
    if (units > peak) peak = units;
    if (peak - units > deepest) deepest = peak - units;
    if (i >= slow - 1) {
      if (i >= slow) {
        if (before < 0 && d > 0 && side != 1) wish = 1;
        if (before > 0 && d < 0 && side != -1) wish = -1;
      }
      before = d;
    }
  }
  return (Result){fills, equity[n - 1], deepest};
}

int main(int argc, char **argv) {
  int64_t n = argc > 1 ? atoll(argv[1]) : 1000000, rounds = argc > 2 ? atoll(argv[2]) : 1;
  int64_t fast = argc > 3 ? atoll(argv[3]) : 10, slow = argc > 4 ? atoll(argv[4]) : 30;
  int64_t *open = malloc(n * 8), *close = malloc(n * 8), *equity = malloc(n * 8), last = 1000000;
  for (int64_t i = 0; i < n; i++) {
    open[i] = last + (int64_t)(next() % 5) - 2;
    close[i] = open[i] + (int64_t)(next() % 401) - 200;
    last = close[i];
  }
  for (int64_t k = 0; k < rounds; k++) {
    struct timespec a, b;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
    Result r = run(open, close, n, fast, slow, 50000000000LL, 5000, 3, equity);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
    printf("%ld %ld %ld %ld\n", (b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec, r.fills, r.final, r.drawdown);
  }
  return 0;
}
