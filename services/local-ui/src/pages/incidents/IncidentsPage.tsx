import { Route, Switch } from 'wouter';
import { DeclarePage } from './DeclarePage';
import { IncidentPage } from './IncidentPage';
import { ListPage } from './ListPage';

export default function IncidentsPage() {
  return (
    <Switch>
      <Route path="/incidents" component={ListPage} />
      <Route path="/incidents/declare" component={DeclarePage} />
      <Route path="/incidents/:id">{({ id }) => <IncidentPage id={id} />}</Route>
    </Switch>
  );
}
