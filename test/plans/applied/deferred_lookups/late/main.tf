variable "name" {}
data "aws_caller_identity" "me" {}
data "aws_region" "r" {}
data "aws_partition" "p" {}
data "aws_arn" "a" { arn = "arn:${data.aws_partition.p.partition}:s3:::x/y/z" }
data "aws_service_principal" "s" { service_name = "s3" }
data "aws_iam_policy_document" "d" {
  statement {
    sid = "A${title(data.aws_arn.a.service)}"
    actions = ["s3:Get*"]
    resources = ["arn:${data.aws_partition.p.partition}:s3:::${var.name}-${data.aws_caller_identity.me.account_id}-${data.aws_region.r.name}/*"]
  }
  dynamic "statement" {
    for_each = data.aws_region.r.name == "us-east-1" ? ["x"] : []
    content {
      actions = ["sts:AssumeRole"]
      resources = ["arn:${data.aws_partition.p.partition}:iam::${data.aws_caller_identity.me.account_id}:role/*"]
    }
  }
}
resource "aws_iam_role" "r" {
  name = "${var.name}-${data.aws_region.r.name}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = [data.aws_service_principal.s.name, "ec2.${data.aws_partition.p.dns_suffix}"], AWS = "arn:${data.aws_partition.p.partition}:iam::${data.aws_caller_identity.me.account_id}:root" } }] })
}
resource "aws_cloudwatch_log_group" "g" {
  name = "late"
  tags = { acc = data.aws_caller_identity.me.id, res = data.aws_arn.a.resource, desc = data.aws_region.r.description, rev = data.aws_partition.p.reverse_dns_prefix }
}
output "role" { value = aws_iam_role.r.name }
output "doc" { value = data.aws_iam_policy_document.d.json }
output "info" { value = data.aws_caller_identity.me.account_id }
