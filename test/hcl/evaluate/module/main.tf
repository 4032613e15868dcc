# What the generated expressions may refer to. `terraform.tfvars` gives some of the variables.

variable "text" {
  default = "Grüße, $${x}!"
}

variable "number_as_text" {
  type = string
}

variable "text_as_number" {
  type = number
}

variable "names" {
  type    = set(string)
  default = ["b", "a", "b"]
}

variable "rules" {
  type = list(object({
    name     = string
    port     = optional(number, 443)
    cidrs    = optional(list(string), ["10.0.0.0/8"])
    enabled  = optional(bool)
    settings = optional(object({ mode = optional(string, "strict"), level = optional(number) }), {})
  }))
}

variable "by_name" {
  type = map(object({
    size = optional(number, 1)
    tags = optional(map(string))
  }))
}

variable "pair" {
  type = tuple([string, number])
}

variable "anything" {
  type = any
}

variable "never_null" {
  type     = string
  nullable = false
  default  = "fallback"
}

variable "maybe" {
  type    = string
  default = null
}

variable "secret" {
  type      = string
  sensitive = true
  default   = "hunter2"
}

locals {
  words   = ["alpha", "beta", "", "Gamma", "δ", "alpha"]
  numbers = [3, 1, 2.5, -4, 0, 1e3]
  mixed   = [1, "1", true, null, [], { a = 1 }]
  tags    = { Name = "x", Env = "prod", "odd key" = "v", Empty = "" }
  users = {
    ann = { role = "admin", groups = ["a", "b"] }
    bob = { role = "user", groups = [] }
    eve = { role = "user", groups = ["b"], extra = true }
  }
  matrix = [[1, 2], [3], []]
  none   = null
  lines  = <<-EOT
    first
      second ${local.words[0]}
    third %{if length(local.words) > 3}many%{else}few%{endif}
  EOT
  ports = [for rule in var.rules : rule.port if rule.enabled != false]
}
