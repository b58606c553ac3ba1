import { page } from '../../page';

export const reportingRoutes = [
  page('/reporting', async () => (await import('./mine-page')).MyFormsPage, 'reporting', 'todo', 'review'),
  page('/reporting/forms', async () => (await import('./forms-page')).FormsPage, 'reporting', 'review'),
  page(
    '/reporting/forms/new',
    async () => (await import('./form-design-page')).NewFormPage,
    ...['form-design', 'reporting', 'form-check', 'grid', 'definitions'],
  ),
  page(
    '/reporting/forms/$formId/design',
    async () => (await import('./form-design-page')).FormDesignPage,
    ...['form-design', 'reporting', 'form-check', 'grid', 'definitions'],
  ),
  page('/reporting/forms/$formId', async () => (await import('./form-page')).FormPage, 'reporting', 'review'),
  page('/reporting/burden', async () => (await import('./burden-page')).BurdenPage, 'reporting'),
  page(
    '/reporting/$formId/$period/$unitId',
    async () => (await import('./entry-page')).EntryFormPage,
    'reporting',
    'grid',
    'form-check',
  ),
];
