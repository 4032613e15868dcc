variable "trail_name" {
  type = string
}

variable "bucket_name" {
  type = string
}

variable "kms_key_arn" {
  type = string
}

variable "log_group_arn" {
  type = string
}

locals {
  role_name     = "${var.trail_name}-cw-role"
  group_streams = "${var.log_group_arn}:*"
  delivery_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = local.group_streams
    }]
  })
}

resource "aws_iam_role" "delivery" {
  name = local.role_name
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "delivery" {
  name   = "cloudwatch-logs-delivery"
  role   = aws_iam_role.delivery.id
  policy = local.delivery_policy
}

resource "aws_cloudtrail" "this" {
  name                          = var.trail_name
  s3_bucket_name                = var.bucket_name
  include_global_service_events = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  kms_key_id                    = var.kms_key_arn
  cloud_watch_logs_group_arn    = local.group_streams
  cloud_watch_logs_role_arn     = aws_iam_role.delivery.arn

  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }

  tags = {
    ManagedBy = "terraform"
  }
}

output "trail_arn" {
  value = aws_cloudtrail.this.arn
}
