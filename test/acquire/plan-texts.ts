/** A plan that can be judged, small enough to be cut at every byte. */
export const PLAN: string = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: {
    root_module: {
      resources: [{ address: 'a_b.c', mode: 'managed', type: 'a_b', name: 'c', values: { q: '\\"}', n: 1 } }],
    },
  },
  resource_changes: [
    {
      address: 'a_b.c',
      mode: 'managed',
      type: 'a_b',
      name: 'c',
      provider_name: 'registry.terraform.io/x/a',
      change: { actions: ['create'], before: null, after: { q: '\\"}', n: 1 }, after_unknown: { id: true } },
    },
  ],
  configuration: { root_module: {} },
})
