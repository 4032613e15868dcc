moved {
  from = aws_s3_bucket.a
  to = module.b["a"].aws_s3_bucket.this
}
moved {
  from = aws_sns_topic.t[0]
  to = aws_sns_topic.n["zero"]
}
module "b" {
  source = "./b"
  for_each = { a = "acme-moved-a", c = "acme-moved-c" }
  name = each.value
}
resource "aws_sns_topic" "n" {
  for_each = { zero = "topic-0", one = "topic-one" }
  name = each.value
  tags = { Buckets = join(" ", [for k, m in module.b : m.arn]) }
}
resource "aws_cloudwatch_log_group" "g" {
  name = "keep"
  retention_in_days = 14
  tags = { X = module.b["c"].arn }
  lifecycle { ignore_changes = [tags] }
}
resource "aws_iam_policy" "p" {
  name = "p"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = [for t in aws_sns_topic.n : t.arn] }] })
}
