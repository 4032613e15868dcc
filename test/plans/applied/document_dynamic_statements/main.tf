data "aws_caller_identity" "me" {}
data "aws_partition" "p" {}
variable "readers" {
  default = {
    audit = { actions = ["s3:GetObject", "s3:ListBucket"], vpce = "vpce-1" }
    ops = { actions = ["s3:GetObject*"], vpce = null }
  }
}
resource "aws_iam_role" "r" {
  for_each = var.readers
  name = "reader-${each.key}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.me.account_id } }] })
}
resource "aws_s3_bucket" "b" { bucket = "acme-doc-dyn" }
data "aws_iam_policy_document" "base" {
  statement {
    sid = "Tls"
    effect = "Deny"
    not_actions = ["s3:ListAllMyBuckets"]
    resources = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
    principals {
      type = "*"
      identifiers = ["*"]
    }
    condition {
      test = "Bool"
      variable = "aws:SecureTransport"
      values = [false]
    }
  }
}
data "aws_iam_policy_document" "override" {
  statement {
    sid = "Audit"
    actions = ["s3:GetObjectVersion"]
    resources = ["${aws_s3_bucket.b.arn}/v/*"]
    principals {
      type = "AWS"
      identifiers = [aws_iam_role.r["audit"].arn]
    }
  }
}
data "aws_iam_policy_document" "final" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.override.json]
  policy_id = "final-${aws_s3_bucket.b.id}"
  dynamic "statement" {
    for_each = var.readers
    iterator = reader
    content {
      sid = title(reader.key)
      actions = reader.value.actions
      resources = formatlist("%s/%s", aws_s3_bucket.b.arn, ["*", "${reader.key}/*"])
      principals {
        type = "AWS"
        identifiers = [aws_iam_role.r[reader.key].arn]
      }
      dynamic "condition" {
        for_each = reader.value.vpce == null ? [] : [reader.value.vpce]
        content {
          test = "StringEquals"
          variable = "aws:SourceVpce"
          values = [condition.value]
        }
      }
    }
  }
  statement {
    sid = "NotRes"
    effect = "Deny"
    actions = ["*"]
    not_resources = ["arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.id}/*"]
    not_principals {
      type = "AWS"
      identifiers = [for r in aws_iam_role.r : r.arn]
    }
    condition {
      test = "StringLike"
      variable = "aws:userid"
      values = ["&{aws:username}/*", "x"]
    }
  }
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.final.json
}
output "sids" { value = jsondecode(data.aws_iam_policy_document.final.json).Statement[*].Sid }
