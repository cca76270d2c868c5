// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const styles = join(root, 'node_modules/@mantine/core/styles');

test('whatever is used of the library comes with its styles', () => {
  const imported = readFileSync(join(root, 'src/styles/mantine.css'), 'utf8');
  const used = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => [...readFileSync(join(root, 'src', path), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
    .flatMap(([, names]) => names!.split(',').map((name) => name.trim()));
  expect(used.length).toBeGreaterThan(50);
  expect([...new Set(used)].filter((name) => existsSync(join(styles, `${name}.css`)) && !imported.includes(`/${name}.css'`))).toEqual([]);
});
