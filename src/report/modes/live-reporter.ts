import { changesStack } from '../../domain/plan.ts';

import { eventLines } from '../text/event-text.ts';
import { allLines, emptyView, fittingLines, withEvent, type Line, type Size } from './live-view.ts';
import type { Reporter } from '../reporter.ts';

/** A window that a person looks at. */
export interface Terminal {
  size(): Size;
  readonly colour: boolean;
  /** Writes as it is, without a line end. */
  write(text: string): void;
  now(): number;
  /** Calls back now and then, and when the window changes its size, until it is told to stop. */
  onTick(callback: () => void): () => void;
}

const colours: Readonly<Record<Line['mood'], number | undefined>> = {
  good: 32,
  bad: 31,
  'going-on': 33,
  plain: undefined,
};

/**
 * Shows progress as it stands in lines that are written over and over, below those that stay. Each redraw is one
 * write without a blank in between, so that nothing flickers; what has come to an end stays in the scrollback.
 */
export function createLiveReporter(terminal: Terminal): Pick<Reporter, 'event' | 'close'> {
  let state = emptyView;
  /** The widths of the lines that are on the screen and to be written over. */
  let drawn: readonly number[] = [];
  let stop: (() => void) | undefined;

  const paint = ({ text, mood }: Line) => {
    const colour = terminal.colour ? colours[mood] : undefined;
    return colour === undefined ? text : `\u001B[${colour}m${text}\u001B[39m`;
  };
  /** Goes back to the first line that was drawn; a window that became narrower has wrapped some of them. */
  const back = () => {
    const { columns } = terminal.size();
    const rows = drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    const reachable = Math.min(rows, terminal.size().rows - 1);
    return reachable > 0 ? `\r\u001B[${reachable}A` : '\r';
  };
  const toText = (lines: readonly string[]) => lines.map((line) => `${line}\u001B[K\n`).join('');
  /** @param above lines that are to stay */
  const draw = (above: readonly string[] = []) => {
    const lines = fittingLines(state, terminal.size(), terminal.now());
    if (above.length + lines.length + drawn.length === 0) return;
    terminal.write(`${back()}${toText(above)}${toText(lines.map(paint))}\u001B[J`);
    drawn = lines.map(({ text }) => text.length);
  };
  /** Leaves everything as it is now, however long it is, and begins anew below. */
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
      // The view itself shows that it is alive.
      if (event.kind === 'still-waiting') return;
      if (event.kind === 'step-done' && changesStack[event.step.kind]) settle();
      draw(eventLines(event));
    },
    close() {
      settle();
      stop?.();
      stop = undefined;
    },
  };
}
