resource "terraform_data" "v" { input = "2" }
resource "aws_sns_topic" "t" {
  name_prefix = "tp-"
  display_name = terraform_data.v.output
  lifecycle { create_before_destroy = true }
}
resource "aws_cloudwatch_log_group" "g" {
  name = "g-2"
  lifecycle { create_before_destroy = true }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme-cbd"
  tags = { G = aws_cloudwatch_log_group.g.arn, V = terraform_data.v.output }
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "${aws_s3_bucket.b.arn}/${terraform_data.v.output}/*", Condition = { ArnNotEquals = { "aws:SourceArn" = [aws_sns_topic.t.arn, aws_cloudwatch_log_group.g.arn] } } }] })
}
resource "aws_iam_user" "u" {
  for_each = { for n in ["ann", "bob"] : n => terraform_data.v.output }
  name = each.key
  tags = { V = each.value }
}
