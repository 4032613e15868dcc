import {
  to = aws_s3_bucket.b
  id = "acme-imported"
}
import {
  to = aws_iam_role.r
  id = "imp"
}
resource "aws_s3_bucket" "b" {
  bucket = "acme-imported"
  tags = { T = aws_sns_topic.t.arn }
}
resource "aws_iam_role" "r" {
  name = "imp"
  path = "/x/"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_sns_topic" "t" { name = "fresh" }
resource "aws_iam_role_policy" "p" {
  name = "p"
  role = aws_iam_role.r.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = aws_sns_topic.t.arn }, { Effect = "Allow", Action = "s3:*", Resource = "${aws_s3_bucket.b.arn}/*" }] })
}
