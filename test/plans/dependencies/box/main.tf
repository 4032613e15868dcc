variable "name" {}
resource "terraform_data" "first" { input = var.name }
resource "terraform_data" "second" { input = terraform_data.first.id }
module "inner" {
  source = "./inner"
  in     = terraform_data.second.id
}
output "constant" { value = "constant" }
output "first" { value = terraform_data.first.id }
