variable "name" {}
variable "account" {}
variable "trail_arn" {}
variable "operator" {}
variable "statements" {}
variable "key_prefix" {}
variable "early" {}
variable "key_arn" {}
variable "group_arn" {}
variable "role_arn" {}

locals {
  bucket     = aws_s3_bucket.this.arn
  cloudtrail = { Service = "cloudtrail.amazonaws.com" }
  further = [for statement in jsondecode(var.statements) : merge(statement, {
    Resource = statement.Resource == "*" ? "${local.bucket}/*" : "${local.bucket}/${statement.Resource}"
  })]
}

resource "aws_s3_bucket" "this" {
  bucket = "${replace(var.name, "_", "-")}-logs-${var.account}"
  tags   = { ManagedBy = "terraform" }
}
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_policy" "this" {
  bucket     = aws_s3_bucket.this.id
  depends_on = [aws_s3_bucket_public_access_block.this]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Effect    = "Allow"
        Principal = local.cloudtrail
        Action    = "s3:GetBucketAcl"
        Resource  = local.bucket
        Condition = { (var.operator) = { "aws:SourceArn" = var.trail_arn } }
      },
      {
        Effect    = "Allow"
        Principal = local.cloudtrail
        Action    = "s3:PutObject"
        Resource  = "${local.bucket}/AWSLogs/${var.account}/*"
        Condition = merge(
          { (var.operator) = { "aws:SourceArn" = var.trail_arn } },
          { StringLike = { "s3:x-amz-acl" = "bucket-owner-full-control" } },
        )
      },
    ], local.further)
  })
}
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    id     = "logs"
    status = "Enabled"
    filter {}
    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }
    expiration {
      days = 365
    }
  }
  dynamic "rule" {
    for_each = var.early[*]
    content {
      id     = "early"
      status = "Enabled"
      filter {
        prefix = rule.value
      }
      expiration {
        days = 30
      }
    }
  }
}

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = aws_s3_bucket_policy.this.bucket
  s3_key_prefix                 = var.key_prefix
  include_global_service_events = true
  is_multi_region_trail         = var.name == "right"
  enable_log_file_validation    = true
  kms_key_id                    = var.key_arn
  cloud_watch_logs_group_arn    = "${var.group_arn}:*"
  cloud_watch_logs_role_arn     = var.role_arn
  event_selector {}
  tags = { ManagedBy = "terraform" }
}
