variable "secret" {
  sensitive = true
  default = "hunter22"
}
resource "aws_s3_bucket" "b" { bucket = "acme-sens" }
module "m" {
  source = "./m"
  secret = "${var.secret}-${aws_s3_bucket.b.id}"
  open = nonsensitive(sha256(var.secret))
}
resource "aws_ssm_parameter" "p" {
  name = "/sens"
  type = "SecureString"
  value = jsonencode({ pw = module.m.pw, b = aws_s3_bucket.b.arn })
}
resource "aws_cloudwatch_log_group" "g" {
  name = "sens"
  tags = { H = module.m.hash, B = aws_s3_bucket.b.arn }
}
