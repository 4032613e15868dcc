# The article in modules, for two environments: `prod` is right, `dev` is not.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region            = "eu-west-1"
  s3_use_path_style = true
}

variable "environments" {
  type = map(object({
    log_days       = number
    retention_days = number
    trail          = string
    key_for_trail  = bool
  }))
  default = {
    dev  = { log_days = 30, retention_days = 30, trail = "development-trail", key_for_trail = false }
    prod = { log_days = 90, retention_days = 365, trail = "prod-trail", key_for_trail = true }
  }
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  account_id   = data.aws_caller_identity.current.account_id
  trail_prefix = "arn:aws:cloudtrail:${data.aws_region.current.name}:${local.account_id}:trail"
}

module "key" {
  source     = "./modules/kms_key"
  for_each   = var.environments
  account_id = local.account_id
  trail_arn  = "${local.trail_prefix}/${each.key}-trail"

  allow_cloudtrail = each.value.key_for_trail
}

module "log_bucket" {
  source     = "./modules/log_bucket"
  for_each   = var.environments
  name       = "${each.key}-cloudtrail-logs-${local.account_id}"
  account_id = local.account_id
  trail_arn  = "${local.trail_prefix}/${each.value.trail}"

  retention_days = each.value.retention_days
}

module "log_group" {
  source            = "./modules/log_group"
  for_each          = var.environments
  name              = "/aws/cloudtrail/${each.key}"
  retention_in_days = each.value.log_days
  kms_key_arn       = module.key[each.key].arn
}

module "trail" {
  source        = "./modules/trail"
  for_each      = var.environments
  trail_name    = "${each.key}-trail"
  bucket_name   = module.log_bucket[each.key].bucket_id
  kms_key_arn   = module.key[each.key].arn
  log_group_arn = module.log_group[each.key].arn
}
