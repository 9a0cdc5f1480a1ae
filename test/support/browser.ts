import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingTools } from './tools.ts';

/** Why there can be no browser here; undefined if there can. */
export const noBrowser = missingTools({ chromium: 'chromium' });

export interface PageFindings {
  /** What axe-core objects to: its rule and the elements. */
  readonly violations: readonly string[];
  /** The rules of axe-core that the page passes. */
  readonly passes: readonly string[];
  readonly background: string;
  readonly text: string;
  /** How far the page is wider than the window, in CSS pixels. */
  readonly overflow: number;
}

/** Opens a page in headless Chromium, and examines how it looks and how accessible it is. */
export function examinePage(
  html: string,
  { width, height, dark }: { width: number; height: number; dark: boolean },
): PageFindings {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-efs-page-'));
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const examine = `axe.run().then((result) => {
    const list = (rules) => rules.map((rule) => rule.id + ' ' + rule.nodes.map((node) => node.html).join(' '));
    const root = document.documentElement;
    const { backgroundColor, color } = getComputedStyle(document.body);
    document.title = JSON.stringify({
      violations: list(result.violations), passes: result.passes.map((rule) => rule.id),
      background: backgroundColor, text: color, overflow: root.scrollWidth - root.clientWidth,
    });
  })`;
  writeFileSync(join(folder, 'page.html'), `${html}<script>${axe}</script><script>${examine}</script>`);
  try {
    const dom = execFileSync(
      'chromium',
      [
        ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
        ...[`--window-size=${width},${height}`, `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`],
        ...['--virtual-time-budget=20000', '--dump-dom', `file://${folder}/page.html`],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 },
    ).toString();
    const title = /<title>(.*?)<\/title>/s.exec(dom)?.[1] ?? '';
    const unescape = { '&lt;': '<', '&gt;': '>', '&amp;': '&' } as const;
    const json = title.replaceAll(/&(?:lt|gt|amp);/g, (entity) => unescape[entity as keyof typeof unescape]);
    return JSON.parse(json) as PageFindings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
