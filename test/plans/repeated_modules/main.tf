# A module with a trail and all that it needs, as often as it is asked for.
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

variable "copies" {
  type    = number
  default = 1
}

module "trail" {
  source   = "./trail"
  for_each = toset([for number in range(var.copies) : format("copy-%06d", number)])
  name     = each.key
}
