/**
 * Arguments of which the provider suppresses what is written where it means nothing or the same, so that the plan holds less than the
 * sources, or an old value: what network load balancers have on an application load balancer, the capacity of a table that is paid
 * per request, what is the default anyway, another spelling of a protocol or a version. Such a difference tells nothing of the sources.
 * Source: `DiffSuppressFunc` and `CustomizeDiff` in terraform-provider-aws, internal/service.
 */
const LOAD_BALANCER = [
  'access_logs',
  'client_keep_alive',
  'connection_logs',
  'desync_mitigation_mode',
  'dns_record_client_routing_policy',
  'drop_invalid_header_fields',
  'enable_cross_zone_load_balancing',
  'enable_http2',
  'enable_tls_version_and_cipher_suite_headers',
  'enable_waf_fail_open',
  'enable_xff_client_port',
  'enable_zonal_shift',
  'idle_timeout',
  'preserve_host_header',
  'xff_header_processing_mode',
]
const TARGET_GROUP = [
  'connection_termination',
  'deregistration_delay',
  'health_check',
  'lambda_multi_value_headers_enabled',
  'protocol_version',
  'proxy_protocol_v2',
  'slow_start',
  'stickiness',
  'target_failover',
  'target_group_health',
  'target_health_state',
]

const SUPPRESSED: { readonly [type: string]: readonly string[] } = {
  aws_alb: LOAD_BALANCER,
  aws_alb_listener: ['default_action', 'tcp_idle_timeout_seconds'],
  aws_alb_listener_rule: ['action'],
  aws_alb_target_group: TARGET_GROUP,
  aws_autoscaling_group: ['wait_for_capacity_timeout'],
  aws_db_instance: ['engine_version', 'final_snapshot_identifier', 'iops', 'storage_throughput'],
  aws_dynamodb_table: ['global_secondary_index', 'read_capacity', 'table_class', 'ttl', 'write_capacity'],
  aws_ecs_service: [
    'deployment_configuration',
    'health_check_grace_period_seconds',
    'iam_role',
    'launch_type',
  ],
  aws_ecs_task_definition: ['container_definitions'],
  aws_elasticache_cluster: ['engine_version'],
  aws_elasticache_replication_group: ['engine_version'],
  aws_iam_openid_connect_provider: ['url'],
  aws_instance: ['user_data', 'user_data_base64'],
  aws_kinesis_stream: ['shard_count'],
  aws_lambda_function: ['environment'],
  aws_lb: LOAD_BALANCER,
  aws_lb_listener: ['default_action', 'tcp_idle_timeout_seconds'],
  aws_lb_listener_rule: ['action'],
  aws_lb_target_group: TARGET_GROUP,
  aws_network_acl_rule: ['cidr_block', 'icmp_code', 'icmp_type', 'ipv6_cidr_block', 'protocol'],
  aws_opensearch_domain: ['cluster_config', 'ebs_options'],
  aws_rds_cluster: ['engine_version', 'final_snapshot_identifier'],
  aws_rds_cluster_instance: ['engine_version'],
  aws_route: ['destination_ipv6_cidr_block'],
  aws_route53_record: ['name', 'records'],
  aws_security_group_rule: ['from_port', 'protocol', 'to_port'],
  aws_sns_topic_subscription: ['confirmation_timeout_in_minutes', 'delivery_policy', 'filter_policy_scope'],
}

/** Whether the plan may hold something else than what is written, without either being wrong. */
export function isSuppressed(type: string, name: string): boolean {
  return Object.hasOwn(SUPPRESSED, type) && SUPPRESSED[type]?.includes(name) === true
}
