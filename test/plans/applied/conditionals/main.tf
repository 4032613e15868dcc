variable "kms" { default = null }
variable "create" { default = true }
resource "aws_s3_bucket" "b" { bucket = "acme-cond" }
resource "aws_s3_bucket" "maybe" {
  count = var.create ? 1 : 0
  bucket = "acme-cond-maybe"
}
resource "aws_cloudwatch_log_group" "g" {
  name = "cond"
  kms_key_id = var.kms != null ? var.kms : null
  tags = {
    a = aws_s3_bucket.b.arn != "" ? "set" : "unset"
    b = aws_s3_bucket.b.id == null ? "null" : aws_s3_bucket.b.id
    c = var.create ? aws_s3_bucket.maybe[0].arn : "off"
    d = length(aws_s3_bucket.maybe) > 0 ? one(aws_s3_bucket.maybe).id : ""
    e = coalesce("", aws_s3_bucket.b.arn)
    f = can(regex("^arn:", aws_s3_bucket.b.arn)) ? "arn" : "name"
    g = try(tonumber(aws_s3_bucket.b.id), "nan")
    h = aws_s3_bucket.b.id == "acme-cond" && var.create ? "both" : "not"
    i = !(aws_s3_bucket.b.id == "x") || var.create ? "or" : "nor"
    j = join(",", [for s in ["a", "b"] : s if aws_s3_bucket.b.id != s])
    k = tostring(length(split("-", aws_s3_bucket.b.id)) >= 2)
    l = lookup({ acme-cond = "found" }, aws_s3_bucket.b.id, "missing")
    m = { acme-cond = "idx" }[aws_s3_bucket.b.id]
  }
}
