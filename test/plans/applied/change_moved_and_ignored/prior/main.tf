resource "aws_s3_bucket" "a" { bucket = "acme-moved-a" }
resource "aws_sns_topic" "t" {
  count = 2
  name = "topic-${count.index}"
}
resource "aws_cloudwatch_log_group" "g" {
  name = "keep"
  retention_in_days = 7
  tags = { X = "old" }
}
resource "aws_iam_policy" "p" {
  name = "p"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = aws_sns_topic.t[*].arn }] })
}
