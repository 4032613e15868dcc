import type { Step } from '../../plan/value.ts'

/** Arguments that hold a boolean and are declared as text, so that `"true"` means true (schema of provider 5.100.0). */
const BOOL_LIKE: { readonly [type: string]: readonly string[] } = {
  aws_elasticache_cluster: ['auto_minor_version_upgrade'],
  aws_elasticache_replication_group: ['at_rest_encryption_enabled', 'auto_minor_version_upgrade'],
  aws_imagebuilder_container_recipe: [
    'instance_configuration.block_device_mapping.ebs.delete_on_termination',
    'instance_configuration.block_device_mapping.ebs.encrypted',
  ],
  aws_imagebuilder_image_recipe: [
    'block_device_mapping.ebs.delete_on_termination',
    'block_device_mapping.ebs.encrypted',
  ],
  aws_launch_template: [
    'block_device_mappings.ebs.delete_on_termination',
    'block_device_mappings.ebs.encrypted',
    'ebs_optimized',
    'network_interfaces.associate_carrier_ip_address',
    'network_interfaces.associate_public_ip_address',
    'network_interfaces.delete_on_termination',
  ],
  aws_alb_target_group: ['load_balancing_cross_zone_enabled'],
  aws_lb_target_group: ['load_balancing_cross_zone_enabled'],
  aws_mq_broker: ['logs.audit'],
}

/** Whether the text at `path` is a boolean in disguise. Indexes are passed over. */
export function isBoolLike(type: string, path: readonly Step[]): boolean {
  const names = path.filter((step) => typeof step === 'string').join('.')
  return Object.hasOwn(BOOL_LIKE, type) && (BOOL_LIKE[type]?.includes(names) ?? false)
}
