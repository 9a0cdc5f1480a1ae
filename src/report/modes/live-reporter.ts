import { styleText } from 'node:util';
import { changesStack } from '../../domain/plan.ts';
import type { Progress } from '../result.ts';
import { eventLines } from '../text/event-text.ts';
import { allLines, emptyView, fittingLines, withEvent, type Line, type Size } from './live-view.ts';

/** The terminal of a person who follows the run. */
export interface Terminal {
  size(): Size;
  readonly colour: boolean;
  /** Writes as it is, without a line end. */
  write(text: string): void;
  now(): number;
  /** Calls back every second, and when the window changes its size, until the returned function is called. */
  onTick(callback: () => void): () => void;
}

const colours = { good: 'green', bad: 'red', 'in-progress': 'yellow', plain: undefined } as const;

/**
 * Shows the current state in lines that are overwritten, below the lines that stay. Each redraw is one write that
 * clears nothing before it writes, so that nothing flickers; the last state stays in the scrollback.
 *
 * log-update cannot do this: it clears each line first, does not know that a narrower window has wrapped the lines
 * before, and cuts what is to stay to the height of the window.
 */
export function createLiveReporter(terminal: Terminal): Progress {
  let state = emptyView;
  /** The widths of the lines on the screen that the next redraw overwrites. */
  let drawn: readonly number[] = [];
  let stop: (() => void) | undefined;

  const paint = ({ text, mood }: Line) => {
    const colour = terminal.colour ? colours[mood] : undefined;
    return colour ? styleText(colour, text, { validateStream: false }) : text;
  };
  /** Moves the cursor to the first line that was drawn; a window that became narrower has wrapped some lines. */
  const back = () => {
    const { columns } = terminal.size();
    const rows = drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    const reachable = Math.min(rows, terminal.size().rows - 1);
    return reachable > 0 ? `\r\u001B[${reachable}A` : '\r';
  };
  const toText = (lines: readonly string[]) => lines.map((line) => `${line}\u001B[K\n`).join('');
  /** @param above lines that stay */
  const draw = (above: readonly string[] = []) => {
    const lines = fittingLines(state, terminal.size(), terminal.now());
    if (above.length + lines.length + drawn.length === 0) return;
    terminal.write(`${back()}${toText(above)}${toText(lines.map(paint))}\u001B[J`);
    drawn = lines.map(({ text }) => text.length);
  };
  /** Leaves all rows on the screen, however many, and starts an empty view below them. */
  const settle = () => {
    const lines = allLines(state, terminal.now());
    state = emptyView;
    if (lines.length > 0) draw(lines.map(paint));
  };

  return {
    event(event) {
      stop ??= terminal.onTick(() => draw());
      if (event.kind === 'stack-resource' || event.kind === 'service') {
        state = withEvent(state, event, terminal.now());
        draw();
        return;
      }
      // The ages in the view show that the run is alive.
      if (event.kind === 'still-waiting') return;
      if (event.kind === 'step-done' && changesStack(event.step)) settle();
      draw(eventLines(event));
    },
    close() {
      settle();
      stop?.();
      stop = undefined;
    },
  };
}
