module "svc" {
  source = "./svc"
  for_each = {
    api = { log = { retention = 7 }, alarms = [{ metric = "Errors", threshold = 1 }, { metric = "Latency" }] }
    web = { bucket = { suffix = "static" } }
    job = {}
  }
  name = each.key
  config = each.value
}
output "arns" { value = { for k, m in module.svc : k => compact([m.bucket_arn, m.log_arn]) } }
resource "aws_iam_policy" "p" {
  name = "all"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for k, m in module.svc : { Sid = "L${title(k)}", Effect = "Allow", Action = "logs:PutLogEvents", Resource = "${m.log_arn}:*" } if m.log_arn != null],
      [for k, m in module.svc : { Sid = "B${title(k)}", Effect = "Allow", Action = ["s3:GetObject"], Resource = "${m.bucket_arn}/*" } if m.bucket_arn != null],
    )
  })
}
