variable "name" { type = string }
variable "config" {
  type = object({
    log = optional(object({ retention = optional(number, 30), class = optional(string) }))
    bucket = optional(object({ suffix = optional(string, "data"), versioned = optional(bool, true) }))
    alarms = optional(list(object({ metric = string, threshold = optional(number, 5), topic = optional(string) })), [])
  })
  default = {}
  nullable = false
}
resource "aws_cloudwatch_log_group" "this" {
  count = var.config.log == null ? 0 : 1
  name = "/svc/${var.name}"
  retention_in_days = var.config.log.retention
  log_group_class = var.config.log.class
}
resource "aws_s3_bucket" "this" {
  count = var.config.bucket != null ? 1 : 0
  bucket = join("-", ["svc", var.name, var.config.bucket.suffix])
}
resource "aws_s3_bucket_versioning" "v" {
  for_each = try(var.config.bucket.versioned, false) ? { this = aws_s3_bucket.this[0] } : {}
  bucket = each.value.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  for_each = { for i, a in var.config.alarms : "${i}-${a.metric}" => a }
  alarm_name = "${var.name}-${each.key}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 1
  period = 60
  metric_name = each.value.metric
  namespace = "Svc"
  statistic = "Sum"
  threshold = each.value.threshold
  alarm_actions = compact([each.value.topic, one(aws_sns_topic.t[*].arn)])
  dimensions = merge({ Service = var.name }, var.config.log == null ? {} : { Group = one(aws_cloudwatch_log_group.this[*].name) })
}
resource "aws_sns_topic" "t" {
  count = length(var.config.alarms) > 0 ? 1 : 0
  name = "${var.name}-alarms"
}
output "log_arn" { value = one(aws_cloudwatch_log_group.this[*].arn) }
output "bucket_arn" { value = try(aws_s3_bucket.this[0].arn, null) }
