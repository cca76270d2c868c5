// How many round trips deep the requests of an emulator's log are, which comes on standard input: one is a level deeper than
// another when it came in after that was answered, the set latency later at the earliest. The argument is that latency in ms.
import { readFileSync } from 'node:fs';

const latency = Number(process.argv[2]);
const { requests } = JSON.parse(readFileSync(0, 'utf8'));
const depths = [];
for (const [i, { at }] of requests.entries()) {
  const before = requests.slice(0, i).flatMap((earlier, j) => (Date.parse(at) - Date.parse(earlier.at) >= latency ? [depths[j]] : []));
  depths.push(1 + Math.max(0, ...before));
}
console.log(`${requests.length} calls, ${Math.max(0, ...depths)} deep`);
