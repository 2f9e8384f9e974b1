-- About 200 predictions a second for a model of 28 x 28 bytes, by 4 connections that wait between two requests:
--
--   scripts/lockstep serve --model runs/mnist --port 8000
--   wrk -t1 -c4 -d20s -s serve/src/test/wrk/predict.lua http://127.0.0.1:8000/
--
-- wrk is Debian's package of that name; the percentiles it prints are of the time from a request to its whole answer.
local pixels = {}
for i = 1, 784 do pixels[i] = (i * 37) % 256 end
local body = '{"pixels":[' .. table.concat(pixels, ",") .. "]}"

function request()
  return wrk.format("POST", "/api/predict", { ["Content-Type"] = "application/json" }, body)
end

-- In milliseconds; with the answer's own time some 20, so that each connection makes 50 requests a second.
function delay()
  return 19
end

function done(summary, latency)
  for _, p in ipairs({ 50, 90, 99, 99.9 }) do
    io.write(string.format("p%g %.2f ms\n", p, latency:percentile(p) / 1000))
  end
  io.write(string.format("%d requests in %.1f s, %d refused\n", summary.requests, summary.duration / 1e6,
    summary.errors.status))
end
