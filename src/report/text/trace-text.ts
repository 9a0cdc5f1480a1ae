import type { ApiCall } from '../../domain/api-call.ts';
import { byteSize, plural, table } from '../../lib/text.ts';

/** What all calls of one action came to. */
export interface ActionSummary {
  readonly service: string;
  readonly action: string;
  /** Every try is counted; `repeated` are those after the first one of a call. */
  readonly calls: number;
  readonly repeated: number;
  readonly failed: number;
  readonly totalMs: number;
  readonly medianMs: number;
  readonly longestMs: number;
  readonly quotaWaitMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** A shorter wait is that of the program itself, and would read as `0.00 s`. */
const notableWaitMs = 10;

/** One line for one try of a call. It has no parameter of the call and nothing of the answer but its size. */
export function callLine(call: ApiCall): string {
  const parts = [
    `${call.ms} ms`,
    ...(call.error === undefined ? [] : [call.error]),
    ...(call.tried > 1 ? [`try ${call.tried}`] : []),
    ...(call.quotaWaitMs >= notableWaitMs ? [`waited ${seconds(call.quotaWaitMs)} for its turn`] : []),
    `sent ${byteSize(call.sentBytes)}`,
    ...(call.receivedBytes === undefined ? [] : [`received ${byteSize(call.receivedBytes)}`]),
  ];
  return `trace: ${new Date(call.sentAt).toISOString()} ${call.service} ${call.action}: ${parts.join(', ')}`;
}

/** What the calls of a run came to, those that took most time first. */
export function summarise(calls: readonly ApiCall[]): ActionSummary[] {
  const byAction = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const name = `${call.service} ${call.action}`;
    const others = byAction.get(name);
    if (others) others.push(call);
    else byAction.set(name, [call]);
  }
  return [...byAction.values()].map(summariseAction).toSorted((a, b) => b.totalMs - a.totalMs);
}

function summariseAction(calls: readonly ApiCall[]): ActionSummary {
  const { service = '', action = '' } = calls[0] ?? {};
  const times = calls.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    service,
    action,
    calls: calls.length,
    repeated: calls.filter(({ tried }) => tried > 1).length,
    failed: calls.filter(({ error }) => error !== undefined).length,
    totalMs: sum(times),
    medianMs: times[times.length >> 1] ?? 0,
    longestMs: times.at(-1) ?? 0,
    quotaWaitMs: sum(calls.map((call) => call.quotaWaitMs)),
    sentBytes: sum(calls.map((call) => call.sentBytes)),
    receivedBytes: sum(calls.map((call) => call.receivedBytes ?? 0)),
  };
}

/** The summary as a table, with one line for all of them before it. */
export function summaryLines(calls: readonly ApiCall[]): string[] {
  if (calls.length === 0) return ['trace: no calls'];
  const actions = summarise(calls);
  const begin = Math.min(...calls.map(({ sentAt }) => sentAt));
  const end = Math.max(...calls.map(({ sentAt, ms }) => sentAt + ms));
  const repeated = sum(actions.map((action) => action.repeated));
  const waited = sum(actions.map((action) => action.quotaWaitMs));
  const head = [
    `${plural(calls.length, 'call')} in ${seconds(end - begin)}`,
    `${repeated} repeated`,
    `${seconds(waited)} waited for quotas`,
    `sent ${byteSize(sum(actions.map((action) => action.sentBytes)))}`,
    `received ${byteSize(sum(actions.map((action) => action.receivedBytes)))}`,
  ];
  const rows = actions.map((action) => [
    `${action.service} ${action.action}`,
    plural(action.calls, 'call'),
    `total ${seconds(action.totalMs)}`,
    `median ${action.medianMs} ms`,
    `longest ${action.longestMs} ms`,
    `received ${byteSize(action.receivedBytes)}`,
    ...(action.failed > 0 ? [`${action.failed} failed`] : []),
  ]);
  return [`trace: ${head.join(', ')}`, ...table(rows, 'right').map((line) => `  ${line}`)];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
