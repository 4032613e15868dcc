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

variable "names" {
  type    = set(string)
  default = ["copy-000000"]
}

module "trail" {
  source   = "./trail"
  for_each = var.names
  name     = each.key
}
