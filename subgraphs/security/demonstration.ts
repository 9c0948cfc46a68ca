import type { DemonstrationStory } from '../shared/demonstration-story';
import { makeIncidents } from './demonstration/incidents';
import { makePoliticalEvents } from './demonstration/political-events';
import { makePollingStations } from './demonstration/polling-stations';
import { makeTensionReports } from './demonstration/tension-reports';
import { pilkadaDki2024 } from './election-figures';

export function securityDemonstration(story: DemonstrationStory): Record<string, readonly object[]> {
  const politicalEvents = makePoliticalEvents(story);
  return {
    elections: story.residentsAreInvented ? [] : [pilkadaDki2024],
    polling_stations: makePollingStations(story),
    political_events: politicalEvents,
    incidents: makeIncidents(story, politicalEvents),
    tension_reports: makeTensionReports(story),
  };
}
