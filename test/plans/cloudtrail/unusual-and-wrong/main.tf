# Ways to be wrong that are easily taken for right: each set but `right` has one thing wrong.
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

locals {
  cloudtrail = { Service = "cloudtrail.amazonaws.com" }
  sets = {
    right = {}
    # Whatever is allowed, nobody may write.
    deny = {
      statements = [{ Effect = "Deny", Principal = "*", Action = "s3:Put*", Resource = "*" }]
    }
    # A condition that holds where the key is not there.
    if_exists = { operator = "StringEqualsIfExists" }
    # A pattern where text is compared.
    pattern = { trail = "*" }
    # Everybody but one account, CloudTrail for any trail too.
    not_principal = {
      statements = [{ Effect = "Allow", NotPrincipal = { AWS = "444455556666" }, Action = "s3:PutObject", Resource = "AWSLogs/*" }]
    }
    # Everybody in the organization.
    organization = {
      statements = [{
        Effect    = "Allow", Principal = "*", Action = "s3:PutObject", Resource = "AWSLogs/*"
        Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-exampleorgid" } }
      }]
    }
    # The trail has a key prefix, and the policy does not know it.
    key_prefix = { key_prefix = "audit" }
    # The log files of one region are deleted early.
    early = { early = "AWSLogs/${local.account}/CloudTrail/eu-west-1/" }
  }
}

module "set" {
  source     = "./set"
  for_each   = local.sets
  name       = each.key
  account    = local.account
  trail_arn  = "${local.trails}/${lookup(each.value, "trail", each.key)}"
  operator   = lookup(each.value, "operator", "StringEquals")
  statements = jsonencode(lookup(each.value, "statements", []))
  key_prefix = lookup(each.value, "key_prefix", null)
  early      = lookup(each.value, "early", null)
  key_arn    = aws_kms_alias.trail.arn
  group_arn  = aws_cloudwatch_log_group.trail.arn
  role_arn   = aws_iam_role.delivery.arn
}

# The key that the alias means has another policy than the key of the log group.
data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${local.account}:root"]
    }
  }
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com", "logs.eu-west-1.amazonaws.com"]
    }
  }
}
resource "aws_kms_key" "right" {
  policy = data.aws_iam_policy_document.key.json
}
resource "aws_kms_key" "other" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "*" }, Condition = { StringEquals = { "kms:CallerAccount" = local.account } } }] })
}
resource "aws_kms_key_policy" "other" {
  key_id = aws_kms_key.other.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = local.account } }] })
}
resource "aws_kms_alias" "trail" {
  name          = "alias/trail"
  target_key_id = aws_kms_key.other.arn
}

resource "aws_cloudwatch_log_group" "trail" {
  name              = "/aws/cloudtrail/all"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.right.arn
}

# May write to the group, by a policy written in the role that lets do more besides.
resource "aws_iam_role" "delivery" {
  name               = "delivery"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = local.cloudtrail, Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:*:trail/*" } } }] })
  inline_policy {
    name   = "delivery"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", NotAction = ["iam:*"], Resource = "*" }] })
  }
}
