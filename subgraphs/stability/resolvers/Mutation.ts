import type { Identity } from '../../../common/identity';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { FollowUp } from '../alerts/follow-up';
import type { StabilityLoaders } from '../loaders';

type Context = SubgraphContext<StabilityLoaders>;
type Change<Arguments, Row> = (followUp: FollowUp, identity: Identity, args: Arguments) => Promise<Row>;

/** What was read before a change is read again after it. */
function changing<Arguments, Row>(change: Change<Arguments, Row>) {
  return async (_: unknown, args: Arguments, { loaders, identity }: Context): Promise<Row> => {
    try {
      return await change(loaders.followUp, identity, args);
    } finally {
      for (const loader of [
        loaders.alertByNumber,
        loaders.plannedByAlert,
        loaders.activityByNumber,
        loaders.activitiesByArea,
      ]) {
        loader.clearAll();
      }
    }
  };
}

type Acknowledgement = Parameters<FollowUp['acknowledge']>[1];
interface Plan {
  readonly input: Parameters<FollowUp['plan']>[1];
}
type Holding = Parameters<FollowUp['recordHeld']>[1];
type Item = Parameters<FollowUp['addItem']>[1];
type Completion = Parameters<FollowUp['completeItem']>[1];
type Closing = Parameters<FollowUp['close']>[1];

export const Mutation = {
  acknowledgeAlert: changing((followUp, identity, args: Acknowledgement) => followUp.acknowledge(identity, args)),
  planJointActivity: changing((followUp, identity, { input }: Plan) => followUp.plan(identity, input)),
  recordJointActivityHeld: changing((followUp, identity, args: Holding) => followUp.recordHeld(identity, args)),
  addActionItem: changing((followUp, identity, args: Item) => followUp.addItem(identity, args)),
  completeActionItem: changing((followUp, identity, args: Completion) => followUp.completeItem(identity, args)),
  closeAlert: changing((followUp, identity, args: Closing) => followUp.close(identity, args)),
};
