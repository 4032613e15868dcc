variable "teams" { default = { red = { members = ["ann", "bo"], buckets = ["in", "out"] }, blue = { members = [], buckets = ["all"] } } }
locals {
  pairs = merge([for t, c in var.teams : { for b in c.buckets : "${t}/${b}" => { team = t, bucket = b, readers = c.members } }]...)
}
resource "aws_s3_bucket" "b" {
  for_each = local.pairs
  bucket = replace("acme-${each.key}", "/", "-")
  tags = { Team = each.value.team }
}
resource "aws_iam_group" "t" {
  for_each = var.teams
  name = each.key
  path = "/teams/${each.key}/"
}
resource "aws_iam_user" "u" {
  for_each = toset(flatten(values(var.teams)[*].members))
  name = each.value
}
resource "aws_iam_group_membership" "m" {
  for_each = { for t, c in var.teams : t => c if length(c.members) > 0 }
  name = "${aws_iam_group.t[each.key].id}-members"
  group = aws_iam_group.t[each.key].name
  users = [for m in each.value.members : aws_iam_user.u[m].name]
}
resource "aws_iam_group_policy" "p" {
  for_each = aws_iam_group.t
  name = "buckets"
  group = each.value.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for k, b in aws_s3_bucket.b : { Sid = join("", [for w in split("/", k) : title(w)]), Effect = "Allow", Action = ["s3:*"], Resource = [b.arn, "${b.arn}/*"] } if local.pairs[k].team == each.key]
  })
}
resource "aws_s3_bucket_policy" "p" {
  for_each = { for k, b in aws_s3_bucket.b : k => b if length(local.pairs[k].readers) > 0 }
  bucket = each.value.bucket
  policy = data.aws_iam_policy_document.d[each.key].json
}
data "aws_iam_policy_document" "d" {
  for_each = local.pairs
  statement {
    actions = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.b[each.key].arn}/*"]
    dynamic "principals" {
      for_each = length(each.value.readers) > 0 ? [1] : []
      content {
        type = "AWS"
        identifiers = [for r in each.value.readers : aws_iam_user.u[r].arn]
      }
    }
    dynamic "principals" {
      for_each = length(each.value.readers) > 0 ? [] : [1]
      content {
        type = "*"
        identifiers = ["*"]
      }
    }
  }
}
