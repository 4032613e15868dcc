variable "suffix" { default = "new" }
resource "aws_s3_bucket" "b" { bucket = "acme-${var.suffix}" }
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.d.json
}
data "aws_iam_policy_document" "d" {
  statement {
    effect = "Deny"
    actions = ["s3:*"]
    resources = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
    principals {
      type = "*"
      identifiers = ["*"]
    }
    condition {
      test = "Bool"
      variable = "aws:SecureTransport"
      values = ["false"]
    }
  }
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = aws_s3_bucket.b.id
  rule {
    id = "x"
    status = "Enabled"
    filter {}
    expiration { days = 60 }
  }
}
resource "aws_iam_role" "r" {
  name = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
  tags = { B = aws_s3_bucket.b.arn }
}
resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.r.id
  name = "p"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = aws_s3_bucket.b.arn }] })
}
resource "aws_cloudwatch_log_group" "g" {
  name = "g"
  tags = { Bucket = aws_s3_bucket.b.bucket_regional_domain_name, Role = aws_iam_role.r.arn, Uid = aws_iam_role.r.unique_id }
}
