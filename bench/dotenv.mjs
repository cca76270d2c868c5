// Median time of Node's own .env parser on the files that are named, in microseconds. The loop is warm before it counts.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const keys = Object.keys(parseEnv(text)).length;
  const calls = Math.ceil(30_000 / keys);
  const times = [];
  for (let batch = 0; batch < 40; batch++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) parseEnv(text);
    times.push(Number(process.hrtime.bigint() - start) / 1000 / calls);
  }
  const kept = times.slice(10).sort((a, b) => a - b);
  console.log(`${keys} keys: ${kept[15].toFixed(1)} us, median of 30 batches of ${calls} (fastest ${kept[0].toFixed(1)})`);
}
