# Ways to be right that are easily taken for wrong. Nothing is wrong here but that there are two trails and no alarms.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region            = "eu-west-1"
  s3_use_path_style = true
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
locals {
  account = data.aws_caller_identity.current.account_id
  trails  = "arn:aws:cloudtrail:${data.aws_region.current.name}:${local.account}:trail"
}

# A key whose policy is merged from three documents and attached by a resource of its own; the trail names the key by an alias.
data "aws_iam_policy_document" "key_base" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [local.account]
    }
  }
  statement {
    sid       = "Trail"
    effect    = "Deny"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "key_trail" {
  statement {
    sid       = "Trail"
    actions   = ["kms:Generate*", "kms:DescribeKey"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "key" {
  source_policy_documents   = [data.aws_iam_policy_document.key_base.json]
  override_policy_documents = [data.aws_iam_policy_document.key_trail.json]
  statement {
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
  }
}
resource "aws_kms_key" "trail" {
  description = "trail"
}
resource "aws_kms_key_policy" "trail" {
  key_id = aws_kms_key.trail.id
  policy = data.aws_iam_policy_document.key.json
}
resource "aws_kms_alias" "trail" {
  name          = "alias/trail"
  target_key_id = aws_kms_key.trail.key_id
}

# A bucket in a module, repeated, with a policy as a heredoc that lets two trails in by statements of their own.
module "bucket" {
  source   = "./bucket"
  for_each = toset(["audit"])
  name     = "${each.key}-logs-${local.account}"
  account  = local.account
  trails   = local.trails
}

locals {
  group_name = "/aws/cloudtrail/${join("-", ["audit", "events"])}"
}
resource "aws_cloudwatch_log_group" "trail" {
  name              = local.group_name
  retention_in_days = 120
  kms_key_id        = aws_kms_key.trail.arn
  depends_on        = [aws_kms_key_policy.trail]
}

# A role with a managed policy for the documented log stream, attached in a module.
resource "aws_iam_role" "delivery" {
  name               = "audit-delivery"
  assume_role_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "Service": ["cloudtrail.amazonaws.com"] },
        "Condition": { "stringequals": { "AWS:SourceAccount": "${local.account}" } }
      }
    }
  JSON
}
module "delivery" {
  source = "./delivery"
  role   = aws_iam_role.delivery.name
  stream = "${aws_cloudwatch_log_group.trail.arn}:log-stream:${local.account}_CloudTrail_${data.aws_region.current.name}*"
}

resource "aws_cloudtrail" "audit" {
  name                          = "audit"
  s3_bucket_name                = module.bucket["audit"].id
  s3_key_prefix                 = "audit"
  include_global_service_events = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  kms_key_id                    = aws_kms_alias.trail.arn
  cloud_watch_logs_group_arn    = format("%s:*", aws_cloudwatch_log_group.trail.arn)
  cloud_watch_logs_role_arn     = aws_iam_role.delivery.arn
  advanced_event_selector {
    name = "management"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
  tags       = { ManagedBy = "terraform" }
  depends_on = [module.bucket, module.delivery, aws_kms_key_policy.trail]
}

# A trail of data events, beside it.
resource "aws_cloudtrail" "data" {
  name                          = "data"
  s3_bucket_name                = module.bucket["audit"].id
  s3_key_prefix                 = "data"
  include_global_service_events = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  kms_key_id                    = aws_kms_key.trail.arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.delivery.arn
  event_selector {
    include_management_events = false
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }
  tags       = { ManagedBy = "terraform" }
  depends_on = [module.bucket, module.delivery, aws_kms_key_policy.trail]
}
