variable "in" {}
resource "terraform_data" "deep" { input = "x" }
resource "terraform_data" "fed" { input = var.in }
