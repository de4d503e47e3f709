import type { Db } from '@tilik/db/open';
import { channelResponse } from '../channels/response.ts';
import { forecastScenario, forecastUptake } from '../forecast/forecast.ts';
import { analyseSwitching } from '../switching/analyse.ts';
import { familyOf } from './family.ts';
import { judgeCampaign } from './judge-campaign.ts';
import { planningOf } from './planning.ts';

/** A pure function as a task: it has no use for the database. */
const pure =
  <Given extends readonly unknown[], Answer>(act: (...given: Given) => Answer) =>
  (_: Db, ...given: Given): Answer =>
    act(...given);

/** Work that takes longer than a request should, told by name to whoever carries it out. */
export const tasks = {
  judgeCampaign,
  familyOf: pure(familyOf),
  planningOf: pure(planningOf),
  channelResponse: pure(channelResponse),
  analyseSwitching: pure(analyseSwitching),
  forecastUptake: pure(forecastUptake),
  forecastScenario: pure(forecastScenario),
} as const;
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
/** What a task is given besides the database. */
export type Given<Name extends TaskName> = Tasks[Name] extends (db: Db, ...given: infer Rest) => unknown ? Rest : never;
