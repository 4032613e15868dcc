module "b" {
  source = "./b"
  count = 3
  name = "acme-${count.index}"
}
module "f" {
  source = "./b"
  for_each = { x = "acme-fx", y = "acme-fy" }
  name = each.value
}
module "none" {
  source = "./b"
  count = 0
  name = "never"
}
locals {
  arns = module.b[*].arn
  all = flatten([module.b[*].list, values(module.f)[*].list, module.none[*].list])
  byname = zipmap(module.b[*].name, module.b[*].arn)
  merged = merge([for m in module.f : { (m.given) = m.arn }]...)
  grouped = { for o in local.all : o.kind => o.arn... }
  pairs = setproduct(["r", "w"], sort([for m in module.f : m.given]))
  keyed = { for p in local.pairs : join("/", p) => local.merged[p[1]] }
  first = one(module.none[*].arn)
  maybe = coalesce(local.first, try(module.none[0].arn, null), module.f["x"].arn)
}
resource "aws_cloudwatch_log_group" "o" {
  for_each = local.keyed
  name = "o/${each.key}"
  tags = {
    arn = each.value
    n = length(local.arns)
    all = join(",", [for o in local.all : o.arn])
    grouped = jsonencode(local.grouped)
    byname = local.byname["acme-1"]
    maybe = local.maybe
    last = element(local.arns, length(local.arns) - 1)
    wrap = element(module.b, 4).arn
    slice = join(" ", slice(local.arns, 1, 3))
    chunk = jsonencode(chunklist(local.arns, 2))
    lookup = lookup(local.merged, "fz", "none")
    distinct = length(distinct(concat(local.arns, local.arns)))
    contains = contains(local.arns, "arn:aws:s3:::acme-2")
    keys = join(",", keys(local.merged))
    sum = sum([for a in local.arns : length(a)])
    setsub = join(",", setsubtract(toset(local.arns), [module.b[0].arn]))
  }
}
