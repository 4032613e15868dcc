variable "waiting" {}
variable "idle" {}
resource "terraform_data" "waiting" { input = var.waiting }
resource "terraform_data" "idle" { input = var.idle }
output "waiting" { value = terraform_data.waiting.id }
output "idle" { value = terraform_data.idle.id }
output "explicit" {
  value      = "constant"
  depends_on = [terraform_data.waiting]
}
