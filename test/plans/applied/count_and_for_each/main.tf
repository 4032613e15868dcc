variable "envs" { default = ["dev", "stage", "prod"] }
resource "aws_s3_bucket" "b" {
  count = length(var.envs)
  bucket = "acme-mix-${var.envs[count.index]}"
}
resource "aws_s3_bucket_policy" "p" {
  count = length(var.envs) - 1
  bucket = aws_s3_bucket.b[count.index + 1].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.b[count.index + 1].arn, aws_s3_bucket.b[(count.index + 2) % length(var.envs)].arn] }] })
}
resource "aws_sns_topic" "t" {
  for_each = { for i, e in var.envs : e => i if i != 1 }
  name = "t-${each.value}-${aws_s3_bucket.b[each.value].id}"
}
resource "aws_cloudwatch_log_group" "g" {
  for_each = aws_sns_topic.t
  name = "g-${each.key}"
  tags = { topic = each.value.arn, name = each.value["name"], prev = try(aws_s3_bucket.b[index(var.envs, each.key) - 1].arn, "none") }
}
resource "aws_iam_policy" "p" {
  for_each = toset([for b in aws_s3_bucket.b : b.bucket])
  name = "pol-${each.value}"
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:*", Resource = [for b in aws_s3_bucket.b : "${b.arn}/*" if b.bucket != each.key] } })
}
