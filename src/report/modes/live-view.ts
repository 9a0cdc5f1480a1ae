import type { Event } from '../../domain/events.ts';
import { duration } from '../../lib/text.ts';

/** How large the window is, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

interface ResourceRow {
  readonly resource: string;
  readonly type: string;
  readonly status: string;
  readonly since: number;
}

interface ServiceRow {
  readonly event: Extract<Event, { kind: 'service' }>;
  /** When this run first saw it, and when it became steady. */
  readonly since: number;
  readonly steadyAt: number | undefined;
}

/** What a live view shows: resources while the stack changes, then services. */
export interface LiveState {
  readonly resources: ReadonlyMap<string, ResourceRow>;
  readonly services: ReadonlyMap<string, ServiceRow>;
}

export const emptyView: LiveState = { resources: new Map(), services: new Map() };

/**
 * Adds an event to the view.
 *
 * @param now milliseconds since the epoch
 */
export function withEvent(state: LiveState, event: Event, now: number): LiveState {
  if (event.kind === 'stack-resource') {
    const { resource, resourceType: type, status } = event;
    const before = state.resources.get(resource);
    const isNext = before && isInProgress(before.status) && !isInProgress(status);
    const since = isNext ? before.since : now;
    return { ...state, resources: new Map(state.resources).set(resource, { resource, type, status, since }) };
  }
  if (event.kind === 'service') {
    const before = state.services.get(event.service);
    const row = { event, since: before?.since ?? now, steadyAt: event.steady ? now : undefined };
    return { ...state, services: new Map(state.services).set(event.service, row) };
  }
  return state;
}

/** A line, and the state of what it shows. */
export interface Line {
  readonly text: string;
  readonly mood: 'good' | 'bad' | 'in-progress' | 'plain';
}

/** Every row, however many lines that takes. */
export function allLines(state: LiveState, now: number): Line[] {
  return [
    ...[...state.resources.values()].map((row) => resourceLine(row, now)),
    ...serviceTable([...state.services.values()], now),
  ];
}

/**
 * What fits into the window, so that nothing ever scrolls: one line stays free for the cursor. Rows that are in progress
 * come first; the last line counts the rows that are left out.
 */
export function fittingLines(state: LiveState, { columns, rows }: Size, now: number): Line[] {
  const room = Math.max(1, rows - 1);
  const lines = allLines(state, now);
  const shown = lines.length <= room ? lines : shortened(state, room, now);
  return shown.map((line) => ({ ...line, text: cut(line.text, Math.max(1, columns - 1)) }));
}

function shortened(state: LiveState, room: number, now: number): Line[] {
  const services = [...state.services.values()];
  const resources = [...state.resources.values()];
  const header = services.length > 0 ? 1 : 0;
  const places = Math.max(0, room - header - 1);
  const open = [
    ...resources.filter(({ status }) => !isDone(status)),
    ...services.filter(({ event }) => !event.steady),
  ];
  const rest = [
    // Of what is done, the newest is the most interesting.
    ...resources.filter(({ status }) => isDone(status)).toReversed(),
    ...services.filter(({ event }) => event.steady),
  ];
  const chosen = new Set([...open, ...rest].slice(0, places));
  const lines = [
    ...resources.filter((row) => chosen.has(row)).map((row) => resourceLine(row, now)),
    ...serviceTable(
      services.filter((row) => chosen.has(row)),
      now,
      services,
    ),
  ];
  const left = services.length + resources.length - chosen.size;
  const steady = rest.filter((row) => !chosen.has(row)).length;
  return [...lines, { text: `… and ${left} more, ${steady} of them done`, mood: 'plain' as const }].slice(
    -room,
  );
}

const endStates = { good: 'steady', bad: 'FAILED' };

/** @param all the rows that decide how wide the columns are */
function serviceTable(rows: readonly ServiceRow[], now: number, all = rows): Line[] {
  if (rows.length === 0) return [];
  const width = Math.max('SERVICE'.length, ...all.map(({ event }) => event.service.length));
  const line = (name: string, cells: readonly (string | number)[], state: string, age: string) =>
    `${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(8)).join('')}  ${state.padEnd(11)} ${age.padStart(7)}`;
  return [
    { text: line('SERVICE', ['DESIRED', 'RUNNING', 'PENDING'], 'STATE', 'AGE'), mood: 'plain' },
    ...rows.map(({ event, since, steadyAt }): Line => {
      const mood = event.steady ? 'good' : event.rollout === 'FAILED' ? 'bad' : 'in-progress';
      const state = mood === 'in-progress' ? (event.rollout ?? 'waiting') : endStates[mood];
      const age = duration((steadyAt ?? now) - since);
      return {
        text: line(event.service, [event.desired, event.running, event.pending], state, age),
        mood,
      };
    }),
  ];
}

function resourceLine({ resource, type, status, since }: ResourceRow, now: number): Line {
  const mood = /FAILED|ROLLBACK/.test(status) ? 'bad' : isInProgress(status) ? 'in-progress' : 'good';
  const age = isInProgress(status) ? `  ${duration(now - since)}` : '';
  return { text: `${status.padEnd(20)} ${resource} (${type})${age}`, mood };
}

function isInProgress(status: string): boolean {
  return status.endsWith('_IN_PROGRESS');
}

function isDone(status: string): boolean {
  return status.endsWith('_COMPLETE');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
