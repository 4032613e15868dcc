resource "aws_s3_bucket" "b" {
  for_each = toset(["raw", "clean"])
  bucket = "acme-${each.key}"
}
locals {
  cfg = {
    version = "1.0"
    buckets = { for k, b in aws_s3_bucket.b : k => { arn = b.arn, domain = b.bucket_regional_domain_name, tags = b.tags } }
    flags = [true, false, null]
    numbers = [1, 2.5, 1e3]
    text = "multi\nline: ${aws_s3_bucket.b["raw"].id}"
    empty = {}
    none = []
  }
  decoded = yamldecode(yamlencode(local.cfg))
  j = jsondecode(jsonencode(local.cfg))
}
resource "aws_s3_object" "y" {
  bucket = aws_s3_bucket.b["raw"].bucket
  key = "cfg.yaml"
  content = yamlencode(local.cfg)
}
resource "aws_s3_object" "j" {
  bucket = aws_s3_bucket.b["clean"].id
  key = "cfg/${md5(aws_s3_bucket.b["clean"].arn)}.json"
  content_base64 = base64encode(jsonencode(local.j))
}
resource "aws_cloudwatch_dashboard" "d" {
  dashboard_name = "d-${local.decoded.version}" == "d-1.0" ? "dash" : "nodash"
  dashboard_body = jsonencode({
    widgets = [for i, k in sort(keys(local.decoded.buckets)) : {
      type = "text", x = i * 6, y = 0, width = 6, height = 3
      properties = { markdown = "## ${k}\n${local.decoded.buckets[k].arn}" }
    }]
  })
}
output "o" { value = local.decoded }
