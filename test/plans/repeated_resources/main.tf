# Resources of one module that are repeated and name each other by key, in every way that people write.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints { sts = "http://127.0.0.1:14599" }
}

variable "names" {
  type    = set(string)
  default = ["copy-000000"]
}

resource "aws_s3_bucket" "logs" {
  for_each = var.names
  bucket   = "${each.key}-logs"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  for_each                = aws_s3_bucket.logs
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

data "aws_iam_policy_document" "logs" {
  for_each = var.names
  statement {
    actions   = ["s3:GetBucketAcl"]
    resources = [aws_s3_bucket.logs[each.key].arn]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  for_each = var.names
  bucket   = aws_s3_bucket.logs[each.key].id
  policy   = data.aws_iam_policy_document.logs[each.key].json
}

resource "aws_kms_key" "logs" {
  for_each            = var.names
  description         = each.key
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "logs" {
  for_each          = var.names
  name              = "/trails/${each.key}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs[each.key].arn
}

resource "aws_iam_role" "logs" {
  for_each           = var.names
  name               = "${each.key}-role"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "cloudtrail.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "logs" {
  for_each = aws_iam_role.logs
  name     = "delivery"
  role     = each.value.id
  policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.logs[each.key].arn}:*" }] })
}

resource "aws_cloudtrail" "logs" {
  for_each                   = var.names
  name                       = each.key
  s3_bucket_name             = aws_s3_bucket.logs[each.key].id
  is_multi_region_trail      = true
  enable_log_file_validation = true
  kms_key_id                 = aws_kms_key.logs[each.key].arn
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.logs[each.key].arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.logs[each.key].arn
  depends_on                 = [aws_s3_bucket_policy.logs]
}
