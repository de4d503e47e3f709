import { channelResponse } from '../channels/response.ts';
import { forecastScenario, forecastUptake } from '../forecast/forecast.ts';
import { analyseSwitching } from '../switching/analyse.ts';
import { evaluateEffect } from './evaluate.ts';
import { familyOf } from './family.ts';
import { planningOf } from './planning.ts';

/** Work that takes longer than a request should: pure functions, told by name to whoever carries them out. */
export const tasks = {
  evaluateEffect,
  familyOf,
  planningOf,
  channelResponse,
  analyseSwitching,
  forecastUptake,
  forecastScenario,
} as const;
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
