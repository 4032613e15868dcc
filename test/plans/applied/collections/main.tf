resource "aws_s3_bucket" "b" {
  count = 3
  bucket = "acme-coll-${count.index}"
}
locals {
  ids = aws_s3_bucket.b[*].id
  arns = [for b in aws_s3_bucket.b : b.arn]
  m = zipmap(local.ids, local.arns)
  nested = { a = { arns = slice(local.arns, 0, 2), on = true }, b = { arns = [], on = false }, c = { arns = [local.arns[2]], on = true } }
}
resource "aws_cloudwatch_log_group" "o" {
  name = "coll"
  tags = {
    matchkeys = join(",", matchkeys(local.arns, local.ids, ["acme-coll-1"]))
    transpose = jsonencode(transpose({ x = local.ids, y = [local.ids[0]] }))
    coalescelist = join(",", coalescelist([], local.nested.b.arns, local.nested.c.arns))
    flattened = join(",", flatten([for k, v in local.nested : [for a in v.arns : "${k}=${a}"] if v.on]))
    compact = join(",", compact(["", null, local.arns[0], ""]))
    distinct = join(",", distinct([local.ids[0], "x", local.ids[0], "x"]))
    inter = join(",", setintersection(toset(local.ids), ["acme-coll-0", "zzz"]))
    union = tostring(length(setunion(toset(local.arns), toset(local.arns), ["a"])))
    range = join(",", [for i in range(length(local.ids)) : "${i}:${local.ids[i]}"])
    all = tostring(alltrue([for a in local.arns : startswith(a, "arn:")]))
    any = tostring(anytrue([for i in local.ids : endswith(i, "-9")]))
    max = tostring(max([for a in local.arns : length(a)]...))
    sortd = join(",", sort(concat(local.ids, ["aaa"])))
    rev = join(",", reverse(local.ids))
    idx = tostring(index(local.ids, "acme-coll-2"))
    values = join(",", values(local.m))
    look = lookup(local.m, "acme-coll-1", "no")
    dflt = lookup(local.m, "nope", local.arns[0])
    merge = jsonencode(merge(local.m, { acme-coll-0 = "over" }, null))
    chunk = jsonencode(chunklist(local.ids, 2))
    elem = element(local.ids, 5)
    neg = try(element(local.ids, -1), "err")
    one = one([local.arns[0]])
    keys = jsonencode({ for k in keys(local.nested) : upper(k) => length(local.nested[k].arns) })
    splat = jsonencode(values(local.nested)[*].on)
    joined = join("", [for p in setproduct(["a", "b"], local.ids) : "${p[0]}${substr(p[1], -1, 1)}"])
  }
}
