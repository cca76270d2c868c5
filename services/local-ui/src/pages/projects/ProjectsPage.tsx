import { Route, Switch } from 'wouter';
import { NotFound } from '../../shell/NotFound';
import { ProjectList } from './ProjectList';
import { ProjectView } from './ProjectView';

export default function ProjectsPage() {
  return (
    <Switch>
      <Route path="/projects"><ProjectList /></Route>
      <Route path="/projects/:project">{({ project }) => <ProjectView key={project} name={decodeURIComponent(project)} />}</Route>
      <Route><NotFound /></Route>
    </Switch>
  );
}
