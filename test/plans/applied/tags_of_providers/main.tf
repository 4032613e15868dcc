variable "owner" { default = "team-x" }
locals {
  base = { Env = "prod", Cost = "42", Empty = "" }
}
resource "aws_s3_bucket" "a" {
  bucket = "acme-tags-a"
  tags = { Env = "override", Ref = aws_sns_topic.t.arn }
}
resource "aws_s3_bucket" "e" {
  provider = aws.eu
  bucket = "acme-tags-eu"
  tags = { Region = aws_sns_topic.e.arn }
}
resource "aws_sns_topic" "t" { name = "tags" }
resource "aws_sns_topic" "e" {
  provider = aws.eu
  name = "tags-eu"
}
resource "aws_cloudwatch_log_group" "g" {
  name = "tags"
  tags = merge(aws_s3_bucket.a.tags_all, { Extra = aws_s3_bucket.e.region })
}
resource "aws_iam_role" "r" {
  name = "tags"
  tags = null
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
module "m" {
  source = "./m"
  providers = { aws.main = aws, aws.other = aws.eu }
}
