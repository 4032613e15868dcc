resource "aws_s3_bucket" "b" { bucket = "acme-Data.logs-1" == "" ? "x" : "acme-data.logs-1" }
resource "aws_iam_role" "r" {
  name = "worker"
  path = "/svc/team-a/"
  assume_role_policy = data.aws_iam_policy_document.a.json
}
data "aws_iam_policy_document" "a" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type = "Service"
      identifiers = ["ec2.amazonaws.com", "lambda.amazonaws.com"]
    }
  }
}
resource "aws_cloudwatch_log_group" "g" { name = "/acme/app/api" }
resource "aws_sns_topic" "t" { name = "alerts" }
resource "aws_lambda_function" "f" {
  function_name = "fn"
  role = aws_iam_role.r.arn
  filename = "${path.module}/f.zip"
  handler = "i.h"
  runtime = "python3.12"
}
locals {
  parts = split(":", aws_cloudwatch_log_group.g.arn)
  region = element(local.parts, 3)
  account = local.parts[4]
  role_path = regex("role(/.*/)[^/]+$", aws_iam_role.r.arn)[0]
  role_named = regex("^arn:(?P<partition>[^:]+):iam::(?P<account>\\d+):role/(?P<rest>.+)$", aws_iam_role.r.arn)
  last = reverse(split("/", aws_iam_role.r.arn))[0]
  all = regexall("[a-z]+", aws_s3_bucket.b.arn)
}
resource "aws_cloudwatch_log_group" "out" {
  name = "out"
  tags = {
    region = local.region
    account = local.account
    path = local.role_path
    partition = local.role_named.partition
    rest = local.role_named["rest"]
    last = local.last
    all = join("-", local.all)
    sub = substr(aws_s3_bucket.b.arn, 0, 12)
    subneg = substr(aws_s3_bucket.b.arn, -6, -1)
    rep = replace(aws_sns_topic.t.arn, ":sns:", ":sqs:")
    rep_re = replace(aws_iam_role.r.arn, "/role\\/(svc)\\/(.*)\\/worker/", "user/$2/$1")
    upper = upper(aws_s3_bucket.b.bucket)
    title = title(replace(aws_s3_bucket.b.id, "/[.-]/", " "))
    trimmed = trimprefix(trimsuffix(aws_s3_bucket.b.bucket_domain_name, ".amazonaws.com"), "acme-")
    trimset = trim(aws_s3_bucket.b.id, "a1-")
    fmt = format("%-10s|%5s|%q|%03d|%v", aws_iam_role.r.id, aws_sns_topic.t.name, aws_s3_bucket.b.id, 7, length(aws_s3_bucket.b.arn))
    starts = startswith(aws_s3_bucket.b.arn, "arn:aws:s3") ? "yes" : "no"
    ends = endswith(aws_iam_role.r.arn, "/worker")
    contains = strcontains(aws_lambda_function.f.invoke_arn, ":apigateway:")
    md5 = md5(aws_iam_role.r.arn)
    b64 = base64encode(aws_s3_bucket.b.arn)
    sha = substr(sha256(aws_s3_bucket.b.id), 0, 8)
    b64d = base64decode(base64encode(aws_sns_topic.t.name))
    url = urlencode(aws_s3_bucket.b.arn)
    idx = tostring(index(["a", aws_iam_role.r.id, "c"], "worker"))
    cmp = aws_s3_bucket.b.arn == "arn:aws:s3:::acme-data.logs-1" ? "same" : "other"
    json = jsonencode({ z = aws_s3_bucket.b.arn, a = [1, true, null, "x<y>&"] })
    dec = jsondecode(jsonencode({ a = { b = [aws_iam_role.r.arn] } })).a.b[0]
  }
}
resource "aws_lambda_permission" "p" {
  statement_id = "Allow${title(split(":", aws_sns_topic.t.arn)[2])}"
  action = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.arn
  principal = "${split(":", aws_sns_topic.t.arn)[2]}.amazonaws.com"
  source_arn = aws_sns_topic.t.arn
  source_account = split(":", aws_sns_topic.t.arn)[4]
}
