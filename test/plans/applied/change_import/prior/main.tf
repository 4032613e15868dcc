resource "aws_s3_bucket" "b" { bucket = "acme-imported" }
resource "aws_iam_role" "r" {
  name = "imp"
  path = "/x/"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
