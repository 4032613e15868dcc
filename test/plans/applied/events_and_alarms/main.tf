data "aws_region" "r" {}
resource "aws_cloudwatch_event_bus" "b" { name = "orders" }
resource "aws_cloudwatch_event_rule" "r" {
  for_each = { created = { src = ["shop"], type = "Order Created" }, any = { src = ["shop", "crm"], type = null } }
  name = "r-${each.key}"
  event_bus_name = aws_cloudwatch_event_bus.b.name
  event_pattern = jsonencode(merge({ source = each.value.src }, each.value.type == null ? {} : { detail-type = [each.value.type] }, { account = [split(":", aws_sns_topic.t.arn)[4]] }))
}
resource "aws_sns_topic" "t" { name = "order-events" }
resource "aws_cloudwatch_log_group" "g" { name = "/aws/events/${aws_cloudwatch_event_bus.b.name}" }
resource "aws_cloudwatch_event_target" "t" {
  for_each = aws_cloudwatch_event_rule.r
  rule = each.value.name
  event_bus_name = each.value.event_bus_name
  target_id = "to-${lower(each.key)}"
  arn = each.key == "any" ? aws_cloudwatch_log_group.g.arn : aws_sns_topic.t.arn
  input_transformer {
    input_paths = { id = "$.detail.id" }
    input_template = <<-EOT
      {"id": <id>, "bus": "${aws_cloudwatch_event_bus.b.arn}", "rule": "${each.value.arn}"}
    EOT
  }
}
resource "aws_sns_topic_policy" "p" {
  arn = aws_sns_topic.t.arn
  policy = data.aws_iam_policy_document.p.json
}
data "aws_iam_policy_document" "p" {
  statement {
    actions = ["sns:Publish"]
    resources = [aws_sns_topic.t.arn]
    principals {
      type = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test = "ArnEquals"
      variable = "aws:SourceArn"
      values = [for r in aws_cloudwatch_event_rule.r : r.arn]
    }
  }
}
resource "aws_cloudwatch_log_metric_filter" "f" {
  name = "errs"
  log_group_name = aws_cloudwatch_log_group.g.name
  pattern = "{ $.region = \"${data.aws_region.r.name}\" }"
  metric_transformation {
    name = "Errs"
    namespace = "Bus/${aws_cloudwatch_event_bus.b.name}"
    value = "1"
  }
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name = "${aws_cloudwatch_log_metric_filter.f.id}-alarm"
  alarm_description = "see ${aws_cloudwatch_log_group.g.arn}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods = 1
  threshold = 0
  datapoints_to_alarm = 1
  alarm_actions = [aws_sns_topic.t.arn]
  metric_query {
    id = "m1"
    return_data = true
    metric {
      metric_name = aws_cloudwatch_log_metric_filter.f.metric_transformation[0].name
      namespace = aws_cloudwatch_log_metric_filter.f.metric_transformation[0].namespace
      period = 60
      stat = "Sum"
    }
  }
}
resource "aws_scheduler_schedule_group" "g" { name = "grp" }
resource "aws_scheduler_schedule" "s" {
  name = "s"
  group_name = aws_scheduler_schedule_group.g.id
  schedule_expression = "rate(1 hour)"
  flexible_time_window { mode = "OFF" }
  target {
    arn = aws_sns_topic.t.arn
    role_arn = aws_iam_role.s.arn
    input = jsonencode({ topic = aws_sns_topic.t.arn })
  }
}
resource "aws_iam_role" "s" {
  name = "sched"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "scheduler.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = split(":", aws_sns_topic.t.arn)[4] } } }] })
}
