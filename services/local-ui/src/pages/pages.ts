import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { IconName } from '../components/Icon';

export interface PageEntry {
  /** Its address; what stands below it is its own too when it is deep. */
  path: string;
  title: string;
  icon: IconName;
  deep?: boolean;
  /** Members are told that it is for admins, in place of a refusal. */
  adminOnly?: boolean;
  Content: LazyExoticComponent<ComponentType>;
}

/** The pages, in the order of the navigation. A page is here once it is whole. */
export const pages: PageEntry[] = [
  { path: '/', title: 'Overview', icon: 'home', Content: lazy(() => import('./overview/OverviewPage')) },
  { path: '/secrets', title: 'Secrets', icon: 'key', Content: lazy(() => import('./secrets/SecretsPage')) },
  { path: '/integrations', title: 'Integrations', icon: 'plug', Content: lazy(() => import('./integrations/IntegrationsPage')) },
  { path: '/projects', title: 'Projects', icon: 'folder', deep: true, Content: lazy(() => import('./projects/ProjectsPage')) },
  { path: '/rotations', title: 'Rotations', icon: 'rotate', adminOnly: true, Content: lazy(() => import('./rotations/RotationsPage')) },
  { path: '/leases', title: 'Leases', icon: 'clock', Content: lazy(() => import('./leases/LeasesPage')) },
  { path: '/share', title: 'Shares', icon: 'link', Content: lazy(() => import('./shares/SharePage')) },
  { path: '/audit', title: 'Audit', icon: 'list', Content: lazy(() => import('./audit/AuditPage')) },
  { path: '/incidents', title: 'Incidents', icon: 'alert', deep: true, adminOnly: true, Content: lazy(() => import('./incidents/IncidentsPage')) },
  { path: '/settings', title: 'Settings', icon: 'sliders', deep: true, Content: lazy(() => import('./settings/SettingsPage')) },
];
