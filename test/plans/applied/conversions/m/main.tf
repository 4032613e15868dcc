variable "strings" { type = list(string) }
variable "numbers" { type = map(number) }
variable "objects" { type = list(object({ name = string, size = number, kind = optional(string, "std"), tags = optional(map(string), { d = "e" }) })) }
variable "set" { type = set(string) }
variable "anything" { type = any }
variable "maybe" {
  type = string
  default = "fallback"
  nullable = false
}
variable "nested" {
  type = object({ inner = optional(object({ list = optional(list(object({ arn = string, suffix = optional(string, "/*") })), []), flag = optional(bool, true) }), {}) })
}
variable "tuple_" { type = tuple([string, number, string]) }
locals {
  objs = { for o in var.objects : o.name => o... }
}
output "all" {
  value = {
    strings = join(",", var.strings)
    numbers = jsonencode(var.numbers)
    objects = jsonencode(var.objects)
    set = join(",", sort(var.set))
    setlen = length(var.set)
    anything = jsonencode(var.anything)
    maybe = var.maybe
    nested = "${var.nested.inner.list[0].arn}${var.nested.inner.list[0].suffix} ${var.nested.inner.flag}"
    tuple = join("|", var.tuple_)
    groups = join(",", keys(local.objs))
    tostr = tostring(var.numbers.b)
    isnum = tostring(try(tonumber(var.strings[0]) + 1, -1))
    list = join(" ", tolist(toset([for o in var.objects : o.kind])))
  }
}
