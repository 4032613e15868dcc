variable "secret" { sensitive = true }
variable "open" {}
output "pw" {
  value = var.secret
  sensitive = true
}
output "hash" { value = substr(var.open, 0, 6) }
