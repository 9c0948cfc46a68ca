import { logLine } from '../common/log-line';
import { readSettings } from '../common/settings';
import { gatewaySettings } from './config';
import { type GatewayOptions, type RunningGateway, startGateway } from './gateway';

/** The gateway process: reads its settings and starts. `flags` are command-line values under the variables' names. */
export function runGateway(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>> = {},
  options: GatewayOptions = {},
): Promise<RunningGateway> {
  // Apollo's packages would else look for cloud metadata and send usage home; their constructors read this.
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  const log = (line: string): void => void process.stderr.write(`gateway: ${logLine(line)}\n`);
  return startGateway(readSettings(gatewaySettings, { ...env, ...flags }), log, options);
}
