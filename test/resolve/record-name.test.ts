import { test } from 'tap'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'

function instance(address: string, after: { readonly [name: string]: Json }, unknown: readonly string[]) {
  const [type = '', name = ''] = address.split('.')
  return {
    address,
    mode: 'managed' as const,
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: Object.fromEntries(unknown.map((attribute) => [attribute, true])),
    },
  }
}

/** The `fqdn` of a record of this name in a zone of that name; the zone is named by its id. */
function fqdnOf(name: Json, zone: { readonly name: Json; readonly id?: string }, zoneId?: string): unknown {
  const known = zone.id === undefined ? {} : { zone_id: zone.id }
  const document: PlanDocument = {
    format_version: '1.2',
    configuration: { root_module: {} },
    resource_changes: [
      instance(
        'aws_route53_zone.z',
        { name: zone.name, ...known },
        zone.id === undefined ? ['id', 'zone_id'] : [],
      ),
      instance(
        'aws_route53_record.r',
        { name, ...(zoneId === undefined ? {} : { zone_id: zoneId }) },
        zoneId === undefined ? ['id', 'fqdn', 'zone_id'] : ['id', 'fqdn'],
      ),
    ],
  }
  const plan = resolvePlan(document, { id: 'plan', input: 'json', sources: 'none' })
  const record = plan.instances.find(({ address }) => address.type === 'aws_route53_record')
  if (record === undefined) throw new Error('no record')
  const value = resolve(plan).attribute(record, 'fqdn')
  return value.kind === 'known' ? value.value : value.kind
}

// As provider 5.100.0 made them of records in a zone `acme.test`; `expandRecordName` in internal/service/route53/record.go.
test('the full name of a record follows from its name and its zone', (t) => {
  const zone = { name: 'acme.test', id: 'Z123' }
  t.equal(fqdnOf('www', zone, 'Z123'), 'www.acme.test')
  t.equal(fqdnOf('', zone, 'Z123'), 'acme.test')
  t.equal(fqdnOf('api.acme.test', zone, 'Z123'), 'api.acme.test', 'it ends with the zone already')
  t.equal(fqdnOf('*.dev', zone, 'Z123'), '*.dev.acme.test')
  t.equal(fqdnOf('mixed.case', { ...zone, name: 'acme.test.' }, 'Z123'), 'mixed.case.acme.test')
  t.end()
})

test('it stays unknown where the zone is not certain', (t) => {
  t.equal(fqdnOf('www', { name: 'acme.test', id: 'Z123' }, 'Z999'), 'unknown', 'a zone outside the plan')
  t.equal(fqdnOf('www', { name: 'acme.test' }), 'unknown', 'plan JSON does not say which zone it is')
  t.equal(fqdnOf(null, { name: 'acme.test', id: 'Z123' }, 'Z123'), 'unknown')
  t.equal(fqdnOf('www', { name: null, id: 'Z123' }, 'Z123'), 'unknown')
  t.equal(fqdnOf('wörter', { name: 'acme.test', id: 'Z123' }, 'Z123'), 'unknown', 'AWS escapes such names')
  t.end()
})
