resource "aws_s3_bucket" "b" { bucket = "acme-conv" }
module "m" {
  source = "./m"
  strings = [1, true, aws_s3_bucket.b.id]
  numbers = { a = "1", b = 2.50 }
  objects = [{ name = "x", size = "10", extra = "dropped" }, { name = aws_s3_bucket.b.id, size = 3 }]
  set = ["b", "a", "b", aws_s3_bucket.b.arn]
  anything = { k = [aws_s3_bucket.b.arn, 1] }
  maybe = null
  nested = { inner = { list = [{ arn = aws_s3_bucket.b.arn }] } }
  tuple_ = ["t", 5, aws_s3_bucket.b.bucket_domain_name]
}
resource "aws_cloudwatch_log_group" "o" {
  name = "conv"
  tags = { for k, v in module.m.all : k => v }
}
