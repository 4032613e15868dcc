# Two log groups of one name, which only the apply will tell, in two regions; the filter belongs to the one of its own region.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "terraform_data" "suffix" {}

locals {
  name = "app-${terraform_data.suffix.id}"
}

resource "aws_cloudwatch_log_group" "here" {
  name              = local.name
  retention_in_days = 7
}

resource "aws_cloudwatch_log_group" "abroad" {
  provider          = aws.us
  name              = local.name
  retention_in_days = 90
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  log_group_name = local.name
  pattern        = "ERROR"

  metric_transformation {
    name      = "errors"
    namespace = "app"
    value     = "1"
  }
}
