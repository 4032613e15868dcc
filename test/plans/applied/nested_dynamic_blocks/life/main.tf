variable "bucket" {}
variable "rules" { type = map(object({ prefix = optional(string), expire = optional(number), transitions = optional(list(object({ days = number, class = string })), []) })) }
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = var.bucket
  dynamic "rule" {
    for_each = { for k, r in var.rules : k => r if r != null }
    content {
      id = rule.key
      status = "Enabled"
      filter { prefix = rule.value.prefix }
      dynamic "transition" {
        for_each = rule.value.transitions
        content {
          days = transition.value.days
          storage_class = transition.value["class"]
        }
      }
      dynamic "expiration" {
        for_each = rule.value.expire[*]
        content { days = expiration.value }
      }
    }
  }
}
output "rules" { value = aws_s3_bucket_lifecycle_configuration.l.rule }
output "first_days" { value = aws_s3_bucket_lifecycle_configuration.l.rule[0].transition }
